import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { LockHolder, LockStanding } from '../../shared/run-folder/texts.ts';
import type { ProcessClaim } from './this-process.ts';
import { flushFolder, temporaryBeside, writeNewFile } from './atomic-file.ts';
import { systemCodeOf } from './run-folder/outcome.ts';
import { hostProcesses, type Processes } from './processes.ts';
import { readIfPresent } from './plain-file.ts';

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
  /** Whether it is still this lock that lies there: somebody may have removed or broken it. */
  isHeld(): Promise<boolean>;
  /** Takes the lock away, unless somebody has broken it and holds their own. */
  release(): Promise<void>;
}

/** A lock that stands in the way. */
export interface FoundLock {
  /** Undefined: it cannot be read; somebody touched it, or its process ended in the middle on a volume without hard links. */
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
    const { token } = holder;
    const lock = { holder, isHeld: () => isHeld(path, token), release: () => release(path, token) };
    return { kind: 'held', lock };
  }
  return { kind: 'found', found: await judge(await readLock(path), host, processes) };
}

/** Breaks the lock that was shown, and no other: false when it is gone or somebody else's by now. */
export async function breakLock(path: string, shown: LockHolder | undefined): Promise<boolean> {
  const now = await readIfPresent(path);
  if (now === undefined || parseLock(now)?.token !== shown?.token) return false;
  // Renaming decides between two who break at once: only one of them finds the file.
  const aside = temporaryBeside(path);
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

/** Puts the lock there as a whole or not at all; false when there is one. */
async function createLock(path: string, holder: LockHolder): Promise<boolean> {
  // Whoever comes while it is held leaves nothing in the holder's folder, not for a moment.
  if ((await readIfPresent(path)) !== undefined) return false;
  const whole = temporaryBeside(path);
  try {
    await writeNewFile(whole, `${JSON.stringify(holder, undefined, 2)}\n`, true);
    return await giveName(whole, path);
  } finally {
    await rm(whole, { force: true });
  }
}

/** Gives a file a second name, unless that is taken. */
async function giveName(whole: string, path: string): Promise<boolean> {
  try {
    await linkOrCopy(whole, path);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
}

async function linkOrCopy(whole: string, path: string): Promise<void> {
  try {
    await link(whole, path);
  } catch (error) {
    if (isTaken(error)) throw error;
    // A volume without hard links (FAT): a process that ends in the middle of this leaves a lock that cannot be read.
    await copyFile(whole, path, constants.COPYFILE_EXCL);
  }
}

/** There is a lock; or there was, and its holder has cleared up what others had begun. */
function isTaken(error: unknown): boolean {
  return ['EEXIST', 'ENOENT'].includes(systemCodeOf(error) ?? '');
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
  if (await isHeld(path, token)) await rm(path, { force: true });
}

async function isHeld(path: string, token: string): Promise<boolean> {
  return (await readLock(path))?.token === token;
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
