import { assertNever } from '../../base/assert-never.ts';
import type { Failure } from '../../base/failure.ts';
import { appendAnswer } from '../journal/append-answer.ts';
import { callReading, type ReadEnd } from './call-step.ts';
import type { Json } from '../../base/json.ts';
import type { CapturedFile, StepProblem } from '../journal/journal-parts.ts';
import { sealFiles } from '../journal/seal-files.ts';
import type { Session } from './run-log.ts';
import type { Evidence, ObjectTable, SystemTypes, Verification } from '../contract/step.ts';

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
  const verdict = await judgeVerification(session, await verifyStep(session, step));
  switch (verdict.kind) {
    case 'passed': {
      const entry = { event: 'verified', step, phase: 'verify', ...verdict.found, lostAnswer } as const;
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

/** What was read back, as the journal holds it. */
interface Found {
  readonly evidence: readonly Evidence[];
  readonly objects: readonly ObjectTable[];
  readonly files?: CapturedFile[];
}

export type Verdict =
  | { readonly kind: 'passed'; readonly found: Found }
  /** Read, and it is not so. */
  | { readonly kind: 'refuted'; readonly problem: StepProblem }
  | { readonly kind: 'unreadable'; readonly problem: StepProblem }
  | { readonly kind: 'cancelled' };

/** The verdict of a proof, with the files that it brought sealed. */
export async function judgeVerification<Systems extends SystemTypes>(
  session: Session<Systems>,
  end: ReadEnd<Verification>,
): Promise<Verdict> {
  if (end.kind === 'cancelled') return end;
  if (end.kind === 'problem') return { kind: 'unreadable', problem: end.problem };
  const verification = end.value;
  if (verification.kind === 'unknown') {
    return { kind: 'unreadable', problem: { kind: 'failure', failure: verification.failure } };
  }
  const { evidence, objects, files = [] } = verification;
  const sealed = await sealFiles(session, files);
  if (!sealed.ok) return { kind: 'unreadable', problem: { kind: 'failure', failure: sealed.failure } };
  const found = { evidence, objects, ...(sealed.value.length > 0 && { files: sealed.value }) };
  switch (verification.kind) {
    case 'passed':
      return { kind: 'passed', found };
    case 'failed': {
      const { reason, remedy } = verification;
      return { kind: 'refuted', problem: { kind: 'verification', reason, remedy, ...found } };
    }
    default:
      return assertNever(verification);
  }
}
