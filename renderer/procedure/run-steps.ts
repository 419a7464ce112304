import type { Run, StepRecord } from '../../shared/engine/run/run-state.ts';
import { isDone, nextStep } from '../../shared/engine/run/selectors.ts';
import { nextReasons } from './texts.ts';

export { stepOf } from '../../shared/engine/run/run-state.ts';
export { nextStep } from '../../shared/engine/run/selectors.ts';

/** The steps that the stepper lists: those that follow an undo only once it was asked for. */
export function listedSteps(run: Run): readonly StepRecord[] {
  const around = isUndoingAll(run) ? run.afterUndo : [];
  return [...run.steps, ...begunBeforeUndo(run), ...around];
}

/** What was done before an undo, as far as one was asked for. */
export function begunBeforeUndo({ beforeUndo }: Run): readonly StepRecord[] {
  return beforeUndo.some(({ since }) => since !== undefined) ? beforeUndo : [];
}

/** Whether what follows an undo belongs to the run as it stands. */
export function isUndoingAll({ course }: Run): boolean {
  return course.kind === 'undone' || (course.kind === 'undoing' && course.to === undefined);
}

/** The number of a step in its own list, from 1. */
export function numberOf(run: Run, step: StepRecord): number {
  return listOf(run, step).indexOf(step) + 1;
}

/** A step as the stepper lists it. */
export function numberedTitle(run: Run, step: StepRecord): string {
  return `${numberOf(run, step)}. ${step.title}`;
}

/** Whether nothing is left to do in the run as it stands. */
export function isOver(run: Run): boolean {
  return run.kind === 'closed' || nextStep(run) === undefined;
}

/** Where Next leads from a step, or why it leads nowhere yet. */
export type Way =
  | { readonly kind: 'open'; readonly step: StepRecord }
  | { readonly kind: 'closed'; readonly reason: string }
  /** The run is over, and the way through its steps as well. */
  | { readonly kind: 'end' };

export function wayOn(run: Run, step: StepRecord, isBusy: boolean): Way {
  const list = listOf(run, step);
  const following = isDone(step) ? list[list.indexOf(step) + 1] : undefined;
  if (isOver(run) && following === undefined) return { kind: 'end' };
  if (isBusy) return { kind: 'closed', reason: nextReasons.busy };
  if (following !== undefined) return { kind: 'open', step: following };
  return { kind: 'closed', reason: isDone(step) ? nextReasons.last : reasonOf(run, step) };
}

/** The steps before and after an undo are lists of their own. */
function listOf(run: Run, step: StepRecord): readonly StepRecord[] {
  return [run.beforeUndo, run.afterUndo].find((list) => list.includes(step)) ?? run.steps;
}

function reasonOf(run: Run, { id, state }: StepRecord): string {
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
