import { success, type Result } from '../../../base/failure.ts';
import { emptyPartsProblem } from '../../../entra-connect/rules/empty-parts-texts.ts';
import { emptyParts } from '../../../entra-connect/rules/empty-parts.ts';
import { stateAfter, stateBefore } from '../../../entra-connect/rules/rule-operation.ts';
import type { Reading } from '../../../systems/contexts.ts';
import type { Blocker } from './blockers.ts';
import type { ChangePlan, RuleChange } from './rule-change.ts';
import { operationsOf } from './sealed-change.ts';
import type { RuleSituation } from '../idle/situation.ts';

/** The change that a procedure would make now; one that no cmdlet could write, forwards or for an undo, is blocked. */
export async function writablePlan(
  definition: RuleChange,
  context: Reading,
  situation: RuleSituation,
): Promise<Result<ChangePlan>> {
  const planned = await definition.plan(context, situation);
  if (!planned.ok || planned.value.kind === 'blocked') return planned;
  const states = operationsOf(planned.value.change).flatMap((one) => [stateBefore(one), stateAfter(one)]);
  // A rule goes through several states, which may lack the same.
  const problems = new Map<string, Blocker>();
  for (const rule of states) {
    const parts = rule === undefined ? [] : emptyParts(rule);
    if (rule === undefined || parts.length === 0) continue;
    const problem = emptyPartsProblem(rule.name, parts);
    problems.set(problem.reason, { id: 'empty-value', ...problem });
  }
  const blockers = [...problems.values()];
  return blockers.length === 0 ? planned : success({ kind: 'blocked', blockers });
}
