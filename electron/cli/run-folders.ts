import { cliTexts } from '../../shared/messages/cli.ts';
import { runFolderMessage } from '../../shared/messages/run-folder.ts';
import { runSessionTexts } from '../../shared/messages/run-session.ts';
import { openForWork as openWorkFolder, thisProcess } from '../session/work-folder.ts';
import type { FolderResult } from '../workspace/outcome.ts';
import { readRunFolder, type ReadRun, type RunFolder } from '../workspace/run-folder.ts';
import { CommandError, exitCodes, usageError } from './exit.ts';
import type { Output } from './output.ts';

/** The value of a run folder's answer, or its problem as the error of the command. */
export function folderValue<Value>(result: FolderResult<Value>): Value {
  if (result.ok) return result.value;
  const { problem } = result;
  const message = runFolderMessage(problem);
  switch (problem.code) {
    case 'damaged':
      throw new CommandError(exitCodes.verdict, problem.code, message, runSessionTexts.damagedRemedy);
    case 'unreachable':
      throw new CommandError(exitCodes.unreachable, problem.code, message, runSessionTexts.diskRemedy);
    case 'locked':
      throw new CommandError(exitCodes.usage, problem.code, message, cliTexts.lockRemedy);
    case 'not-a-folder':
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

/** Opens a run folder to go on with it. A lock that was taken over is said so. */
export async function openForWork(path: string, breakLock: boolean, output: Output): Promise<RunFolder> {
  const { folder, taken } = folderValue(await openWorkFolder(path, breakLock, thisProcess()));
  if (taken !== undefined) {
    const { holder } = taken;
    output.line(cliTexts.lockTaken(holder && `${holder.user}, ${holder.host}, process ${holder.pid}`));
  }
  return folder;
}
