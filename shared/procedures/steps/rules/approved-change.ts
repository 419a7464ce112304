import { jsonHash } from '../../../base/hash.ts';
import type { ApprovedPlan } from '../../../engine/journal/journal-parts.ts';
import { success, type Result } from '../../../base/failure.ts';
import { approvedChangeTexts as texts } from './approved-change-texts.ts';
import { comparableOperation } from '../../../entra-connect/rules/comparable-rule.ts';
import type { Reading } from '../../../systems/contexts.ts';
import type { ChangePlan, RuleChange } from './rule-change.ts';
import { operationsOf, type SealedChange } from './sealed-change.ts';
import type { RuleSituation } from '../idle/situation.ts';
import { writablePlan } from './writable-plan.ts';

/** Identifies what a change does: every operation with every rule before and after it. */
export function changeHash(change: SealedChange): string {
  return jsonHash(operationsOf(change).map(comparableOperation));
}

/** The change that a run would make now. One that carries out a plan makes exactly the change that was approved, or none. */
export async function planAsApproved(
  definition: RuleChange,
  context: Reading,
  situation: RuleSituation,
): Promise<Result<ChangePlan>> {
  const { approvedPlan } = context;
  if (approvedPlan === undefined) return writablePlan(definition, context, situation);
  const planned = await writablePlan(definition, asWhenPlanned(context, approvedPlan), situation);
  if (!planned.ok || planned.value.kind === 'blocked') return planned;
  if (changeHash(planned.value.change) === approvedPlan.changeHash) return planned;
  return success({ kind: 'blocked', blockers: [{ id: 'not-as-approved', ...texts.notAsApproved }] });
}

/** New rules are named after the time, and identified after the run: those of the plan instead. */
export function asWhenPlanned(context: Reading, { id, plannedAt }: Pick<ApprovedPlan, 'id' | 'plannedAt'>): Reading {
  const { clock } = context;
  return {
    ...context,
    runId: id,
    clock: { now: () => new Date(plannedAt), sleep: (time, signal) => clock.sleep(time, signal) },
  };
}
