import { setImmediate } from 'node:timers/promises';
import type { Progress } from '../../shared/engine/contract/step.ts';
import { gather } from '../../shared/assessment/gather.ts';
import { judgeWithLists, type Assessed } from '../../shared/assessment/judge.ts';
import type { Target } from './target.ts';

/** Assesses a target: gathers the facts with progress, then judges them. Undefined: cancelled meanwhile. */
export async function assessTarget(
  target: Pick<Target, 'readers' | 'clock' | 'partial' | 'checks'>,
  progress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Assessed | undefined> {
  const facts = await gather(target.readers, { signal, clock: target.clock, progress }, target.partial);
  await lettingSignalsIn();
  if (signal.aborted) return undefined;
  const { assessment, lists } = judgeWithLists(facts);
  return { assessment: { ...assessment, findings: [...(target.checks ?? []), ...assessment.findings] }, lists };
}

/**
 * A lab answers without ever giving the event loop a turn, and a Ctrl+C waits for one: the next turn begins after the first
 * `setImmediate`, and has looked for signals before the second.
 */
async function lettingSignalsIn(): Promise<void> {
  await setImmediate();
  await setImmediate();
}
