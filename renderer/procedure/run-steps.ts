import type { Run, StepRecord } from '../../shared/engine/run-state.ts';
import { isDone, nextStep } from '../../shared/engine/selectors.ts';
import { nextReasons } from '../../shared/messages/window-procedure.ts';

export { stepOf } from '../../shared/engine/run-state.ts';
export { nextStep } from '../../shared/engine/selectors.ts';

/** The steps that the stepper lists: those that follow an undo only once it was asked for. */
export function listedSteps(run: Run): readonly StepRecord[] {
  return isUndoingAll(run) ? [...run.steps, ...run.afterUndo] : run.steps;
}

/** Whether what follows an undo belongs to the run as it stands. */
export function isUndoingAll({ course }: Run): boolean {
  return course.kind === 'undone' || (course.kind === 'undoing' && course.to === undefined);
}

/** Where Next leads from a step, or why it leads nowhere yet. */
export type Way =
  | { readonly kind: 'open'; readonly step: StepRecord }
  | { readonly kind: 'closed'; readonly reason: string }
  /** Every step is done. */
  | { readonly kind: 'end' };

export function wayOn(run: Run, step: StepRecord, isBusy: boolean): Way {
  if (isBusy) return { kind: 'closed', reason: nextReasons.busy };
  const following = stepAfter(run, step);
  if (isDone(step)) {
    if (following !== undefined) return { kind: 'open', step: following };
    return nextStep(run) === undefined ? { kind: 'end' } : { kind: 'closed', reason: nextReasons.last };
  }
  return { kind: 'closed', reason: reasonOf(run, step) };
}

/** The following step of the same list: the afterUndo steps are a list of their own. */
function stepAfter(run: Run, step: StepRecord): StepRecord | undefined {
  const list = run.afterUndo.includes(step) ? run.afterUndo : run.steps;
  return list[list.indexOf(step) + 1];
}

function reasonOf(run: Run, { id, state }: StepRecord): string {
  if (run.kind === 'closed') return nextReasons.closed;
  switch (state.kind) {
    case 'unknown':
      return nextReasons.unknown;
    case 'undoing':
      return nextReasons.undoing;
    case 'undone':
      return nextReasons.undone;
    case 'captured':
    case 'applying':
    case 'applied':
      return nextReasons.unsettled;
    default:
      break;
  }
  if (nextStep(run)?.id !== id) return run.course.kind === 'forward' ? nextReasons.earlier : nextReasons.undoing;
  switch (state.kind) {
    case 'blocked':
    case 'failed':
    case 'planned':
      return nextReasons[state.kind];
    default:
      return nextReasons.pending;
  }
}
