import { contributorTexts, findingWord, reportTexts } from '../texts.ts';
import { procedureName } from '../../base/words/procedure-names.ts';
import { ofProcedure, recommendationName } from '../../assessment/recommendation-texts.ts';
import type { ReportedAssessment } from '../assessment-schema.ts';
import { markup, type Markup } from '../markup.ts';
import { flowSection } from './user-flow.ts';
import { contributionTable } from './contribution-table.ts';
import { outcomeMark, table, textCell, textList, valueCell } from './parts.ts';

/** The assessment: what was found, who contributes the attribute, and which path was recommended. */
export function assessmentSection(assessment: ReportedAssessment): Markup {
  const { recommendation } = assessment;
  return markup`<h3>${reportTexts.recommendation}</h3>
${firstThings(recommendation)}<p><strong>${recommendationName(recommendation)}</strong></p>${textList(recommendation.reasons)}
${afterwards(recommendation)}${recommendation.alternatives.map(
    (alternative) =>
      markup`<p>${reportTexts.alternative}: <strong>${procedureName(alternative.procedure)}</strong></p>${textList(alternative.reasons)}`,
  )}
<h3>${reportTexts.consequences}</h3>${recommendation.afterwards === undefined ? '' : markup`<p>${ofProcedure(recommendation.afterwards.procedure)}</p>`}${textList(assessment.consequences.map((consequence) => consequence.text))}
${flowSection(assessment)}
<h3>${reportTexts.findings}</h3>${findingsTable(assessment)}
${contributionTable(assessment)}
<h3>${reportTexts.contributors}</h3>${contributorsTable(assessment)}
<h3>${reportTexts.connectors}</h3>${connectorsTable(assessment)}`;
}

type Recommendation = ReportedAssessment['recommendation'];

function firstThings({ first }: Recommendation): Markup {
  return first.length === 0
    ? markup``
    : markup`<p><strong>${reportTexts.first}</strong></p>${textList(first.map(({ title, action }) => `${title}: ${action}`))}`;
}

function afterwards({ afterwards: path }: Recommendation): Markup {
  return path === undefined
    ? markup``
    : markup`<p>${reportTexts.afterwards}: <strong>${procedureName(path.procedure)}</strong></p>${textList(path.reasons)}`;
}

/** What needs somebody comes first; within one outcome the order of the assessment stays. */
const urgency: Readonly<Record<ReportedAssessment['findings'][number]['outcome'], number>> = {
  failed: 0,
  investigate: 1,
  passed: 2,
  skipped: 3,
  'not-run': 4,
};

function findingsTable({ findings }: ReportedAssessment): Markup {
  return table(
    reportTexts.findings,
    reportTexts.findingColumns,
    findings
      .toSorted((left, right) => urgency[left.outcome] - urgency[right.outcome])
      .map((finding) => [
        outcomeMark(findingWord[finding.outcome]),
        markup`${finding.title}<br><code class="quiet">${finding.id}</code>`,
        markup`<bdi>${finding.detail}</bdi>${finding.remedy === undefined ? '' : markup`<p>${reportTexts.remedy(finding.remedy)}</p>`}`,
      ]),
    'findings',
  );
}

function contributorsTable({ contributors, connectors }: ReportedAssessment): Markup {
  const nameOf = (id: string) => connectors.find((connector) => connector.id === id)?.name ?? id;
  return table(
    reportTexts.contributors,
    reportTexts.contributorColumns,
    contributors.map((rule) => [
      markup`${rule.precedence}`,
      textCell(rule.name),
      textCell(nameOf(rule.connectorId)),
      markup`${contributorTexts.way(rule.direction, rule.sourceObjectType, rule.targetObjectType)}`,
      markup`<code>${textCell(contributorTexts.flow(rule.flow))}</code>`,
      markup`${contributorTexts.state(rule.origin, rule.disabled)}`,
    ]),
  );
}

function connectorsTable({ connectors }: ReportedAssessment): Markup {
  return table(
    reportTexts.connectors,
    reportTexts.connectorColumns,
    connectors.flatMap((connector) =>
      connector.partitions.map((partition) => [
        textCell(connector.name),
        markup`${reportTexts.connectorKind(connector.kind)}`,
        textCell(partition.distinguishedName),
        valueCell(partition.containerInclusions.length === 0 ? reportTexts.everything : partition.containerInclusions),
        valueCell(partition.containerExclusions),
      ]),
    ),
  );
}
