import { appendAnswer } from '../journal/append-answer.ts';
import { callReading } from './call-step.ts';
import { factsHash } from '../contract/step-hash.ts';
import type { Json } from '../../base/json.ts';
import type { StepProblem } from '../journal/journal-parts.ts';
import { judgeVerification, verifyStep } from './read-back.ts';
import type { Session } from './run-log.ts';
import type { Probe, SystemTypes } from '../contract/step.ts';

/** What became of a step whose write ended unseen. */
export type Examination =
  /** It verifies: adopted. */
  | { readonly kind: 'took-effect' }
  /** The facts are still those of the plan: nothing happened, the step is open again. */
  | { readonly kind: 'no-effect' }
  /** Something in between, or not to be read: a person decides whether to adopt or to undo. */
  | { readonly kind: 'undecided'; readonly verification: StepProblem; readonly probe: Probe<Json> | StepProblem }
  | { readonly kind: 'interrupted' };

/** Reads what a step of unknown end has left behind, and settles it where the answer is certain. Writes to no system. */
export async function examine<Systems extends SystemTypes>(
  session: Session<Systems>,
  step: string,
): Promise<Examination> {
  const { state, planned } = session.record(step);
  const lostAnswer = state.kind === 'unknown' ? state.lostAnswer : undefined;
  const verdict = await judgeVerification(session, await verifyStep(session, step));
  if (verdict.kind === 'cancelled') return interrupted(session, step, 'verify');
  if (verdict.kind === 'passed') {
    await session.append({ event: 'adopted', step, phase: 'verify', found: 'whole' });
    await appendAnswer(
      session,
      { event: 'verified', step, phase: 'verify', ...verdict.found, lostAnswer },
      (problem) => ({ event: 'failed', step, phase: 'verify', problem }),
    );
    return { kind: 'took-effect' };
  }
  const definition = session.definition(step);
  const probed = await callReading(session, step, 'probe', async (context) => {
    const probe = (await definition.probe(context)) as Probe<Json>;
    return { probe, hash: probe.kind === 'ready' ? factsHash(probe.facts) : undefined };
  });
  if (probed.kind === 'cancelled') return interrupted(session, step, 'probe');
  const { problem: verification } = verdict;
  if (probed.kind === 'problem') return { kind: 'undecided', verification, probe: probed.problem };
  const { probe, hash } = probed.value;
  if (hash === undefined || hash !== planned?.factsHash) return { kind: 'undecided', verification, probe };
  await session.append({ event: 'no-effect', step, phase: 'probe' });
  return { kind: 'no-effect' };
}

async function interrupted<Systems extends SystemTypes>(
  session: Session<Systems>,
  step: string,
  phase: 'probe' | 'verify',
): Promise<Examination> {
  await session.append({ event: 'interrupted', step, phase });
  return { kind: 'interrupted' };
}
