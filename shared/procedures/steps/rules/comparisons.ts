import { assertNever } from '../../../base/assert-never.ts';
import { stepOf, type Run, type StepRecord } from '../../../engine/run/run-state.ts';
import { ruleComparisonTexts as texts } from '../../../entra-connect/rules/rule-difference-texts.ts';
import type { Comparison } from '../../../base/comparison.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import type { RuleOperation } from '../../../entra-connect/rules/rule-operation.ts';
import { comparedParts } from '../../../entra-connect/rules/rule-comparison.ts';
import { contributorBeside, operationsOf, ruleNameIn, shownChange, type SealedChange } from './sealed-change.ts';

/** What a created rule is to be laid beside: the rule it is a copy of, or nothing. */
export type CreatedRule = 'copy' | 'rule-of-its-own';

/**
 * The rules that a planned step is about, side by side. They are those that `backup` has sealed, which the facts of each
 * rule step hold too: the hash that was approved covers them, and the journal need not hold the diff itself.
 */
export function ruleChangeComparisons(run: Run, step: StepRecord, created: CreatedRule): readonly Comparison[] {
  const change = shownChange(stepOf(run, 'backup')?.captured?.state);
  if (change === undefined || step.planned === undefined) return [];
  const stage = change.stages.find((one) => one.step === step.id);
  return comparisonsOfOperations(stage?.operations ?? [], change, created);
}

/** The rules that operations of a change are about, side by side. */
export function comparisonsOfOperations(
  operations: readonly RuleOperation[],
  change: SealedChange,
  created: CreatedRule,
): readonly Comparison[] {
  return operations.flatMap((operation) => comparisonsOfOperation(operation, change, created));
}

function comparisonsOfOperation(
  operation: RuleOperation,
  change: SealedChange,
  created: CreatedRule,
): readonly Comparison[] {
  const nameOf = (rule: SyncRule) => ruleNameIn(change.contributors, rule);
  switch (operation.kind) {
    case 'create': {
      const { rule } = operation;
      const beside = contributorBeside(change.contributors, rule)?.rule;
      if (beside === undefined) return [];
      if (created === 'rule-of-its-own') {
        const parts = comparedParts({ ...rule, flows: [], joinGroups: [], scopeGroups: [] }, rule);
        return [{ title: texts.createdAlone(nameOf(rule)), before: texts.absent, after: texts.newRule, parts }];
      }
      const title = texts.created(nameOf(rule), nameOf(beside));
      return [{ title, before: texts.present, after: texts.newRule, parts: comparedParts(beside, rule) }];
    }
    case 'replace': {
      const { before, after } = operation;
      const title = texts.changed(nameOf(after));
      return [{ title, before: texts.before, after: texts.after, parts: comparedParts(before, after) }];
    }
    case 'remove': {
      const { rule } = operation;
      const standIn = createdBeside(change, rule);
      if (standIn === undefined) return [];
      const title = texts.deleted(nameOf(rule), nameOf(standIn));
      return [{ title, before: texts.deletedRule, after: texts.stays, parts: comparedParts(rule, standIn) }];
    }
    default:
      return assertNever(operation);
  }
}

/** The rule of the change that is about the same objects. */
function createdBeside(change: SealedChange, rule: SyncRule): SyncRule | undefined {
  const created = operationsOf(change).flatMap((operation) => (operation.kind === 'create' ? [operation.rule] : []));
  return created.find(
    ({ connectorId, sourceObjectType }) =>
      connectorId === rule.connectorId && sourceObjectType.toLowerCase() === rule.sourceObjectType.toLowerCase(),
  );
}
