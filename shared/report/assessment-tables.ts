import type { ObjectTable } from '../engine/contract/step.ts';
import { contributorTexts, findingWord, reportTexts } from './texts.ts';
import { bucketTexts, stationTitle, userFlowTexts } from '../user-flow/texts.ts';
import type { ReportedAssessment } from './assessment-schema.ts';

/** File of a list of names, beside the assessment. */
export function listFile({ id }: Pick<ObjectTable, 'id'>): string {
  return `users-${id.replace(/^users-/, '').replaceAll(/[^A-Za-z0-9-]+/g, '-')}.csv`;
}

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
    ...(assessment.flow === undefined ? [] : [flowTable(assessment.flow)]),
  ];
}

/** The account of users: one line for each bucket. */
function flowTable(flow: NonNullable<ReportedAssessment['flow']>): ObjectTable {
  return {
    id: 'user-flow',
    title: userFlowTexts.heading(flow.whole),
    columns: userFlowTexts.tableColumns,
    rows: flow.stations.flatMap((station) =>
      station.stops.map(({ id, users, licensed }) => [
        stationTitle(station.id, flow),
        bucketTexts[id].title,
        String(users),
        licensed === undefined ? '' : String(licensed),
        bucketTexts[id].why,
      ]),
    ),
  };
}
