import { contributionTexts } from '../../../shared/entra-connect/contributors/texts.ts';
import type { Assessment } from '../../../shared/assessment/assessment.ts';
import type { AssessedGroup } from '../../../shared/assessment/contribution.ts';
import type { AssessmentFacts } from '../../../shared/assessment/facts.ts';
import { serverComparison } from '../../../shared/report/server-comparison/build.ts';
import { contentOfConfiguration } from '../../../shared/entra-connect/formats/content.ts';

/** A server, and what an assessment says of it. */
export interface AssessedServer {
  readonly facts: AssessmentFacts;
  readonly assessment: Assessment;
}

/** Where a comparison says something else of the mailbox GUID than an assessment of each side; empty: nowhere. */
export function comparisonContradictionsIn(on: AssessedServer, other: AssessedServer): readonly string[] {
  const { rules } = serverComparison(sideOf(on), sideOf(other));
  const rows = new Map(rules.mailboxGuid.map((row) => [row.objects, row]));
  const others = groupsIn(other);
  return [...groupsIn(on)].flatMap(([objects, group]) => {
    const row = rows.get(objects);
    const counterpart = others.get(objects);
    const own = endText(group);
    const theirs = counterpart === undefined ? undefined : endText(counterpart);
    if (row === undefined) return theirs === undefined || theirs === own ? [] : [`${objects}: compare tells nothing`];
    const isSame = row.on === own && (theirs === undefined || row.with === theirs);
    return isSame ? [] : [`${objects}: compare tells ${row.on} and ${row.with}, assess ${own} and ${String(theirs)}`];
  });
}

function endText({ direction, end }: AssessedGroup): string {
  return contributionTexts.end[direction][end];
}

function groupsIn({ assessment: { contribution, connectors } }: AssessedServer): ReadonlyMap<string, AssessedGroup> {
  const names = new Map<string, string>(connectors.map(({ id, name }) => [id, name]));
  return new Map(
    (contribution?.now ?? []).map((group) => {
      const { direction, connectorId, connectorSpaceObjectType } = group;
      const objects = contributionTexts.objects(connectorSpaceObjectType, names.get(connectorId) ?? '');
      return [`${contributionTexts.way[direction]} ${objects}`, group];
    }),
  );
}

function sideOf({ facts }: AssessedServer) {
  const { rules, connectors, metaverseSchema, globalParameters } = facts;
  if (!rules.ok || !connectors.ok || !metaverseSchema.ok || !globalParameters.ok) throw new Error('Not a whole server');
  const server = { serverName: 'SERVER', rules: rules.value, connectors: connectors.value };
  const rest = { metaverseSchema: metaverseSchema.value, globalParameters: globalParameters.value };
  return { title: 'SERVER', content: contentOfConfiguration({ ...server, ...rest }) };
}
