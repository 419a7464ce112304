import { hostname, userInfo } from 'node:os';
import { cliTexts } from '../../shared/messages/cli.ts';
import { runFolderMessage } from '../../shared/messages/run-folder.ts';
import type { FolderResult } from '../workspace/outcome.ts';
import { openRunFolder, readRunFolder, type Opening, type ReadRun, type RunFolder } from '../workspace/run-folder.ts';
import { CommandError, exitCodes, usageError } from './exit.ts';
import type { Output } from './output.ts';

/** Who asks for a run folder: this process. */
export function thisProcess(): Opening {
  return { host: hostname(), pid: process.pid, user: userInfo().username, now: new Date() };
}

/** The value of a run folder's answer, or its problem as the error of the command. */
export function folderValue<Value>(result: FolderResult<Value>): Value {
  if (result.ok) return result.value;
  const { problem } = result;
  const message = runFolderMessage(problem);
  switch (problem.code) {
    case 'damaged':
      throw new CommandError(exitCodes.verdict, problem.code, message, cliTexts.damagedRemedy);
    case 'unreachable':
      throw new CommandError(exitCodes.unreachable, problem.code, message, cliTexts.unreachableRemedy);
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

/** Opens a run folder to go on with it. A lock whose process has ended is taken over and said so; any other only on request. */
export async function openForWork(path: string, breakLock: boolean, output: Output): Promise<RunFolder> {
  const opened = await openRunFolder(path, thisProcess());
  if (opened.ok || opened.problem.code !== 'locked') return folderValue(opened);
  const { holder, standing } = opened.problem;
  if (standing !== 'stale' && !breakLock) return folderValue(opened);
  output.line(cliTexts.lockTaken(holder && `${holder.user}, ${holder.host}, process ${holder.pid}`));
  return folderValue(await openRunFolder(path, thisProcess(), { lock: holder }));
}
