import type { Failure } from '../../shared/base/failure.ts';
import { cliTexts } from './texts.ts';
import { commandLine } from '../installation/invocation.ts';
import { explainFailure, failureText } from '../../shared/systems/failure-texts.ts';

/** Exit codes, a contract (design.md §11). */
export const exitCodes = {
  /** Done and verified. */
  done: 0,
  /** It ran, and the verdict is failed, blocked or tampered. */
  verdict: 1,
  usage: 2,
  /** The target cannot be read or reached. */
  unreachable: 3,
  /** Interrupted; can be resumed. */
  interrupted: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with a message for people: what happened, and what to do. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly remedy: string;
  /** What the document of `--json` holds besides. */
  readonly more: object;
  constructor(exitCode: ExitCode, code: string, message: string, remedy: string, more: object = {}) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
    this.code = code;
    this.remedy = remedy;
    this.more = more;
  }
}

/** A command that was told to stop and leaves nothing to resume. */
export function interruptedError(): CommandError {
  return new CommandError(exitCodes.interrupted, 'interrupted', cliTexts.stopped, '');
}

/** A wrong word on the command line. */
export function usageError(message: string, remedy = cliTexts.seeHelp(commandLine('--help'))): CommandError {
  return new CommandError(exitCodes.usage, 'usage', message, remedy);
}

/** A target that does not answer. */
export function unreachableError(failure: Failure): CommandError {
  const { remedy } = explainFailure(failure);
  return new CommandError(exitCodes.unreachable, failure.code, failureText(failure), remedy);
}
