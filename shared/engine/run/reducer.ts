import { assertNever } from '../../base/assert-never.ts';
import type { EntryOf, JournalEntry, RunEntry, StepEntry } from '../journal/journal-entry.ts';
import type { ListedStep } from '../journal/journal-parts.ts';
import { allSteps, type OpenRun, type Run, type RunState, type StepRecord, type Undoing } from './run-state.ts';
import { reduceStep } from './step-reducer.ts';

export const emptyRun: RunState = { kind: 'empty' };

/** The run after a whole journal. */
export function reduceAll(entries: readonly JournalEntry[], from: RunState = emptyRun): RunState {
  return entries.reduce(reduce, from);
}

/** The run after one more entry. Throws when no run could have written that entry at this place. */
export function reduce(state: RunState, entry: JournalEntry): RunState {
  if (state.kind === 'empty') {
    if (entry.event === 'opened') return openedRun(entry);
    throw impossible(entry, 'the run was never opened');
  }
  return entry.step === null ? reduceRun(state, entry) : reduceInStep(state, entry);
}

function reduceRun(run: Run, entry: RunEntry): Run {
  switch (entry.event) {
    case 'opened':
      throw impossible(entry, 'the run was opened before');
    case 'resumed':
      return { ...resumedRun(run, entry.torn !== undefined), torn: entry.torn ? [...run.torn, entry.torn] : run.torn };
    case 'lock-broken':
      return run;
    case 'assessed':
      return { ...whileOpen(run, entry), assessment: entry.assessment };
    case 'undo-requested':
      return undoRequested(active(run, entry), entry);
    case 'undo-stopped':
      return { ...active(run, entry), course: { kind: 'forward' } };
    case 'undo-finished':
      return entry.to === null
        ? { ...active(run, entry), course: { kind: 'undone' } }
        : forwardAgain(active(run, entry), entry.to);
    case 'closed':
      return { ...whileOpen(run, entry), kind: 'closed', outcome: entry.outcome };
    default:
      return assertNever(entry);
  }
}

function reduceInStep(run: Run, entry: StepEntry): Run {
  const open = active(run, entry);
  const move = (step: StepRecord) => (step.id === entry.step ? reduceStep(step, entry) : step);
  if (!allSteps(run).some((step) => step.id === entry.step)) {
    throw impossible(entry, 'the run has no such step');
  }
  const interruption = entry.event === 'interrupted' ? { step: entry.step, phase: entry.phase } : undefined;
  return {
    ...open,
    steps: open.steps.map(move),
    beforeUndo: open.beforeUndo.map(move),
    afterUndo: open.afterUndo.map(move),
    course: courseAfter(open, entry),
    interruption,
  };
}

/** What was answered holds until the undo is over; what is done before an undo is done anew with each request. */
function undoRequested(run: OpenRun, { to, options, answer, confirmation }: EntryOf<'undo-requested'>): OpenRun {
  const earlier = run.course.kind === 'undoing' ? run.course : undefined;
  const isAnswered = answer !== undefined;
  const course: Undoing = {
    kind: 'undoing',
    to: to ?? undefined,
    begun: earlier?.begun ?? false,
    answer: isAnswered ? answer : earlier?.answer,
    confirmation: isAnswered ? confirmation : earlier?.confirmation,
  };
  return { ...run, options: { ...run.options, ...options }, course, beforeUndo: run.beforeUndo.map(doneAnew) };
}

function doneAnew(step: StepRecord): StepRecord {
  return settled.has(step.state.kind) ? { ...step, state: { kind: 'pending' } } : step;
}

const settled: ReadonlySet<StepRecord['state']['kind']> = new Set([
  'planned',
  'verified',
  'already-done',
  'skipped',
  'blocked',
  'failed',
]);

const undoes: ReadonlySet<StepEntry['event']> = new Set(['undoing', 'undone', 'undo-impossible']);

/** An undo has begun with the first step that it takes back, or with the first write that prepares it. */
function courseAfter({ course, steps, beforeUndo }: OpenRun, { step, event }: StepEntry): Run['course'] {
  if (course.kind !== 'undoing') return course;
  const isUndone = undoes.has(event) && steps.some(({ id }) => id === step);
  const isPrepared = event === 'applying' && beforeUndo.some(({ id, risk }) => id === step && risk !== 'none');
  return isUndone || isPrepared ? { ...course, begun: true } : course;
}

function openedRun(entry: EntryOf<'opened'>): OpenRun {
  const { runId, procedure, target, options, appVersion, engagement, created, plan, system, utc } = entry;
  return {
    kind: 'open',
    opened: { runId, procedure, target, options, appVersion, engagement, created, plan },
    system,
    runId,
    procedure,
    target,
    options,
    appVersion,
    plan,
    openedAt: utc,
    steps: entry.steps.map(freshStep),
    beforeUndo: entry.beforeUndo.map(freshStep),
    afterUndo: entry.afterUndo.map(freshStep),
    course: { kind: 'forward' },
    interruption: undefined,
    assessment: undefined,
    torn: [],
  };
}

function freshStep(listed: ListedStep): StepRecord {
  return {
    ...listed,
    state: { kind: 'pending' },
    since: undefined,
    planned: undefined,
    captured: undefined,
    writing: 'never',
  };
}

/** A process has taken over: what was being written when the former one ended is unknown. */
function resumedRun(run: Run, lineLost: boolean): OpenRun {
  const take = (step: StepRecord) => afterCrash(step, lineLost);
  return {
    ...withoutOutcome(run),
    steps: run.steps.map(take),
    beforeUndo: run.beforeUndo.map(take),
    afterUndo: run.afterUndo.map(take),
  };
}

function afterCrash(step: StepRecord, lineLost: boolean): StepRecord {
  switch (step.state.kind) {
    case 'applying':
    case 'applied':
      return { ...step, state: { kind: 'unknown', during: 'apply' } };
    case 'undoing':
      return { ...step, state: { kind: 'unknown', during: 'undo' } };
    case 'captured':
      // The line that was lost may have been its `applying`.
      return lineLost
        ? { ...step, state: { kind: 'unknown', during: 'apply' }, writing: 'written' }
        : { ...step, state: { kind: 'planned' } };
    case 'pending':
    case 'planned':
    case 'verified':
    case 'already-done':
    case 'skipped':
    case 'blocked':
    case 'failed':
    case 'overridden':
    case 'unknown':
    case 'undone':
      return step;
    default:
      return assertNever(step.state);
  }
}

/** After an undo down to one step: what lies behind it is to be done again, whatever became of it before. */
function forwardAgain(run: OpenRun, to: string): OpenRun {
  const first = run.steps.findIndex((step) => step.id === to);
  const again = (step: StepRecord): StepRecord => {
    if (step.writing === 'undone') return step;
    const writing = step.writing === 'given-up' ? 'written' : step.writing;
    return { ...step, state: { kind: 'pending' }, writing };
  };
  const steps = run.steps.map((step, index) => (index < first ? step : again(step)));
  return { ...run, steps, course: { kind: 'forward' } };
}

function active(run: Run, entry: JournalEntry): OpenRun {
  return { ...whileOpen(run, entry), interruption: undefined };
}

function whileOpen(run: Run, entry: JournalEntry): OpenRun {
  if (run.kind === 'open') return run;
  throw impossible(entry, 'the run was closed');
}

function withoutOutcome(run: Run): OpenRun {
  if (run.kind === 'open') return run;

  const { outcome, ...facts } = run;
  return { ...facts, kind: 'open' };
}

function impossible(entry: JournalEntry, reason: string): Error {
  return new Error(`Journal line ${entry.sequence} (${entry.event}) is impossible here: ${reason}`);
}
