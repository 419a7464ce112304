import type { Finding } from '../../shared/assessment/assessment.ts';
import { findingAreas } from './texts.ts';

export interface FindingArea {
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** Findings by area, both in the order of the assessment. */
export function byArea(findings: readonly Finding[]): readonly FindingArea[] {
  return [...Map.groupBy(findings, ({ id }) => areaOf(id))].map(([name, members]) => ({ name, findings: members }));
}

/** `exchange-online.recipients` → “Exchange Online”; an area that nobody has named is its id in words. */
function areaOf(id: string): string {
  const area = id.split('.')[0] ?? id;
  return findingAreas[area] ?? area.charAt(0).toUpperCase() + area.slice(1).replaceAll('-', ' ');
}
