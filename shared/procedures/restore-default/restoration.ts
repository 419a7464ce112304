import { diagnosisTexts } from '../../entra-connect/doctor/texts.ts';
import { restoreTexts as texts } from '../doctor/texts.ts';
import type { ExaminedRules } from '../../entra-connect/doctor/diagnose.ts';
import type { NewRules } from '../../entra-connect/doctor/new-rules.ts';
import { planRestore } from '../../entra-connect/doctor/restore.ts';
import type { RuleOperation } from '../../entra-connect/rules/rule-operation.ts';
import { placeLabel } from '../doctor/read-examined.ts';
import type { Blocker } from '../steps/rules/blockers.ts';

/** What a restoration does, and what about the rules forbids it. */
export function restorationOf(
  { examined, examination }: ExaminedRules,
  names: NewRules,
): { readonly operations: readonly RuleOperation[]; readonly blockers: readonly Blocker[] } {
  const { operations, lost, isOutboundLost } = planRestore(examined, names);
  const isFiltered = examination.diagnoses.some(({ state }) => state === 'attribute-filter');
  const blockers = [
    ...(isFiltered ? [{ id: 'attribute-filter', ...filterProblem }] : []),
    ...lost.map((place) => ({ id: 'original-lost', ...texts.lost(placeLabel(place)) })),
    ...(isOutboundLost && examination.kinds.length > 0 ? [{ id: 'original-lost', ...texts.lostOutbound }] : []),
    ...(operations.length === 0 && lost.length === 0 && !isOutboundLost
      ? [{ id: 'nothing-to-restore', ...texts.nothing }]
      : []),
  ];
  return { operations, blockers };
}

const filterProblem = {
  reason: diagnosisTexts['attribute-filter'].title,
  remedy: diagnosisTexts['attribute-filter'].remedy,
};
