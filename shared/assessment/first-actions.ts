import type { Finding, FirstAction, RecommendedProcedure } from './assessment.ts';

/** What of a failed finding a procedure deals with itself, by the beginning of the finding's id. */
const dealsWith: Readonly<Record<RecommendedProcedure, readonly string[]>> = {
  'null-clone': ['contributors.leftover-clone'],
  'null-override': ['contributors.'],
  'repair-recipe': ['contributors.', 'recipe.'],
  'restore-default': ['contributors.', 'recipe.'],
  rebuild: [],
  none: ['contributors.leftover-clone'],
};
/** The default rule is gone: an override would leave all other attributes lost. */
const byRestoreAlone = ['contributors.coverage'];

/** A finding that is to be dealt with first, by its own remedy. */
export function firstAction({ id, title, detail, remedy }: Finding): FirstAction {
  return { finding: id, title, action: remedy ?? detail };
}

/** The failed findings that a procedure leaves: each comes before it, in the order of the findings. */
export function leftBy(procedure: RecommendedProcedure, findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.outcome === 'failed' && !isDealtWith(finding, procedure));
}

function isDealtWith({ id, evidence }: Finding, procedure: RecommendedProcedure): boolean {
  const actor = evidence?.['actor'];
  // It sums the findings below it up.
  if (id === 'recipe.effect') return true;
  if (actor === 'by-hand') return false;
  if (actor === procedure) return true;
  if (byRestoreAlone.includes(id)) return procedure === 'restore-default' || procedure === 'repair-recipe';
  return dealsWith[procedure].some((prefix) => id.startsWith(prefix));
}
