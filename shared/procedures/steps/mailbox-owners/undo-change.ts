import { success, type Result } from '../../../base/failure.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import { changedContents, onPresentContent } from '../../../entra-connect/rules/recreated-rules.ts';
import {
  ruleIdOf,
  stateAfter,
  stateBefore,
  withState,
  type RuleOperation,
} from '../../../entra-connect/rules/rule-operation.ts';
import { readRules } from '../rules/rule-access.ts';
import { mayHaveSynchronized, type Round } from '../rules/rule-change.ts';
import { operationsOf, sealedChange } from '../rules/sealed-change.ts';
import type { Reading } from '../../../systems/contexts.ts';
import type { RulesAround } from './read-owners.ts';

/**
 * The rules with what the run has done to them, and without what its undo takes back, however far either has come;
 * undefined: the undo brings nothing to the cloud, because no rule is restored or nothing was ever synchronized.
 */
export async function rulesAroundUndo(context: Reading, first: Round): Promise<Result<RulesAround | undefined>> {
  const change = sealedChange(context.captured('backup'));
  if (change === undefined || context.undo === undefined || !mayHaveSynchronized(context, first)) {
    return success(undefined);
  }
  const { undo } = context;
  const sealed = change.stages
    .filter(({ step }) => context.wasApplied(step) && undo.undoes(step))
    .flatMap((stage) => stage.operations);
  if (sealed.length === 0) return success(undefined);
  const rules = await readRules(context);
  if (!rules.ok) return rules;
  const operations = onPresentContent(sealed, changedContents(operationsOf(change), rules.value));
  return success({
    now: withStates(rules.value, operations, stateAfter),
    then: withStates(rules.value, operations.toReversed(), stateBefore),
  });
}

/** The rules as each operation, one after the other, has them. */
function withStates(
  rules: readonly SyncRule[],
  operations: readonly RuleOperation[],
  stateOf: (operation: RuleOperation) => SyncRule | undefined,
): readonly SyncRule[] {
  return operations.reduce((present, operation) => withState(present, ruleIdOf(operation), stateOf(operation)), rules);
}
