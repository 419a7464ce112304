import type { Assessment } from '../../../shared/assessment/assessment.ts';
import { leftBy } from '../../../shared/assessment/first-actions.ts';

/** What two findings of one title say in the same words. */
function saidTwice(findings: Assessment['findings']): readonly string[] {
  const told = Map.groupBy(findings, ({ title, detail }) => `${title}: ${detail}`);
  return [...told].filter(([, same]) => same.length > 1).map(([text]) => text);
}

/** Where a recommendation says something else than a finding of the same assessment; empty: nowhere. */
export function contradictionsIn({
  findings,
  recommendation,
}: Pick<Assessment, 'findings' | 'recommendation'>): readonly string[] {
  const { procedure, first, afterwards, alternatives, reasons } = recommendation;
  const outcomes = new Map(findings.map(({ id, outcome }) => [id, outcome]));
  const remedies = new Map(findings.map(({ id, remedy, detail }) => [id, remedy ?? detail]));
  const offered = alternatives.map((path) => path.procedure);
  const said = [
    // A failed finding is dealt with by what is recommended, or comes first.
    ...leftBy(afterwards?.procedure ?? procedure, findings)
      .filter(({ id }) => first.every(({ finding }) => finding !== id))
      .map(({ id }) => `${id} failed, and ${procedure} is recommended without it`),
    ...(first.length > 0 && procedure !== 'none' ? [`${procedure} is recommended before what comes first`] : []),
    ...(first.length === 0 && afterwards !== undefined ? ['something comes after nothing'] : []),
    ...first
      .filter(({ finding, action }) => remedies.get(finding) !== action)
      .map(({ finding }) => `${finding} has another remedy than what is to be done first`),
    ...first
      .filter(({ finding }) => outcomes.get(finding) === 'passed')
      .map(({ finding }) => `${finding} passed, and comes first`),
    ...(first.some(({ finding }) => outcomes.get(finding) === 'failed') && offered.length > 0
      ? [`${offered.join(', ')} can be chosen before what failed is settled`]
      : []),
    ...(offered.includes(procedure) ? [`${procedure} is its own alternative`] : []),
    ...(reasons.length === 0 ? ['nothing speaks for it'] : []),
    ...saidTwice(findings).map((detail) => `said twice: ${detail}`),
  ];
  return said;
}
