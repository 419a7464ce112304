import type { ObjectTable } from '../engine/step.ts';
import { contributorTexts, findingWord, reportTexts } from '../messages/report.ts';
import type { ReportedAssessment } from './assessment-schema.ts';

/** The lists of an assessment, for CSV. */
export function assessmentTables(assessment: ReportedAssessment): readonly ObjectTable[] {
  return [
    {
      id: 'findings',
      title: reportTexts.findings,
      columns: ['Id', 'Outcome', 'Title', 'Detail', 'Remedy'],
      rows: assessment.findings.map(({ id, outcome, title, detail, remedy = '' }) => [
        id,
        findingWord[outcome],
        title,
        detail,
        remedy,
      ]),
    },
    {
      id: 'contributors',
      title: reportTexts.contributors,
      columns: [...reportTexts.contributorColumns, 'Rule id', 'Connector id'],
      rows: assessment.contributors.map((rule) => [
        String(rule.precedence),
        rule.name,
        assessment.connectors.find(({ id }) => id === rule.connectorId)?.name ?? '',
        contributorTexts.way(rule.direction, rule.sourceObjectType, rule.targetObjectType),
        contributorTexts.flow(rule.flow),
        contributorTexts.state(rule.origin, rule.disabled),
        rule.ruleId,
        rule.connectorId,
      ]),
    },
  ];
}
