import { diagnosisTexts } from '../../messages/doctor.ts';
import { restoreTexts as texts } from '../../messages/doctor-procedures.ts';
import type { ExaminedRules } from '../../sync-rules/doctor/diagnose.ts';
import type { NewRules } from '../../sync-rules/doctor/new-rules.ts';
import { planRestore } from '../../sync-rules/doctor/restore.ts';
import type { RuleOperation } from '../../sync-rules/rule-operation.ts';
import { placeLabel } from '../doctor/read-examined.ts';
import type { Blocker } from '../rule-change/blockers.ts';

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
