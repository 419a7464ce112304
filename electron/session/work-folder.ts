import { hostname, userInfo } from 'node:os';
import type { LockHolder } from '../../shared/messages/run-folder.ts';
import { done, type FolderResult } from '../workspace/outcome.ts';
import { openRunFolder, type Opening, type RunFolder } from '../workspace/run-folder.ts';

/** Who asks for a run folder: this process. */
export function thisProcess(): Opening {
  return { host: hostname(), pid: process.pid, user: userInfo().username, now: new Date() };
}

/** A run folder opened to go on with it; `taken`: the lock that had to be taken over for it. */
export interface OpenedForWork {
  readonly folder: RunFolder;
  readonly taken: { readonly holder: LockHolder | undefined } | undefined;
}

/** Opens a run folder to go on with it. A lock whose process has ended is taken over; any other only on request. */
export async function openForWork(
  path: string,
  breakLock: boolean,
  opening: Opening,
): Promise<FolderResult<OpenedForWork>> {
  const opened = await openRunFolder(path, opening);
  if (opened.ok) return done({ folder: opened.value, taken: undefined });
  if (opened.problem.code !== 'locked') return opened;
  const { holder, standing } = opened.problem;
  if (standing !== 'stale' && !breakLock) return opened;
  const taken = await openRunFolder(path, opening, { lock: holder });
  return taken.ok ? done({ folder: taken.value, taken: { holder } }) : taken;
}
