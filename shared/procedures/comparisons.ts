import type { Run, StepRecord } from '../engine/run-state.ts';
import type { Comparison } from '../report/comparison.ts';
import { ruleChangeComparisons } from './rule-change/comparisons.ts';

const comparisons: Readonly<Record<string, (run: Run, step: StepRecord) => readonly Comparison[]>> = {
  'null-clone': (run, step) => ruleChangeComparisons(run, step, 'copy'),
  'null-override': (run, step) => ruleChangeComparisons(run, step, 'rule-of-its-own'),
};

/** What a planned step changes, as a diff; made from what the journal holds already. Empty where a step has none. */
export function comparisonsOf(run: Run, step: StepRecord): readonly Comparison[] {
  return comparisons[run.procedure]?.(run, step) ?? [];
}
