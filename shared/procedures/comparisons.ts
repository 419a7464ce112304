import type { Run, StepRecord } from '../engine/run/run-state.ts';
import type { Comparison } from '../base/comparison.ts';
import { comparisonsOfOperations, ruleChangeComparisons, type CreatedRule } from './steps/rules/comparisons.ts';
import { operationsOf, type SealedChange } from './steps/rules/sealed-change.ts';

/** Procedures that change rules, with what a rule is that they create. */
const created: Readonly<Record<string, CreatedRule>> = {
  'null-clone': 'copy',
  'null-override': 'rule-of-its-own',
  'repair-recipe': 'rule-of-its-own',
  'restore-default': 'rule-of-its-own',
};

/** What a planned step changes, as a diff; made from what the journal holds already. Empty where a step has none. */
export function comparisonsOf(run: Run, step: StepRecord): readonly Comparison[] {
  const kind = created[run.procedure];
  return kind === undefined ? [] : ruleChangeComparisons(run, step, kind);
}

/** What a change of rules changes, as diffs. */
export function comparisonsOfChange(procedure: string, change: SealedChange): readonly Comparison[] {
  return comparisonsOfOperations(operationsOf(change), change, created[procedure] ?? 'copy');
}
