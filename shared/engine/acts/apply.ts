import { assertNever } from '../../base/assert-never.ts';
import { success, type Result } from '../../base/failure.ts';
import { appendAnswer } from '../journal/append-answer.ts';
import { callReading, callWriting } from './call-step.ts';
import { factsHash } from '../contract/step-hash.ts';
import type { Json } from '../../base/json.ts';
import type { CapturedFile, StepProblem } from '../journal/journal-parts.ts';
import { capturedState, readBack } from './read-back.ts';
import type { PlannedStep } from '../run/run-state.ts';
import { sealFiles } from '../journal/seal-files.ts';
import type { Session } from './run-log.ts';
import type { Capture, Probe, SystemTypes } from '../contract/step.ts';

/**
 * Applies a planned step: probe again, capture, announce, write, verify. Each line is on the disk before the act it
 * announces; a plan made from other facts than today's is thrown away.
 */
export async function apply<Systems extends SystemTypes>(
  session: Session<Systems>,
  step: string,
  planned: PlannedStep,
  confirmed: { readonly count: number; readonly of: string } | undefined,
): Promise<void> {
  const facts = await factsAsPlanned(session, step, planned);
  if (facts === undefined) return;
  if (confirmed !== undefined) {
    await session.append({ event: 'confirmed', step, phase: 'plan', planHash: planned.planHash, ...confirmed });
  }
  if (!(await capture(session, step, facts.value))) return;
  if (session.parts.signal().aborted) return session.append({ event: 'interrupted', step, phase: 'capture' });
  await session.append({ event: 'applying', step, phase: 'apply', planHash: planned.planHash });
  return write(session, step, facts.value);
}

/** Today's facts, when they are those of the plan; otherwise journals why not. */
async function factsAsPlanned<Systems extends SystemTypes>(
  session: Session<Systems>,
  step: string,
  planned: PlannedStep,
): Promise<{ readonly value: Json } | undefined> {
  const definition = session.definition(step);
  const probed = await callReading(session, step, 'probe', async (context) => {
    const probe = (await definition.probe(context)) as Probe<Json>;
    return { probe, hash: probe.kind === 'ready' ? factsHash(probe.facts) : undefined };
  });
  if (probed.kind === 'cancelled') {
    await session.append({ event: 'interrupted', step, phase: 'probe' });
    return undefined;
  }
  if (probed.kind === 'problem') {
    await session.append({ event: 'failed', step, phase: 'probe', problem: probed.problem });
    return undefined;
  }
  const { probe, hash } = probed.value;
  if (probe.kind === 'ready' && hash === planned.factsHash) return { value: probe.facts };
  if (probe.kind === 'unknown') {
    const problem = { kind: 'failure', failure: probe.failure } as const;
    await session.append({ event: 'failed', step, phase: 'probe', problem });
    return undefined;
  }
  await session.append({ event: 'stale', step, phase: 'probe', found: probe.kind, factsHash: hash });
  return undefined;
}

/** Seals what undo needs; true when it is journaled. */
async function capture<Systems extends SystemTypes>(
  session: Session<Systems>,
  step: string,
  facts: Json,
): Promise<boolean> {
  const definition = session.definition(step);
  const failedCapture = (problem: StepProblem) => ({ event: 'failed', step, phase: 'capture', problem }) as const;
  const before = session.record(step);
  // What was captured before the first write is the true original; without a write since, today's state is.
  const earlier = before.writing === 'written' ? before.captured?.state : undefined;
  const captured = await callReading(session, step, 'capture', (context) =>
    definition.capture(context, facts, earlier),
  );
  switch (captured.kind) {
    case 'cancelled':
      await session.append({ event: 'interrupted', step, phase: 'capture' });
      return false;
    case 'problem':
      await session.append(failedCapture(captured.problem));
      return false;
    case 'read': {
      const sealed = await sealCapture(session, captured.value as Result<Capture<Json>>);
      if (!sealed.ok) await session.append(failedCapture({ kind: 'failure', failure: sealed.failure }));
      else await appendAnswer(session, { event: 'captured', step, phase: 'capture', ...sealed.value }, failedCapture);
      return session.record(step).state.kind === 'captured';
    }
    default:
      return assertNever(captured);
  }
}

async function sealCapture<Systems extends SystemTypes>(
  session: Session<Systems>,
  captured: Result<Capture<Json>>,
): Promise<Result<{ readonly state: Json; readonly files: CapturedFile[] }>> {
  if (!captured.ok) return captured;
  const files = await sealFiles(session, captured.value.files);
  return files.ok ? success({ state: captured.value.state, files: files.value }) : files;
}

async function write<Systems extends SystemTypes>(session: Session<Systems>, step: string, facts: Json): Promise<void> {
  const definition = session.definition(step);
  const captured = capturedState(session, step);
  const end = await callWriting(session, step, 'apply', (context) => definition.apply(context, facts, captured));
  switch (end.kind) {
    case 'written':
      await session.append({ event: 'applied', step, phase: 'apply' });
      return readBack(session, step, undefined);
    case 'problem':
      return session.append({ event: 'failed', step, phase: 'apply', problem: end.problem });
    case 'lost':
      await session.append({ event: 'answer-lost', step, phase: 'apply', failure: end.failure });
      // A write that still goes on cannot be verified: the step stays unknown until somebody examines it.
      return session.hasAbandonedWrite() ? undefined : readBack(session, step, end.failure);
    default:
      return assertNever(end);
  }
}
