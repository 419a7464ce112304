import { assertNever } from '../base/assert-never.ts';
import type { Engine, IntentEnd } from './engine.ts';
import type { Examination } from './acts/recover.ts';
import type { Refusal } from './contract/refusal.ts';
import type { PlannedStep, Run, StepRecord } from './run/run-state.ts';
import type { UndoQuestion } from './contract/step.ts';
import type { UndoChoice } from './acts/undo.ts';
import { isDone, nextStep } from './run/selectors.ts';
import { isUndoFailure } from './run/step-reducer.ts';

/** Answers what a run asks on its way: a person at a terminal, or the options of a command. */
export interface Decider {
  approvePlan(step: StepRecord, planned: PlannedStep): Promise<'apply' | 'stop'>;
  /** The number of objects a person typed; undefined: nobody did. */
  confirmDestructive(
    step: StepRecord,
    confirmation: { readonly count: number; readonly of: string },
  ): Promise<number | undefined>;
  onBlockedOrFailed(step: StepRecord): Promise<Remedy>;
  /** What is chosen for an undo that asks something beforehand; `stop`: it is not begun. */
  answerUndo(question: UndoQuestion): Promise<UndoChoice | 'stop'>;
  recoverUnknown(
    step: StepRecord,
    examination: Extract<Examination, { readonly kind: 'undecided' }>,
  ): Promise<'adopt' | 'undo' | 'stop'>;
}

export type Remedy =
  | { readonly kind: 'retry' }
  /** Undo down to and including a step; without one, everything. */
  | { readonly kind: 'undo'; readonly to?: string }
  | { readonly kind: 'override'; readonly reason: string }
  | { readonly kind: 'stop' };

/** Why the loop came to its end; the run itself says how it stands. */
export type DriveEnd =
  /** Nothing is left to do, or an undo is complete. */
  | { readonly kind: 'finished' }
  /** The step named by `until` is done. */
  | { readonly kind: 'reached' }
  /** An undo was asked for and nothing was undone: the run is as it was. */
  | { readonly kind: 'not-undone' }
  /** The decider said so. */
  | { readonly kind: 'stopped'; readonly step: string }
  | { readonly kind: 'interrupted'; readonly step: string }
  /** The facts kept changing under the plan. */
  | { readonly kind: 'restless'; readonly step: string }
  | { readonly kind: 'refused'; readonly step: string | undefined; readonly refusal: Refusal }
  | { readonly kind: 'journal-lost'; readonly text: string };

export interface DriveOptions {
  /** Id of the last step to do. */
  readonly until?: string;
}

/** How often a step is planned anew because its facts moved. */
const mostPlans = 3;

/** Takes a run forward step by step, each one proved before the next opens; goes on with an undo that was interrupted. */
export async function drive(engine: Engine, decider: Decider, options: DriveOptions = {}): Promise<DriveEnd> {
  const loop: Loop = { engine, decider, plans: new Map(), attempted: new Set() };
  for (;;) {
    const run = engine.state();
    if (run.course.kind === 'undoing') return driveUndo(engine, decider, run.course.to);
    if (options.until !== undefined && reached(run, options.until)) return { kind: 'reached' };
    const step = nextStep(run);
    if (step === undefined) return { kind: 'finished' };
    const end = await advance(loop, step);
    if (end !== undefined) return end;
  }
}

/** Undoes down to and including a step, or everything; asks the decider where it cannot. */
export async function driveUndo(
  engine: Engine,
  decider: Decider,
  to?: string,
  options?: Readonly<Record<string, string>>,
): Promise<DriveEnd> {
  const asked = await ask(engine, decider, to);
  if ('end' in asked) return asked.end;
  for (let chosen: UndoChoice = { options, ...asked.choice }; ; chosen = {}) {
    const end = ended(await engine.undo(to, chosen), undefined);
    if (end !== undefined) return end;
    const run = engine.state();
    if (run.course.kind !== 'undoing') return stoppedBefore(run) ?? { kind: 'finished' };
    const step = nextStep(run);
    if (step === undefined) return { kind: 'finished' };
    if (run.interruption !== undefined) return { kind: 'interrupted', step: step.id };
    const remedy = await decider.onBlockedOrFailed(step);
    switch (remedy.kind) {
      case 'retry':
      case 'undo':
        break;
      case 'override': {
        const refused = ended(await engine.override(step.id, remedy.reason), step.id);
        if (refused !== undefined) return refused;
        break;
      }
      case 'stop':
        return { kind: 'stopped', step: step.id };
      default:
        return assertNever(remedy);
    }
  }
}

/** What an undo asks is asked once: one that goes on has its answer. */
async function ask(
  engine: Engine,
  decider: Decider,
  to: string | undefined,
): Promise<{ readonly choice: UndoChoice } | { readonly end: DriveEnd }> {
  if (engine.state().course.kind === 'undoing') return { choice: {} };
  const asked = await engine.askBeforeUndo(to);
  const end = ended(asked, undefined);
  if (end !== undefined || asked.kind !== 'done') return { end: end ?? { kind: 'finished' } };
  // What cannot be read is read once more by the undo itself, which records it.
  if (asked.value.kind !== 'asked') return { choice: {} };
  const choice = await decider.answerUndo(asked.value.question);
  return choice === 'stop' ? { end: { kind: 'not-undone' } } : { choice };
}

/** An undo that was given up before it changed anything. */
function stoppedBefore({ course, beforeUndo }: Run): DriveEnd | undefined {
  return course.kind === 'forward' && !beforeUndo.every(isDone) ? { kind: 'not-undone' } : undefined;
}

interface Loop {
  readonly engine: Engine;
  readonly decider: Decider;
  /** How often each step was planned since it last came to rest. */
  readonly plans: Map<string, number>;
  /** Steps that this loop has tried itself: where a former process failed, its cause may be gone by now. */
  readonly attempted: Set<string>;
}

/** Takes one step one move further; undefined to go on. */
async function advance(loop: Loop, step: StepRecord): Promise<DriveEnd | undefined> {
  const { engine } = loop;
  const before = engine.state();
  const move = await moveOf(loop, step);
  loop.attempted.add(step.id);
  if (move !== undefined) return move;
  const run = engine.state();
  if (run !== before && run.interruption !== undefined) return { kind: 'interrupted', step: step.id };
  return undefined;
}

async function moveOf(loop: Loop, step: StepRecord): Promise<DriveEnd | undefined> {
  const { engine } = loop;
  switch (step.state.kind) {
    case 'pending':
    case 'undone':
    case 'planned':
      return plan(loop, step);
    case 'applied':
      return ended(await engine.verify(step.id), step.id);
    case 'blocked':
    case 'failed':
      return loop.attempted.has(step.id) ? remedy(loop, step) : retry(loop, step);
    case 'unknown':
      return recover(loop, step);
    case 'captured':
    case 'applying':
    case 'undoing':
    case 'verified':
    case 'already-done':
    case 'skipped':
    case 'overridden':
      return { kind: 'refused', step: step.id, refusal: { code: 'not-now' } };
    default:
      return assertNever(step.state);
  }
}

async function plan(loop: Loop, step: StepRecord): Promise<DriveEnd | undefined> {
  const { engine, plans } = loop;
  const count = (plans.get(step.id) ?? 0) + 1;
  if (count > mostPlans) return { kind: 'restless', step: step.id };
  plans.set(step.id, count);
  const refused = ended(await engine.prepare(step.id), step.id);
  const prepared = nextStep(engine.state());
  if (refused !== undefined || prepared?.id !== step.id || prepared.state.kind !== 'planned') return refused;
  return approve(loop, prepared);
}

async function approve({ engine, decider }: Loop, step: StepRecord): Promise<DriveEnd | undefined> {
  const { planned } = step;
  if (planned === undefined) throw new Error(`Step ${step.id} is planned without a plan`);
  const stopped = { kind: 'stopped', step: step.id } as const;
  if ((await decider.approvePlan(step, planned)) === 'stop') return stopped;
  const { confirmation } = planned.plan;
  const typed = confirmation === undefined ? undefined : await decider.confirmDestructive(step, confirmation);
  if (confirmation !== undefined && typed === undefined) return stopped;
  return ended(await engine.apply(step.id, planned.planHash, typed), step.id);
}

async function remedy(loop: Loop, step: StepRecord): Promise<DriveEnd | undefined> {
  const { engine, decider, plans } = loop;
  const chosen = await decider.onBlockedOrFailed(step);
  plans.delete(step.id);
  switch (chosen.kind) {
    case 'retry':
      return retry(loop, step);
    case 'undo':
      return driveUndo(engine, decider, chosen.to);
    case 'override':
      return ended(await engine.override(step.id, chosen.reason), step.id);
    case 'stop':
      return { kind: 'stopped', step: step.id };
    default:
      return assertNever(chosen);
  }
}

async function retry(loop: Loop, step: StepRecord): Promise<DriveEnd | undefined> {
  if (isUndoFailure(step.state)) return undoAgain(loop, step);
  return mustOnlyBeReadAgain(step) ? ended(await loop.engine.verify(step.id), step.id) : plan(loop, step);
}

/** It has written, and only the proof could not be read. */
function mustOnlyBeReadAgain({ state, writing }: StepRecord): boolean {
  return (
    state.kind === 'failed' &&
    state.phase === 'verify' &&
    state.problem.kind !== 'verification' &&
    writing === 'written'
  );
}

/** The undo of this one step was begun: it is brought to its end before the step is planned anew. */
async function undoAgain({ engine, decider }: Loop, step: StepRecord): Promise<DriveEnd | undefined> {
  const end = await driveUndo(engine, decider, step.id);
  return end.kind === 'finished' ? undefined : end;
}

async function recover(loop: Loop, step: StepRecord): Promise<DriveEnd | undefined> {
  const { engine, decider } = loop;
  if (step.state.kind === 'unknown' && step.state.during === 'undo') return undoAgain(loop, step);
  const examined = await engine.examine(step.id);
  const end = ended(examined, step.id);
  if (end !== undefined || examined.kind !== 'done' || examined.value.kind !== 'undecided') return end;
  const way = await decider.recoverUnknown(step, examined.value);
  return way === 'stop' ? { kind: 'stopped', step: step.id } : ended(await engine.recover(step.id, way), step.id);
}

function ended(intent: IntentEnd, step: string | undefined): DriveEnd | undefined {
  switch (intent.kind) {
    case 'done':
      return undefined;
    case 'refused':
      return { kind: 'refused', step, refusal: intent.refusal };
    case 'journal-lost':
      return intent;
    default:
      return assertNever(intent);
  }
}

function reached(run: Run, until: string): boolean {
  const last = run.steps.findIndex((step) => step.id === until);
  return last !== -1 && run.steps.slice(0, last + 1).every(isDone);
}
