import type { Run, StepRecord } from '../../engine/run-state.ts';
import { stepOf } from '../../engine/run-state.ts';
import { ruleComparisonTexts as texts } from '../../messages/rule-comparison.ts';
import type { Comparison } from '../../report/comparison.ts';
import { comparedParts } from '../rule-comparison.ts';
import { sealedTreatment, type Treated } from './treated.ts';

/**
 * The rules that a planned step is about, side by side. They are those that `backup` has sealed, which the facts of each
 * rule step hold too: the hash that was approved covers them, and the journal need not hold the diff itself.
 */
export function nullCloneComparisons(run: Run, step: StepRecord): readonly Comparison[] {
  const compare = comparisonsByStep[step.id];
  if (compare === undefined || step.planned === undefined) return [];
  return (sealedTreatment(stepOf(run, 'backup')?.captured?.state) ?? []).map(compare);
}

const comparisonsByStep: Readonly<Record<string, (treated: Treated) => Comparison>> = {
  'clone-rule': ({ original, clone }) => ({
    title: texts.copied(original.name),
    before: texts.original,
    after: texts.copy,
    parts: comparedParts(original, clone),
  }),
  'delete-original': ({ original, clone }) => ({
    title: texts.deleted(original.name),
    before: texts.deletedOriginal,
    after: texts.copy,
    parts: comparedParts({ ...original, disabled: true }, clone),
  }),
  'swap-precedence': ({ original, clone }) => ({
    title: texts.moved(clone.name),
    before: texts.before,
    after: texts.after,
    parts: comparedParts(clone, { ...clone, precedence: original.precedence }),
  }),
};
