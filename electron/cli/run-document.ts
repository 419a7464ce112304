import type { Json } from '../../shared/base/json.ts';
import type { RunOutcome } from '../../shared/engine/journal/journal-parts.ts';
import type { StepRecord } from '../../shared/engine/run/run-state.ts';
import { outcomeAtRest, outcomeOf } from '../../shared/engine/run/selectors.ts';
import type { Procedure } from '../../shared/engine/contract/step.ts';
import { stepStateWords } from './texts.ts';
import type { HybridSystems } from '../../shared/systems/contexts.ts';
import { chosenPathOf, proofOf } from '../../shared/report/build-report.ts';
import { outcomeSentence } from '../../shared/report/outcome-sentence.ts';
import { remainingOf } from '../../shared/report/remaining.ts';
import type { ReadRun } from '../disk/run-folder/run-folder.ts';

/** How a run stands: one that no living process works on and that was not closed was interrupted. */
export function outcomeNow({ state, lock }: Pick<ReadRun, 'state' | 'lock'>): RunOutcome {
  const atWork = lock?.standing === 'alive' && lock.holder?.pid !== process.pid;
  if (state.kind === 'empty') return atWork ? 'in-progress' : 'interrupted';
  return atWork ? outcomeOf(state) : outcomeAtRest(state);
}

/** Closed by a process that ended before the folder was sealed and let go of: `resume` makes up for it. */
export function isLeftUnsealed({ state, sealed, lock }: Pick<ReadRun, 'state' | 'sealed' | 'lock'>): boolean {
  return state.kind === 'closed' && !(sealed && lock === undefined) && lock?.standing !== 'alive';
}

/** The document of `run`, `status`, `resume` and `undo` (design.md §11). */
export function documentOf(run: ReadRun, procedure: Procedure<HybridSystems>): object {
  const { state, description, journalHash, path } = run;
  return {
    schema: 'hybrid-preflight/run/1',
    procedure: description.procedure,
    target: description.target,
    outcome: outcomeNow(run),
    run: path,
    runId: description.runId,
    journalHash,
    sealed: run.sealed,
    ...(state.kind !== 'empty' && { path: chosenPathOf(description.procedure, state) }),
    steps:
      state.kind === 'empty'
        ? procedure.steps.map(({ id }) => ({ id, state: 'pending' }))
        : state.steps.map(stepDocument),
    ...(state.kind !== 'empty' &&
      state.beforeUndo.some(({ since }) => since !== undefined) && {
        beforeUndo: state.beforeUndo.map((step) => ({ ...stepDocument(step), ...objectsOf(step) })),
      }),
    ...(state.kind !== 'empty' && { verdict: outcomeSentence(state, outcomeNow(run)), remaining: remainingOf(state) }),
    ...(state.kind !== 'empty' && state.course.kind === 'undone' && { afterUndo: state.afterUndo.map(stepDocument) }),
  };
}

/** Whom a step is about, one by one. */
function objectsOf(step: StepRecord): object {
  const objects = proofOf(step).objects ?? step.planned?.plan.objects ?? [];
  return objects.length === 0 ? {} : { objects };
}

function stepDocument(step: StepRecord): object {
  const { reason, remedy, evidence = [] } = proofOf(step);
  const overridden = step.state.kind === 'overridden' ? step.state.reason : undefined;
  const before: [string, Json][] = evidence.flatMap((item) =>
    item.before === undefined ? [] : [[item.label, item.before]],
  );
  return {
    id: step.id,
    state: stepStateWords[step.state.kind],
    ...(reason !== undefined && { reason }),
    ...(remedy !== undefined && { remedy }),
    ...(overridden !== undefined && { override: overridden }),
    ...(before.length > 0 && { before: Object.fromEntries(before) }),
    ...(evidence.length > 0 && {
      after: Object.fromEntries(evidence.map(({ label, after }) => [label, after])),
      evidence,
    }),
  };
}
