import { contributionTexts as texts } from '../../entra-connect/contributors/texts.ts';
import { reportTexts } from '../texts.ts';
import { ruleOnConnector } from '../../entra-connect/rules/rule-name.ts';
import { isSameKind } from '../../entra-connect/contributors/contributors.ts';
import type { ReportedAssessment } from '../assessment-schema.ts';
import { markup, type Markup } from '../markup.ts';
import { table } from './parts.ts';

type Group = NonNullable<ReportedAssessment['contribution']>['now'][number];

/** Who decides over the attribute for which objects, now and after the planned change; nothing where it is not known. */
export function contributionTable({ contribution, connectors }: ReportedAssessment): Markup {
  if (contribution === undefined) return markup``;
  const { now, procedure, after, idle } = contribution;
  const connectorName = (id: string) => connectors.find((connector) => connector.id === id)?.name ?? id;
  return markup`<h3>${texts.heading}</h3>${table(
    texts.heading,
    [texts.whose, texts.now, ...(after === null ? [] : [texts.after(procedure ?? '')])],
    now.map((group) => [
      markup`${texts.way[group.direction]} <bdi>${texts.objects(group.connectorSpaceObjectType, connectorName(group.connectorId))}</bdi>`,
      groupCell(group),
      ...(after === null ? [] : [groupCell(after.find((one) => isSameKind(one, group)))]),
    ]),
  )}${idle.length === 0 ? '' : markup`<p>${texts.idle(idle.map((rule) => ruleOnConnector(rule.name, connectorName(rule.connectorId))))}</p>`}${after === null ? markup`<p>${reportTexts.noPlannedChange}</p>` : ''}`;
}

function groupCell(group: Group | undefined): Markup {
  if (group === undefined) return markup`${texts.nobody}`;
  return markup`<ul>${group.rules
    .filter(({ reach }) => reach === 'same-object')
    .map(
      ({ contributor, text }) =>
        markup`<li>${contributor.precedence} <bdi>${contributor.name}</bdi><br><span class="quiet">${text}</span></li>`,
    )}</ul><p><strong>${texts.end[group.direction][group.end]}</strong></p>`;
}
