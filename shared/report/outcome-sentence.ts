import type { RunOutcome } from '../engine/journal/journal-parts.ts';
import type { Run } from '../engine/run/run-state.ts';
import { nextStep } from '../engine/run/selectors.ts';
import { outcomeSentences, undoNotBegun, undoneSentence, unprovedEndSentences } from './texts.ts';
import { schedulerLeft } from './scheduler-left.ts';

/** The outcome of a run in one sentence: a run that came to its end without every proof has not stopped anywhere. */
export function outcomeSentence(run: Run, outcome: RunOutcome): string {
  const standing = standingSentence(run, outcome);
  const scheduler = outcome === 'in-progress' ? undefined : schedulerLeft(run);
  const all = scheduler === undefined ? standing : `${standing} ${scheduler}`;
  return isUndoRefused(run) ? undoNotBegun(all) : all;
}

/** Whether the last thing that was asked of a run is an undo that was stopped before it changed anything. */
export function isUndoRefused({ course, steps, beforeUndo }: Run): boolean {
  const since = beforeUndo.find(({ state }) => state.kind === 'blocked' || state.kind === 'failed')?.since;
  return course.kind === 'forward' && since !== undefined && steps.every((step) => (step.since ?? '') <= since);
}

function standingSentence(run: Run, outcome: RunOutcome): string {
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
