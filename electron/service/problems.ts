import { assertNever } from '../../shared/base/assert-never.ts';
import type { IntentEnd } from '../../shared/engine/engine.ts';
import type { Creation } from '../../shared/engine/open.ts';
import type { SystemDifference } from '../../shared/engine/journal/system-identity.ts';
import type { StepProblem } from '../../shared/engine/journal/journal-parts.ts';
import type { Failure } from '../../shared/base/failure.ts';
import type { Answer, Problem } from '../../shared/ipc/state.ts';
import { refusalText } from '../../shared/engine/texts.ts';
import { explainFailure } from '../../shared/systems/failure-texts.ts';
import { reportTexts } from '../../shared/report/texts.ts';
import { runFolderMessage, type RunFolderProblem } from '../../shared/run-folder/texts.ts';
import { runSessionTexts } from '../../shared/run-folder/run-session-texts.ts';
import { activityTexts, runFolderRemedies, serviceProblems } from './texts.ts';
import { commandLine } from '../installation/invocation.ts';
import type { Recognition } from '../run/recognize-system.ts';
import type { TargetProblem } from '../targets/target.ts';
import { systemCodeOf } from '../disk/run-folder/outcome.ts';
import { folderPatience } from './answering.ts';

/** Turns what every part of the program says of a failure into what the window shows. */

export const nothing: Answer<null> = { ok: true, value: null };

export function answered<Value>(value: Value): Answer<Value> {
  return { ok: true, value };
}

export function refused(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

export function ofRunFolder(problem: RunFolderProblem): Problem {
  return serviceProblems.runFolder(problem.code, runFolderMessage(problem), remedyOf(problem));
}

function remedyOf(problem: RunFolderProblem): string {
  switch (problem.code) {
    case 'not-a-folder':
    case 'inside-record':
    case 'holds-output':
    case 'not-empty':
    case 'is-a-run':
    case 'not-a-run':
      return runFolderRemedies.choose;
    case 'too-new':
      return runFolderRemedies.newer;
    case 'other-run':
      return runSessionTexts.otherRunRemedy;
    case 'damaged':
      return runSessionTexts.damagedRemedy(commandLine('report', 'verify'));
    case 'locked':
      return runFolderRemedies.lock;
    case 'unreachable':
      return runSessionTexts.diskRemedy;
    default:
      return assertNever(problem);
  }
}

export function ofTarget({ kind, problems, remedy }: TargetProblem): Problem {
  return serviceProblems.target(kind, problems, remedy);
}

export function ofFailure(failure: Failure): Problem {
  const { cause, remedy } = explainFailure(failure);
  return serviceProblems.failure(failure.code, failure.during, cause, remedy, failure.raw);
}

/** What a step could not read, or a bug of the step. */
export function ofStepProblem(problem: StepProblem): Problem {
  switch (problem.kind) {
    case 'failure':
      return ofFailure(problem.failure);
    case 'verification':
      return serviceProblems.unreadable(problem.reason, problem.remedy);
    case 'exception':
      return serviceProblems.unreadable(reportTexts.programError(problem.text), reportTexts.programErrorRemedy);
    default:
      return assertNever(problem);
  }
}

export function ofCreation(creation: Exclude<Creation<never>, { readonly kind: 'created' }>): Problem {
  switch (creation.kind) {
    case 'other-run':
      return serviceProblems.otherRun(runSessionTexts.otherRun(creation.fields), runSessionTexts.otherRunRemedy);
    case 'other-system':
      return ofOtherSystem(creation.differences);
    case 'procedure-changed':
      return serviceProblems.procedureChanged(
        runSessionTexts.procedureChanged(creation.steps.join(', ')),
        runSessionTexts.procedureChangedRemedy(creation.appVersion),
      );
    case 'journal-lost':
      return ofLostJournal(creation.text);
    default:
      return assertNever(creation);
  }
}

/** Why a target cannot be written to for a run. */
export function ofRecognition(recognition: Exclude<Recognition, { readonly kind: 'recognized' }>): Problem {
  switch (recognition.kind) {
    case 'other-system':
      return ofOtherSystem(recognition.differences);
    case 'unread':
      return recognition.failure.code === 'cancelled'
        ? serviceProblems.cancelled(activityTexts.continuing)
        : ofFailure(recognition.failure);
    default:
      return assertNever(recognition);
  }
}

function ofOtherSystem(differences: readonly SystemDifference[]): Problem {
  const { otherSystem: what, otherSystemRemedy: remedy, systemDifferences } = runSessionTexts;
  return serviceProblems.otherSystem(what, systemDifferences(differences).join(' '), remedy);
}

/** An intent that was carried out is answered with nothing: the run says with what result. */
export function ofIntent(end: IntentEnd): Answer<null> {
  switch (end.kind) {
    case 'done':
      return nothing;
    case 'refused':
      return refused(serviceProblems.refused(end.refusal.code, refusalText(end.refusal)));
    case 'journal-lost':
      return refused(ofLostJournal(end.text));
    default:
      return assertNever(end);
  }
}

function ofLostJournal(text: string): Problem {
  return serviceProblems.journalLost(runSessionTexts.journalLost(text), runSessionTexts.diskRemedy);
}

/** A folder that was not waited for any longer. */
export function ofUnanswered(kind: 'cancelled' | 'unanswered', folder: string): Problem {
  switch (kind) {
    case 'cancelled':
      return serviceProblems.cancelled(activityTexts.openingFolder(folder));
    case 'unanswered':
      return serviceProblems.unanswered(folder, folderPatience);
    default:
      return assertNever(kind);
  }
}

/** What the operating system refuses as a value; anything else is a bug and goes on. */
export async function reachingFolder<Value>(
  folder: string,
  work: () => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  try {
    return await work();
  } catch (error) {
    const systemCode = systemCodeOf(error);
    if (systemCode === undefined) throw error;
    return refused(serviceProblems.folder(folder, systemCode));
  }
}
