import type { Failure, Result } from '../../base/failure.ts';
import { readContext, writeContext } from './contexts.ts';
import type { Phase, StepProblem } from '../journal/journal-parts.ts';
import { runPhase, type PhaseEnd, type Stop } from './run-phase.ts';
import type { Session } from './run-log.ts';
import type { ReadContext, SystemTypes, WriteContext } from '../contract/step.ts';
import { limitOf } from '../contract/time-limits.ts';

/** The one boundary between the engine and the code of the steps: time limits, cancellation, and bugs end here. */

type ReadingPhase = 'probe' | 'capture' | 'verify' | 'verify-undo';
type WritingPhase = 'apply' | 'restore';

export type ReadEnd<Value> =
  | { readonly kind: 'read'; readonly value: Value }
  | { readonly kind: 'problem'; readonly problem: StepProblem }
  | { readonly kind: 'cancelled' };

/** How a write ended. `lost`: it may or may not have taken effect. */
export type WriteEnd =
  | { readonly kind: 'written' }
  | { readonly kind: 'problem'; readonly problem: StepProblem }
  | { readonly kind: 'lost'; readonly failure: Failure };

/** `after-cancel`: reads although the run is cancelled, for a short while, because something was written. */
export type Cancelling = 'with-run' | 'after-cancel';

export async function callReading<Systems extends SystemTypes, Value>(
  session: Session<Systems>,
  stepId: string,
  phase: ReadingPhase,
  work: (context: ReadContext<Systems>) => Promise<Value>,
  cancelling: Cancelling = 'with-run',
): Promise<ReadEnd<Value>> {
  const { timeLimits, host } = session.parts;
  const cancel = session.parts.signal();
  const afterCancel = cancelling === 'after-cancel' && cancel.aborted;
  if (cancel.aborted && !afterCancel) return { kind: 'cancelled' };
  const limit = afterCancel ? timeLimits.verifyAfterCancel : limitOf(timeLimits, phase);
  const end = await runPhase(
    (signal) => work(readContext(session, stepId, phase, signal)),
    { limit, settle: timeLimits.settle },
    afterCancel ? undefined : cancel,
    host,
  );
  // Whatever a phase says after it was told to stop comes from an unfinished reading.
  if (end.stop === 'cancel') return { kind: 'cancelled' };
  if (end.stop === 'time-out') return problemOf(stopped(stepId, phase, 'time-out', 'safe'));
  if (end.kind === 'threw') return { kind: 'problem', problem: exception(end.error) };
  if (end.kind === 'abandoned') throw new Error('A phase was abandoned without being told to stop');
  return { kind: 'read', value: end.value };
}

export async function callWriting<Systems extends SystemTypes>(
  session: Session<Systems>,
  stepId: string,
  phase: WritingPhase,
  work: (context: WriteContext<Systems>) => Promise<Result<void>>,
): Promise<WriteEnd> {
  const { timeLimits, host } = session.parts;
  const cancel = session.parts.signal();
  const limits = { limit: limitOf(timeLimits, phase), settle: timeLimits.settle };
  const end = await runPhase((signal) => work(writeContext(session, stepId, phase, signal)), limits, cancel, host);
  if (end.kind === 'abandoned') session.abandon(end.settled);
  return judgeWrite(end, stepId, phase);
}

/** Runs a pure function of a step. */
export function callPure<Value>(work: () => Value): Exclude<ReadEnd<Value>, { readonly kind: 'cancelled' }> {
  try {
    return { kind: 'read', value: work() };
  } catch (error) {
    return { kind: 'problem', problem: exception(error) };
  }
}

function judgeWrite(end: PhaseEnd<Result<void>>, stepId: string, phase: WritingPhase): WriteEnd {
  if (end.kind === 'returned') {
    if (end.value.ok) return { kind: 'written' };
    const { failure } = end.value;
    const lost = end.stop !== undefined || failure.retry === 'effect-unknown';
    return lost ? { kind: 'lost', failure } : { kind: 'problem', problem: { kind: 'failure', failure } };
  }
  if (end.stop !== undefined) return { kind: 'lost', failure: stopped(stepId, phase, end.stop, 'effect-unknown') };
  return { kind: 'problem', problem: exception(end.error) };
}

function stopped(stepId: string, phase: Phase, stop: Stop, retry: Failure['retry']): Failure {
  const code = stop === 'cancel' ? 'cancelled' : 'time-out';
  return { code, during: `${phase} of ${stepId}`, raw: '', retry };
}

function problemOf(failure: Failure): { readonly kind: 'problem'; readonly problem: StepProblem } {
  return { kind: 'problem', problem: { kind: 'failure', failure } };
}

/** A bug of a step, as it is journaled. */
export function exception(error: unknown): StepProblem {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { kind: 'exception', code: 'unexpected-error', text };
}
