import type { LockHolder } from '../../shared/run-folder/texts.ts';
import { done, type FolderResult } from '../disk/run-folder/outcome.ts';
import type { NewRun } from '../disk/run-folder/description.ts';
import {
  createRunFolder,
  openRunFolder,
  type Breaking,
  type Opening,
  type RunFolder,
} from '../disk/run-folder/run-folder.ts';

/** A run folder opened to go on with it; `taken`: the lock that had to be taken over for it. */
export interface OpenedForWork {
  readonly folder: RunFolder;
  readonly taken: { readonly holder: LockHolder | undefined } | undefined;
}

/** Opens a run folder to go on with it. A lock whose process has ended is taken over; any other only on request. */
export function openForWork(path: string, breakLock: boolean, opening: Opening): Promise<FolderResult<OpenedForWork>> {
  return pastALock(breakLock, (breaking) => openRunFolder(path, opening, breaking));
}

/** Makes a run folder; a lock that another process left in it is treated as by `openForWork`. */
export function createForWork(
  path: string,
  run: NewRun,
  breakLock: boolean,
  opening: Opening,
): Promise<FolderResult<OpenedForWork>> {
  return pastALock(breakLock, (breaking) => createRunFolder(path, run, opening, breaking));
}

async function pastALock(
  breakLock: boolean,
  open: (breaking?: Breaking) => Promise<FolderResult<RunFolder>>,
): Promise<FolderResult<OpenedForWork>> {
  const opened = await open();
  if (opened.ok) return done({ folder: opened.value, taken: undefined });
  if (opened.problem.code !== 'locked') return opened;
  const { holder, standing } = opened.problem;
  if (standing !== 'stale' && !breakLock) return opened;
  const taken = await open({ lock: holder });
  return taken.ok ? done({ folder: taken.value, taken: { holder } }) : taken;
}
