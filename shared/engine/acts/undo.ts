import { assertNever } from '../../base/assert-never.ts';
import { appendAnswer } from '../journal/append-answer.ts';
import { apply } from './apply.ts';
import { callReading, callWriting } from './call-step.ts';
import type { Failure } from '../../base/failure.ts';
import type { StepProblem } from '../journal/journal-parts.ts';
import { prepare } from './prepare.ts';
import { capturedState, judgeVerification, readBack } from './read-back.ts';
import { undoRequest } from './contexts.ts';
import { examine } from './recover.ts';
import { isDone, stepsToUndo } from '../run/selectors.ts';
import type { Session } from './run-log.ts';
import { unconfirmedTexts } from '../texts.ts';
import type { AnyStep, SystemTypes, UndoQuestion } from '../contract/step.ts';

/** How often a step that follows an undo is planned anew because its facts moved. */
const mostPlans = 3;

/** What is chosen for an undo. */
export interface UndoChoice {
  /** Options that hold instead of those of the run. */
  readonly options?: Readonly<Record<string, string>> | undefined;
  /** The answer to what the undo asks. */
  readonly answer?: string | undefined;
  /** The number of objects that a person typed with the answer. */
  readonly confirmation?: number | undefined;
}

/**
 * Settles what must be settled before an undo, then undoes every step that has written, last first, down to and including
 * `to`; after a whole undo runs the steps that follow it. Where something cannot be settled beforehand, nothing is undone.
 * Stops where a step cannot be proved undone. Calling it again goes on from there, also in another process.
 */
export async function undoRun<Systems extends SystemTypes>(
  session: Session<Systems>,
  to: string | undefined,
  { options, answer, confirmation }: UndoChoice = {},
): Promise<void> {
  const { course } = session.run();
  const goesOn = course.kind === 'undoing' && course.to === to && options === undefined && answer === undefined;
  const isSettledBefore = session.parts.procedure.beforeUndo.length > 0 && stepsToUndo(session.run(), to).length > 0;
  if (!goesOn || isSettledBefore) {
    await session.append({
      event: 'undo-requested',
      step: null,
      phase: null,
      to: to ?? null,
      ...(options && { options }),
      ...(answer !== undefined && { answer, confirmation }),
    });
  }
  if (isSettledBefore && !(await runForward(session, session.parts.procedure.beforeUndo))) {
    return stopBefore(session, to);
  }
  for (const step of stepsToUndo(session.run(), to)) {
    await undoStep(session, step.id);
    if (session.record(step.id).writing === 'written') return;
  }
  if (to === undefined && !(await runForward(session, session.parts.procedure.afterUndo))) return;
  await session.append({ event: 'undo-finished', step: null, phase: null, to: to ?? null });
}

/** Something could not be settled beforehand: as long as nothing was changed, the run stays as it is. */
async function stopBefore<Systems extends SystemTypes>(
  session: Session<Systems>,
  to: string | undefined,
): Promise<void> {
  const { course } = session.run();
  if (course.kind !== 'undoing' || course.begun) return;
  await session.append({ event: 'undo-stopped', step: null, phase: null, to: to ?? null });
}

/** Reads what the undo has to ask, without writing anything, the journal included. */
export async function askBeforeUndo<Systems extends SystemTypes>(
  session: Session<Systems>,
  to: string | undefined,
): Promise<UndoAsked> {
  const { undoQuestion, beforeUndo } = session.parts.procedure;
  const [first] = beforeUndo;
  if (undoQuestion === undefined || first === undefined || stepsToUndo(session.run(), to).length === 0) {
    return { kind: 'nothing' };
  }
  const undo = undoRequest(session, to, undefined);
  const read = await callReading(session, first.id, 'probe', (context) => undoQuestion({ ...context, undo }));
  switch (read.kind) {
    case 'cancelled':
      return read;
    case 'problem':
      return { kind: 'unreadable', problem: read.problem };
    case 'read': {
      if (!read.value.ok) return { kind: 'unreadable', problem: { kind: 'failure', failure: read.value.failure } };
      return read.value.value === undefined ? { kind: 'nothing' } : { kind: 'asked', question: read.value.value };
    }
    default:
      return assertNever(read);
  }
}

export type UndoAsked =
  | { readonly kind: 'nothing' | 'cancelled' }
  | { readonly kind: 'asked'; readonly question: UndoQuestion }
  | { readonly kind: 'unreadable'; readonly problem: StepProblem };

/** Undoes one step from its captured value and proves it. */
export async function undoStep<Systems extends SystemTypes>(session: Session<Systems>, step: string): Promise<void> {
  const { undo } = session.definition(step);
  switch (undo.kind) {
    case 'restores':
      return restore(session, step, undo);
    case 'changes-nothing':
    case 'part-of-undo':
    case 'by-other-steps':
      return session.append({ event: 'undone', step, phase: 'verify-undo', evidence: [], objects: [] });
    case 'impossible':
      return session.append({ event: 'undo-impossible', step, phase: 'restore', reason: undo.reason });
    default:
      return assertNever(undo);
  }
}

type Restoring<Systems extends SystemTypes> = Extract<AnyStep<Systems>['undo'], { readonly kind: 'restores' }>;

async function restore<Systems extends SystemTypes>(
  session: Session<Systems>,
  step: string,
  undo: Restoring<Systems>,
): Promise<void> {
  if (session.parts.signal().aborted) return session.append({ event: 'interrupted', step, phase: 'restore' });
  const captured = capturedState(session, step);
  await session.append({ event: 'undoing', step, phase: 'restore' });
  const end = await callWriting(session, step, 'restore', (context) => undo.restore(context, captured));
  switch (end.kind) {
    case 'written':
      return proveUndone(session, step, undo, undefined);
    case 'problem':
      return session.append({ event: 'undo-failed', step, phase: 'restore', problem: end.problem });
    case 'lost':
      await session.append({ event: 'answer-lost', step, phase: 'restore', failure: end.failure });
      return session.hasAbandonedWrite() ? undefined : proveUndone(session, step, undo, end.failure);
    default:
      return assertNever(end);
  }
}

async function proveUndone<Systems extends SystemTypes>(
  session: Session<Systems>,
  step: string,
  undo: Restoring<Systems>,
  lostAnswer: Failure | undefined,
): Promise<void> {
  const phase = 'verify-undo';
  const undoFailed = (problem: StepProblem) => ({ event: 'undo-failed', step, phase, problem }) as const;
  const captured = capturedState(session, step);
  const cancelled = session.parts.signal().aborted;
  const read = await callReading(session, step, phase, (context) => undo.verify(context, captured), 'after-cancel');
  const verdict = await judgeVerification(session, read);
  switch (verdict.kind) {
    case 'passed':
      return appendAnswer(session, { event: 'undone', step, phase, ...verdict.found, lostAnswer }, undoFailed);
    case 'refuted':
      return appendAnswer(session, undoFailed(verdict.problem), undoFailed);
    case 'unreadable':
      return session.append(cancelled ? { event: 'interrupted', step, phase } : undoFailed(verdict.problem));
    case 'cancelled':
      return session.append({ event: 'interrupted', step, phase });
    default:
      return assertNever(verdict);
  }
}

/** Takes the steps around an undo forward; true when all are done. They are approved with the undo itself. */
async function runForward<Systems extends SystemTypes>(
  session: Session<Systems>,
  steps: readonly AnyStep<Systems>[],
): Promise<boolean> {
  for (const { id } of steps) {
    for (let plans = 0; plans < mostPlans && !isDone(session.record(id)); plans++) {
      await takeForward(session, id);
      const { state } = session.record(id);
      if (!(state.kind === 'pending' && state.stale !== undefined)) break;
    }
    if (!isDone(session.record(id))) return false;
  }
  return true;
}

async function takeForward<Systems extends SystemTypes>(session: Session<Systems>, step: string): Promise<void> {
  const { kind } = session.record(step).state;
  if (kind === 'applied') return readBack(session, step, undefined);
  if (kind === 'unknown' && !(await settle(session, step))) return;
  if (isDone(session.record(step))) return;
  await prepare(session, step);
  const { state, planned } = session.record(step);
  if (state.kind !== 'planned' || planned === undefined) return;
  const { confirmation: asked } = planned.plan;
  const { course } = session.run();
  const typed = course.kind === 'undoing' ? course.confirmation : undefined;
  if (asked === undefined || asked.count === typed) return apply(session, step, planned, asked);
  const problem = unconfirmedTexts(asked, typed);
  return session.append({ event: 'blocked', step, phase: 'probe', ...problem });
}

/** There is no undo of what follows an undo: its remainder is adopted. True when it may go on. */
async function settle<Systems extends SystemTypes>(session: Session<Systems>, step: string): Promise<boolean> {
  const examination = await examine(session, step);
  if (examination.kind === 'interrupted') return false;
  if (examination.kind === 'undecided') {
    await session.append({ event: 'adopted', step, phase: 'probe', found: 'part' });
  }
  return true;
}
