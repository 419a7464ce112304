import { assertNever } from '../../shared/base/assert-never.ts';
import type { DriveEnd } from '../../shared/engine/drive.ts';
import type { RunOutcome } from '../../shared/engine/journal/journal-parts.ts';
import { cliTexts } from './texts.ts';
import { runSessionTexts } from '../../shared/run-folder/run-session-texts.ts';
import { refusalText } from '../../shared/engine/texts.ts';
import { CommandError, exitCodes, type ExitCode } from './exit.ts';
import type { Output } from './output.ts';

/** Tells why the work came to its end, where the steps themselves have not said it. */
export function presentEnd(output: Output, end: DriveEnd, titleOf: (step: string) => string): void {
  switch (end.kind) {
    case 'finished':
    case 'reached':
    case 'stopped':
      return;
    case 'not-undone':
      output.line(cliTexts.notUndone);
      return;
    case 'interrupted':
      output.line(cliTexts.interrupted);
      return;
    case 'restless':
      output.line(cliTexts.restless(titleOf(end.step)));
      return;
    case 'refused':
      output.line(refusalText(end.refusal));
      return;
    case 'journal-lost':
      throw journalLost(end.text);
    default:
      assertNever(end);
  }
}

/** The journal could not be written, so nothing further was done. */
export function journalLost(text: string): CommandError {
  return new CommandError(
    exitCodes.unreachable,
    'journal-lost',
    runSessionTexts.journalLost(text),
    runSessionTexts.diskRemedy,
  );
}

/** The exit code of a command that has driven a run (design.md §11). */
export function exitCodeOf(outcome: RunOutcome, end: DriveEnd['kind']): ExitCode {
  switch (end) {
    case 'reached':
      return exitCodes.done;
    case 'interrupted':
      return exitCodes.interrupted;
    case 'restless':
    case 'refused':
    case 'not-undone':
      return exitCodes.verdict;
    case 'journal-lost':
      return exitCodes.unreachable;
    case 'finished':
      // An undo of some steps leaves a run that goes forward again: what was asked for is done.
      return outcome === 'in-progress' ? exitCodes.done : exitCodeOfOutcome(outcome);
    case 'stopped':
      return exitCodeOfOutcome(outcome);
    default:
      return assertNever(end);
  }
}

/** The exit code of how a run stands: 0 only where it came to its end and that was proved. */
export function exitCodeOfOutcome(outcome: RunOutcome): ExitCode {
  switch (outcome) {
    case 'verified':
    case 'undone':
      return exitCodes.done;
    case 'blocked':
    case 'failed':
      return exitCodes.verdict;
    case 'interrupted':
    case 'in-progress':
      return exitCodes.interrupted;
    default:
      return assertNever(outcome);
  }
}
