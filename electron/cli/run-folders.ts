import { cliTexts } from './texts.ts';
import { runFolderMessage } from '../../shared/run-folder/texts.ts';
import { runSessionTexts } from '../../shared/run-folder/run-session-texts.ts';
import { commandLine } from '../installation/invocation.ts';
import {
  createForWork as createWorkFolder,
  openForWork as openWorkFolder,
  type OpenedForWork,
} from '../run/work-folder.ts';
import { thisProcess } from '../disk/this-process.ts';
import type { FolderResult } from '../disk/run-folder/outcome.ts';
import type { NewRun } from '../disk/run-folder/description.ts';
import { readRunFolder, type ReadRun, type RunFolder } from '../disk/run-folder/run-folder.ts';
import { CommandError, exitCodes, usageError } from './exit.ts';
import type { Output } from './output.ts';

/** The value of a run folder's answer, or its problem as the error of the command. */
export function folderValue<Value>(result: FolderResult<Value>): Value {
  if (result.ok) return result.value;
  const { problem } = result;
  const message = runFolderMessage(problem);
  switch (problem.code) {
    case 'damaged':
      throw new CommandError(
        exitCodes.verdict,
        problem.code,
        message,
        runSessionTexts.damagedRemedy(commandLine('report', 'verify')),
      );
    case 'other-run':
      throw new CommandError(exitCodes.verdict, problem.code, message, runSessionTexts.otherRunRemedy);
    case 'unreachable':
      throw new CommandError(exitCodes.unreachable, problem.code, message, runSessionTexts.diskRemedy);
    case 'locked':
      throw new CommandError(exitCodes.usage, problem.code, message, cliTexts.lockRemedy);
    case 'holds-output':
      throw usageError(message, cliTexts.replaceRemedy);
    case 'not-a-folder':
    case 'inside-record':
    case 'not-empty':
    case 'is-a-run':
    case 'not-a-run':
    case 'too-new':
      throw usageError(message);
  }
}

/** Reads a run folder that may be in use. */
export async function readRun(path: string): Promise<ReadRun> {
  return folderValue(await readRunFolder(path, thisProcess()));
}

/** Refuses a folder that holds a run already, before anything else is opened. */
export async function refuseWhereARunIs(path: string): Promise<void> {
  const found = await readRunFolder(path, thisProcess());
  if (found.ok) folderValue({ ok: false, problem: { code: 'is-a-run', path: found.value.path } });
}

/** Says who is at work on the run, before its target answers that it is in use. */
export function refuseWhileAtWork({ lock, path }: ReadRun, breakLock: boolean): void {
  if (lock?.standing !== 'alive' || breakLock) return;
  folderValue({ ok: false, problem: { code: 'locked', path, ...lock } });
}

/** Makes a run folder; a lock that another process left in it is treated as by `openForWork`. */
export async function createForWork(path: string, run: NewRun, breakLock: boolean, output: Output): Promise<RunFolder> {
  return sayingTakenLock(output, await createWorkFolder(path, run, breakLock, thisProcess()));
}

/** Opens a run folder to go on with it. A lock that was taken over is said so. */
export async function openForWork(path: string, breakLock: boolean, output: Output): Promise<RunFolder> {
  return sayingTakenLock(output, await openWorkFolder(path, breakLock, thisProcess()));
}

function sayingTakenLock(output: Output, opened: FolderResult<OpenedForWork>): RunFolder {
  const { folder, taken } = folderValue(opened);
  if (taken !== undefined) {
    const { holder } = taken;
    output.line(cliTexts.lockTaken(holder && `${holder.user}, ${holder.host}, process ${holder.pid}`));
  }
  return folder;
}
