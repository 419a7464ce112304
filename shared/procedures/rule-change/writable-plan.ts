import { success, type Result } from '../../failure.ts';
import { emptyPartsProblem } from '../../messages/empty-parts.ts';
import { emptyParts } from '../../sync-rules/empty-parts.ts';
import { stateAfter, stateBefore } from '../../sync-rules/rule-operation.ts';
import type { Reading } from '../systems.ts';
import type { ChangePlan, RuleChange } from './rule-change.ts';
import { operationsOf } from './sealed-change.ts';
import type { RuleSituation } from './situation.ts';

/** The change that a procedure would make now; one that no cmdlet could write, forwards or for an undo, is blocked. */
export async function writablePlan(
  definition: RuleChange,
  context: Reading,
  situation: RuleSituation,
): Promise<Result<ChangePlan>> {
  const planned = await definition.plan(context, situation);
  if (!planned.ok || planned.value.kind === 'blocked') return planned;
  const states = operationsOf(planned.value.change).flatMap((one) => [stateBefore(one), stateAfter(one)]);
  const rules = new Map(states.flatMap((rule) => (rule === undefined ? [] : [[rule.id, rule] as const])));
  const blockers = [...rules.values()].flatMap((rule) => {
    const parts = emptyParts(rule);
    return parts.length === 0 ? [] : [{ id: 'empty-value', ...emptyPartsProblem(rule.name, parts) }];
  });
  return blockers.length === 0 ? planned : success({ kind: 'blocked', blockers });
}
