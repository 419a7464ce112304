import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { breakLock, lookAtLock, takeLock, type Locking } from '../../../electron/disk/lock.ts';
import { hostProcesses, type Processes } from '../../../electron/disk/processes.ts';
import { allAlive, allDead, opening } from './run-folder/run-builder.ts';
import { emptyFolder } from './temporary-folder.ts';

/** A folder that holds nothing but, perhaps, the lock at `path`. */
async function freeFolder() {
  const folder = await emptyFolder();
  return { folder, path: join(folder, 'run.lock') };
}

async function lockedFolder() {
  const { folder, path } = await freeFolder();
  const locking = await takeLock(path, opening({ user: 'anna', pid: 42 }), allAlive);
  if (locking.kind !== 'held') throw new Error('not free');
  return { folder, path, lock: locking.lock };
}

function foundIn(locking: Locking) {
  return locking.kind === 'found' ? locking.found : undefined;
}

const otherBoot: Processes = { isAlive: () => true, startOf: async () => 'boot/2' };

describe('the lock of a folder', () => {
  it('is given to one only, and says who holds it', async () => {
    const { path } = await lockedFolder();
    const found = foundIn(await takeLock(path, opening({ user: 'otto', pid: 43 }), allAlive));
    expect(found).toMatchObject({ holder: { user: 'anna', pid: 42, host: 'SERVER1' }, standing: 'alive' });
  });

  it('is given to one only of many who ask at once', async () => {
    const { path } = await freeFolder();
    const claims = [1, 2, 3, 4, 5, 6].map((pid) => takeLock(path, opening({ pid }), allAlive));
    const held = (await Promise.all(claims)).filter((locking) => locking.kind === 'held');
    expect(held).toHaveLength(1);
  });

  it('is free again after its release', async () => {
    const { folder, path, lock } = await lockedFolder();
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
    expect((await takeLock(path, opening(), allAlive)).kind).toBe('held');
  });

  it('is stale when its process has ended, but still in the way', async () => {
    const { path } = await lockedFolder();
    expect(foundIn(await takeLock(path, opening(), allDead))?.standing).toBe('stale');
  });

  it('is stale when another process got the same id', async () => {
    const { path } = await lockedFolder();
    expect((await lookAtLock(path, 'SERVER1', otherBoot))?.standing).toBe('stale');
  });

  it('cannot be judged from another machine', async () => {
    const { path } = await lockedFolder();
    expect((await lookAtLock(path, 'SERVER2', allDead))?.standing).toBe('cannot-tell');
    expect((await lookAtLock(path, 'server1', allDead))?.standing).toBe('stale');
  });

  it('cannot be judged when it cannot be read, and can be broken all the same', async () => {
    const { folder, path } = await freeFolder();
    await writeFile(path, '');
    const found = foundIn(await takeLock(path, opening(), allAlive));
    expect(found).toEqual({ holder: undefined, standing: 'cannot-tell' });
    expect(await breakLock(path, undefined)).toBe(true);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is broken only when it still is the one that was shown', async () => {
    const { path, lock } = await lockedFolder();
    expect(await breakLock(path, { ...lock.holder, token: 'another' })).toBe(false);
    expect(await breakLock(path, lock.holder)).toBe(true);
    expect(await breakLock(path, lock.holder)).toBe(false);
  });

  it('is not taken from its new holder when the former one releases', async () => {
    const { path, lock } = await lockedFolder();
    await breakLock(path, lock.holder);
    await takeLock(path, opening({ user: 'otto' }), allAlive);
    await lock.release();
    expect((await lookAtLock(path, 'SERVER1', allAlive))?.holder?.user).toBe('otto');
  });
});

describe('the processes of this machine', () => {
  it('include this one, and not one that cannot be', () => {
    expect(hostProcesses.isAlive(process.pid)).toBe(true);
    expect(hostProcesses.isAlive(2 ** 30)).toBe(false);
  });

  it.runIf(process.platform === 'linux')('tell when this one began, always the same', async () => {
    const start = await hostProcesses.startOf(process.pid);
    expect(start).toMatch(/^[0-9a-f-]{36}\/\d+$/);
    expect(await hostProcesses.startOf(process.pid)).toBe(start);
    expect(await hostProcesses.startOf(process.ppid)).not.toBe(start);
  });
});

describe.skipIf(process.platform !== 'linux')('a process that has ended but that nobody has collected', () => {
  it('does not count as alive, so that its lock is free', async () => {
    // The shell becomes a program that knows nothing of the child that was started before.
    const parent = spawn('sh', ['-c', 'sleep 1000 & echo $!; exec tail -f /dev/null'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
    const zombie = Number(printed.toString());
    const patient = { timeout: 30_000 };
    // A shell would still collect it.
    await vi.waitFor(() => expect(readFileSync(`/proc/${parent.pid!}/comm`, 'utf8')).toBe('tail\n'), patient);
    process.kill(zombie, 'SIGKILL');
    await vi.waitFor(() => expect(readFileSync(`/proc/${zombie}/stat`, 'utf8')).toContain(') Z '), patient);
    expect(hostProcesses.isAlive(zombie)).toBe(false);
    expect(hostProcesses.isAlive(parent.pid ?? 0)).toBe(true);
  });
});
