import { assertNever } from '../../base/assert-never.ts';
import { appendAnswer } from '../journal/append-answer.ts';
import { callPure, callReading } from './call-step.ts';
import { factsHash, planHash } from '../contract/step-hash.ts';
import type { Json } from '../../base/json.ts';
import type { StepProblem } from '../journal/journal-parts.ts';
import { readBack } from './read-back.ts';
import type { PlannedStep } from '../run/run-state.ts';
import type { Session } from './run-log.ts';
import type { AnyStep, Probe, SystemTypes } from '../contract/step.ts';

/** Probes a step and, when there is something to do, plans it. */
export async function prepare<Systems extends SystemTypes>(session: Session<Systems>, stepId: string): Promise<void> {
  const definition = session.definition(stepId);
  const probed = await callReading(session, stepId, 'probe', (context) => definition.probe(context));
  switch (probed.kind) {
    case 'cancelled':
      return session.append({ event: 'interrupted', step: stepId, phase: 'probe' });
    case 'problem':
      return session.append({ event: 'failed', step: stepId, phase: 'probe', problem: probed.problem });
    case 'read':
      return judgeProbe(session, stepId, probed.value as Probe<Json>);
    default:
      return assertNever(probed);
  }
}

async function judgeProbe<Systems extends SystemTypes>(
  session: Session<Systems>,
  step: string,
  probe: Probe<Json>,
): Promise<void> {
  switch (probe.kind) {
    case 'ready':
      return plan(session, step, probe.facts);
    case 'already-done':
    case 'not-needed':
      return nothingToDo(session, step, probe);
    case 'blocked': {
      const { reason, remedy } = probe;
      return session.append({ event: 'blocked', step, phase: 'probe', reason, remedy });
    }
    case 'unknown': {
      const problem = { kind: 'failure', failure: probe.failure } as const;
      return session.append({ event: 'failed', step, phase: 'probe', problem });
    }
    default:
      return assertNever(probe);
  }
}

/** Where this step itself has written, "already done" is its own work: that is proved, and stays in reach of undo. */
async function nothingToDo<Systems extends SystemTypes>(
  session: Session<Systems>,
  step: string,
  probe: Extract<Probe<Json>, { readonly kind: 'already-done' | 'not-needed' }>,
): Promise<void> {
  if (session.record(step).writing === 'written') {
    await session.append({ event: 'adopted', step, phase: 'probe', found: 'whole' });
    return readBack(session, step, undefined);
  }
  return session.append({ event: probe.kind, step, phase: 'probe', reason: probe.reason });
}

async function plan<Systems extends SystemTypes>(session: Session<Systems>, step: string, facts: Json): Promise<void> {
  const failedPlan = (problem: StepProblem) => ({ event: 'failed', step, phase: 'plan', problem }) as const;
  const planned = callPure(() => planOf(session.definition(step), facts));
  if (planned.kind === 'problem') return session.append(failedPlan(planned.problem));
  return appendAnswer(session, { event: 'planned', step, phase: 'plan', ...planned.value }, failedPlan);
}

function planOf<Systems extends SystemTypes>(definition: AnyStep<Systems>, facts: Json): PlannedStep {
  const made = definition.plan(facts);
  if (definition.risk === 'destructive' && made.confirmation === undefined) {
    throw new Error(`The destructive step ${definition.id} asks for no confirmation`);
  }
  return { plan: made, planHash: planHash(made), factsHash: factsHash(facts) };
}
