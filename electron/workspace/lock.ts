import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { LockHolder, LockStanding } from '../../shared/messages/run-folder.ts';
import type { ProcessClaim } from '../this-process.ts';
import { flushFolder, temporaryEnding } from './atomic-file.ts';
import { systemCodeOf } from './outcome.ts';
import { hostProcesses, type Processes } from './processes.ts';
import { readIfPresent } from './run-files.ts';

/** One writer of a folder at a time (design.md §2). A lock is a file that names its holder; taking it breaks no other. */

const lockSchema = z.strictObject({
  host: z.string(),
  pid: z.int(),
  processStart: z.string().optional(),
  user: z.string(),
  takenAt: z.string(),
  token: z.string(),
});

export interface HeldLock {
  readonly holder: LockHolder;
  /** Takes the lock away, unless somebody has broken it and holds their own. */
  release(): Promise<void>;
}

/** A lock that stands in the way. */
export interface FoundLock {
  /** Undefined: it cannot be read; its process ended while it wrote it, or somebody touched it. */
  readonly holder: LockHolder | undefined;
  readonly standing: LockStanding;
}

export type Locking =
  { readonly kind: 'held'; readonly lock: HeldLock } | { readonly kind: 'found'; readonly found: FoundLock };

/** `path`: the file that is the lock; its folder must exist. */
export async function takeLock(
  path: string,
  claim: ProcessClaim,
  processes: Processes = hostProcesses,
): Promise<Locking> {
  const { host, pid, user, now } = claim;
  const processStart = await processes.startOf(pid);
  const holder: LockHolder = { host, pid, processStart, user, takenAt: now.toISOString(), token: randomUUID() };
  if (await createLock(path, holder)) {
    await flushFolder(dirname(path));
    return { kind: 'held', lock: { holder, release: () => release(path, holder.token) } };
  }
  return { kind: 'found', found: await judge(await readLock(path), host, processes) };
}

/** Breaks the lock that was shown, and no other: false when it is gone or somebody else's by now. */
export async function breakLock(path: string, shown: LockHolder | undefined): Promise<boolean> {
  const now = await readIfPresent(path);
  if (now === undefined || parseLock(now)?.token !== shown?.token) return false;
  // Renaming decides between two who break at once: only one of them finds the file.
  const aside = join(dirname(path), `.${basename(path)}.${randomUUID()}${temporaryEnding}`);
  try {
    await rename(path, aside);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false;
    throw error;
  }
  const taken = await readIfPresent(aside);
  if (taken !== undefined && parseLock(taken)?.token !== shown?.token) {
    await rename(aside, path);
    return false;
  }
  await rm(aside, { force: true });
  return true;
}

/** The lock as it stands; undefined when there is none. */
export async function lookAtLock(
  path: string,
  host: string,
  processes: Processes = hostProcesses,
): Promise<FoundLock | undefined> {
  const bytes = await readIfPresent(path);
  return bytes === undefined ? undefined : judge(parseLock(bytes), host, processes);
}

async function createLock(path: string, holder: LockHolder): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    try {
      await file.writeFile(`${JSON.stringify(holder, undefined, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function judge(holder: LockHolder | undefined, host: string, processes: Processes): Promise<FoundLock> {
  if (holder === undefined || holder.host.toLowerCase() !== host.toLowerCase()) {
    return { holder, standing: 'cannot-tell' };
  }
  if (!processes.isAlive(holder.pid)) return { holder, standing: 'stale' };
  const start = await processes.startOf(holder.pid);
  const reused = start !== undefined && holder.processStart !== undefined && start !== holder.processStart;
  return { holder, standing: reused ? 'stale' : 'alive' };
}

async function release(path: string, token: string): Promise<void> {
  if ((await readLock(path))?.token === token) await rm(path, { force: true });
}

async function readLock(path: string): Promise<LockHolder | undefined> {
  const bytes = await readIfPresent(path);
  return bytes === undefined ? undefined : parseLock(bytes);
}

function parseLock(bytes: Buffer): LockHolder | undefined {
  try {
    const parsed = lockSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success ? { ...parsed.data, processStart: parsed.data.processStart } : undefined;
  } catch {
    return undefined;
  }
}
