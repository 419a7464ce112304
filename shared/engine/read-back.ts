import { assertNever } from '../assert-never.ts';
import type { Failure } from '../failure.ts';
import { appendAnswer } from './append-answer.ts';
import { callReading, type ReadEnd } from './call-step.ts';
import type { Json } from './json.ts';
import type { StepProblem } from './journal-parts.ts';
import type { Session } from './session.ts';
import type { SystemTypes, Verification } from './step.ts';

/**
 * Verifies a step that has written and journals the verdict. After a cancelled write it still reads for a short while:
 * what was written must not be left unknown when it can be known.
 */
export async function readBack<Systems extends SystemTypes>(
  session: Session<Systems>,
  step: string,
  lostAnswer: Failure | undefined,
): Promise<void> {
  const failedVerify = (problem: StepProblem) => ({ event: 'failed', step, phase: 'verify', problem }) as const;
  const cancelled = session.parts.signal().aborted;
  const verdict = judgeVerification(await verifyStep(session, step));
  switch (verdict.kind) {
    case 'passed': {
      const { evidence, objects } = verdict;
      const entry = { event: 'verified', step, phase: 'verify', evidence, objects, lostAnswer } as const;
      return appendAnswer(session, entry, failedVerify);
    }
    case 'refuted':
      return appendAnswer(session, failedVerify(verdict.problem), failedVerify);
    case 'unreadable':
      return session.append(
        cancelled ? { event: 'interrupted', step, phase: 'verify' } : failedVerify(verdict.problem),
      );
    case 'cancelled':
      return session.append({ event: 'interrupted', step, phase: 'verify' });
    default:
      return assertNever(verdict);
  }
}

/** Asks the step to verify itself against its captured value. */
export async function verifyStep<Systems extends SystemTypes>(
  session: Session<Systems>,
  step: string,
): Promise<ReadEnd<Verification>> {
  const definition = session.definition(step);
  const captured = capturedState(session, step);
  return callReading(session, step, 'verify', (context) => definition.verify(context, captured), 'after-cancel');
}

/** What was captured before the step began to write; a step that has written has always captured. */
export function capturedState<Systems extends SystemTypes>(session: Session<Systems>, step: string): Json {
  const { captured } = session.record(step);
  if (captured === undefined) throw new Error(`Step ${step} has captured nothing`);
  return captured.state;
}

export type Verdict =
  | Extract<Verification, { readonly kind: 'passed' }>
  /** Read, and it is not so. */
  | { readonly kind: 'refuted'; readonly problem: StepProblem }
  | { readonly kind: 'unreadable'; readonly problem: StepProblem }
  | { readonly kind: 'cancelled' };

export function judgeVerification(end: ReadEnd<Verification>): Verdict {
  if (end.kind === 'cancelled') return end;
  if (end.kind === 'problem') return { kind: 'unreadable', problem: end.problem };
  const verification = end.value;
  switch (verification.kind) {
    case 'passed':
      return verification;
    case 'failed': {
      const { reason, remedy, evidence, objects } = verification;
      return { kind: 'refuted', problem: { kind: 'verification', reason, remedy, evidence, objects } };
    }
    case 'unknown':
      return { kind: 'unreadable', problem: { kind: 'failure', failure: verification.failure } };
    default:
      return assertNever(verification);
  }
}
