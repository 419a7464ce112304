import type { Probe } from '../../../engine/contract/step.ts';
import { stillnessTexts } from '../texts.ts';
import { roundTexts } from '../proof/texts.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { isSkipped, type Round } from '../rules/rule-change.ts';
import { readActivity, type Activity } from '../idle/situation.ts';

/** What a step of a round that is about the scheduler finds, or why there is nothing to do or nothing can be done. */
export async function probeActivity(
  context: Reading,
  round: Round,
): Promise<
  | { readonly kind: 'found'; readonly activity: Activity }
  | Extract<Probe<never>, { readonly kind: 'not-needed' | 'blocked' | 'unknown' }>
> {
  if (isSkipped(context, round)) return { kind: 'not-needed', reason: roundTexts.skipped };
  const activity = await readActivity(context);
  if (!activity.ok) return { kind: 'unknown', failure: activity.failure };
  return activity.value.scheduler.schedulerSuspended
    ? { kind: 'blocked', ...stillnessTexts.suspended }
    : { kind: 'found', activity: activity.value };
}
