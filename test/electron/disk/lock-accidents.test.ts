import { spawnSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createLab } from '../../../electron/lab/store/lab-store.ts';
import { createForWork, openForWork } from '../../../electron/run/work-folder.ts';
import { thisProcess } from '../../../electron/disk/this-process.ts';
import { lookAtLock } from '../../../electron/disk/lock.ts';
import { emptyLab } from '../lab/empty-lab.ts';
import type { Accident } from './lock-taker.ts';
import { newRun, valueOf } from './run-folder/run-builder.ts';
import { emptyFolder } from './temporary-folder.ts';

const taker = fileURLToPath(new URL('lock-taker.ts', import.meta.url));

function takeWith(accident: Accident, path: string) {
  const { signal, stdout, stderr } = spawnSync(process.execPath, [taker, path, accident], { encoding: 'utf8' });
  return { signal, said: stdout.trim().split('\n'), stderr };
}

describe.each<Accident>([
  'killed before its content is written',
  'killed in the middle of its content',
  'killed before it has its name',
  'killed once it has its name',
])('a process that takes a lock and is %s', (accident) => {
  it('leaves no lock that cannot be read', async () => {
    const path = join(await emptyFolder(), 'run.lock');
    expect(takeWith(accident, path).signal).toBe('SIGKILL');
    const found = await lookAtLock(path, thisProcess().host);
    expect(found?.standing).toBe(accident === 'killed once it has its name' ? 'stale' : undefined);
  });

  it('keeps nobody out of a new run, and leaves nothing in it', async () => {
    const folder = await emptyFolder();
    expect(takeWith(accident, join(folder, 'run.lock')).signal).toBe('SIGKILL');
    const { folder: run } = valueOf(await createForWork(folder, newRun, false, thisProcess()));
    await run.close('leave-open');
    expect((await readdir(folder)).toSorted()).toEqual(['journal.jsonl', 'run.json']);
  });

  it('keeps nobody out of a run that is there, and leaves nothing in it', async () => {
    const folder = await emptyFolder();
    const made = valueOf(await createForWork(folder, newRun, false, thisProcess()));
    await made.folder.close('leave-open');
    const before = await readdir(folder);
    expect(takeWith(accident, join(folder, 'run.lock')).signal).toBe('SIGKILL');
    const { folder: run } = valueOf(await openForWork(folder, false, thisProcess()));
    await run.close('leave-open');
    expect(await readdir(folder)).toEqual(before);
  });

  it('keeps nobody out of a lab, and leaves nothing in it', async () => {
    const folder = await emptyFolder();
    expect(takeWith(accident, join(folder, 'lab.lock')).signal).toBe('SIGKILL');
    const lab = await createLab(folder, emptyLab());
    if (!lab.ok) throw new Error(lab.failure.raw);
    await lab.value.close();
    expect((await readdir(folder)).filter((name) => name.includes('lock'))).toEqual([]);
  });
});

it('takes a lock once on a volume without hard links too, and leaves nothing beside it', async () => {
  const folder = await emptyFolder();
  const { signal, said } = takeWith('on a volume without hard links', join(folder, 'run.lock'));
  expect(signal).toBeNull();
  expect(said).toEqual(['held', 'found']);
  expect(await readdir(folder)).toEqual(['run.lock']);
});
