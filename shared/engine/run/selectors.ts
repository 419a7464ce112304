import type { RunOutcome } from '../journal/journal-parts.ts';
import { allSteps, type Run, type StepRecord, type StepStateKind } from './run-state.ts';
import { isUndoFailure } from './step-reducer.ts';

/** Pure predicates that engine, command line and window share: what may be asked for now. */

const done: ReadonlySet<StepStateKind> = new Set(['verified', 'already-done', 'skipped', 'overridden']);
const preparable: ReadonlySet<StepStateKind> = new Set(['pending', 'planned', 'blocked', 'failed', 'undone']);

/** Whether the next step may open after this one. */
export function isDone(step: StepRecord): boolean {
  return done.has(step.state.kind);
}

/** Whether undo still has to deal with the step. */
function isToBeUndone(step: StepRecord): boolean {
  return step.writing === 'written';
}

/** The one step whose turn it is; undefined when all are done, or the whole run is undone. */
export function nextStep(run: Run): StepRecord | undefined {
  switch (run.course.kind) {
    case 'forward':
      return run.steps.find((step) => !isDone(step));
    case 'undoing': {
      const [toUndo] = stepsToUndo(run, run.course.to);
      if (toUndo !== undefined) return firstOpen(run.beforeUndo) ?? toUndo;
      return undoesAll(run) ? firstOpen(run.afterUndo) : undefined;
    }
    case 'undone':
      return undefined;
  }
}

export function mayPrepare(run: Run, stepId: string): boolean {
  const step = turnForward(run, stepId);
  return step !== undefined && preparable.has(step.state.kind) && !isUndoFailure(step.state);
}

export function mayApply(run: Run, stepId: string): boolean {
  return turnForward(run, stepId)?.state.kind === 'planned';
}

/** Reading again is possible wherever the step has written and what became of it is not settled. */
export function mayVerify(run: Run, stepId: string): boolean {
  const step = turnForward(run, stepId);
  if (step?.writing !== 'written') return false;
  return step.state.kind === 'applied' || (step.state.kind === 'failed' && !isUndoFailure(step.state));
}

/** Going on with a recorded reason: never with a destructive step (design.md §2). */
export function mayOverride(run: Run, stepId: string): boolean {
  if (run.kind !== 'open') return false;
  const step = nextStep(run);
  if (step?.id !== stepId || step.risk === 'destructive') return false;
  // What must be settled before an undo is answered, not passed over.
  if (run.beforeUndo.includes(step)) return false;
  const inUndo = run.course.kind === 'undoing' && run.steps.includes(step);
  if (inUndo) return isUndoFailure(step.state);
  return step.state.kind === 'blocked' || step.state.kind === 'failed';
}

export function mayRecover(run: Run, stepId: string): boolean {
  const { state } = turnForward(run, stepId) ?? {};
  return state?.kind === 'unknown' && state.during === 'apply';
}

/** Undo down to and including one step, or of everything: where nothing was written, that gives the run up. */
export function mayUndo(run: Run, to?: string): boolean {
  if (run.kind !== 'open' || run.course.kind === 'undone') return false;
  if (to !== undefined && !run.steps.some((step) => step.id === to)) return false;
  if (to === undefined || run.course.kind === 'undoing') return true;
  return stepsToUndo(run, to).length > 0;
}

/** The steps that an undo has still to deal with, in the order it goes: last first. */
export function stepsToUndo(run: Run, to: string | undefined): readonly StepRecord[] {
  const first = to === undefined ? 0 : run.steps.findIndex((step) => step.id === to);
  return run.steps.slice(first).filter(isToBeUndone).reverse();
}

/** How the run stands (design.md §11). A run of a process that has ended is judged by `outcomeAtRest`. */
export function outcomeOf(run: Run): RunOutcome {
  const kinds = new Set(allSteps(run).map((step) => step.state.kind));
  if (run.course.kind === 'undone') return undoneOutcome(run);
  if (run.interruption !== undefined || kinds.has('unknown')) return 'interrupted';
  const next = nextStep(run)?.state;
  if (next?.kind === 'blocked' || next?.kind === 'failed') return next.kind;
  if (run.course.kind === 'forward' && run.steps.every(isDone)) return doneOutcome(run);
  return 'in-progress';
}

/** The outcome when no process works on the run any more: one that was not closed was interrupted. */
export function outcomeAtRest(run: Run): RunOutcome {
  const outcome = outcomeOf(run);
  return run.kind === 'open' && outcome === 'in-progress' ? 'interrupted' : outcome;
}

/** The steps that were passed with a recorded reason. */
function overrides(run: Run): readonly StepRecord[] {
  return [...run.steps, ...run.afterUndo].filter((step) => step.state.kind === 'overridden');
}

/** A run with an override was not proved: it counts as what was overridden. */
function doneOutcome(run: Run): RunOutcome {
  const overridden = run.steps.flatMap((step) => (step.state.kind === 'overridden' ? [step.state.instead.kind] : []));
  if (overridden.includes('failed')) return 'failed';
  return overridden.includes('blocked') ? 'blocked' : 'verified';
}

/** An undo that had to leave something as it is has not given back the original state. */
function undoneOutcome(run: Run): RunOutcome {
  const left = run.steps.some((step) => step.writing === 'given-up') || overrides({ ...run, steps: [] }).length > 0;
  return left ? 'failed' : 'undone';
}

function undoesAll(run: Run): boolean {
  return run.course.kind === 'undoing' && run.course.to === undefined;
}

function firstOpen(steps: readonly StepRecord[]): StepRecord | undefined {
  return steps.find((step) => !isDone(step));
}

/** The step when the run is open, goes forward through its list, and it is this step's turn. */
function turnForward(run: Run, stepId: string): StepRecord | undefined {
  if (run.kind !== 'open') return undefined;
  const step = nextStep(run);
  if (step?.id !== stepId) return undefined;
  return run.course.kind === 'forward' || !run.steps.includes(step) ? step : undefined;
}
