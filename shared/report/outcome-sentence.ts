import type { RunOutcome } from '../engine/journal-parts.ts';
import type { Run } from '../engine/run-state.ts';
import { nextStep } from '../engine/selectors.ts';
import { outcomeSentences, undoneSentence, unprovedEndSentences } from '../messages/report.ts';

/** The outcome of a run in one sentence: a run that came to its end without every proof has not stopped anywhere. */
export function outcomeSentence(run: Run, outcome: RunOutcome): string {
  if (outcome === 'undone') return undoneSentence(systemsReadAfterUndo(run));
  const isUnproved = (outcome === 'blocked' || outcome === 'failed') && nextStep(run) === undefined;
  if (!isUnproved) return outcomeSentences[outcome];
  return run.course.kind === 'undone' ? unprovedEndSentences.undone : unprovedEndSentences.done;
}

/** Systems that something was read from to verify the undo. */
function systemsReadAfterUndo({ afterUndo }: Run): ReadonlySet<string> {
  return new Set(
    afterUndo.flatMap(({ state }) =>
      state.kind === 'verified' ? state.evidence.flatMap(({ system }) => system ?? []) : [],
    ),
  );
}
