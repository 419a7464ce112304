import { compareTexts as texts } from '../../messages/compare.ts';
import { contributionTexts } from '../../messages/contributors.ts';
import { endOf, type AttributeEnd } from '../../sync-rules/attribute-end.ts';
import { mailboxGuidAttribute } from '../../sync-rules/clone.ts';
import type { ConfigurationComparison } from '../../sync-rules/comparison/compare.ts';
import { contributorsOf, type ContributorGroup } from '../../sync-rules/contributors.ts';
import type { ExportContent } from '../../sync-rules/formats/content.ts';
import type { ChangedGuid } from './document.ts';
import type { ConnectorNames } from './rule-line.ts';

type Ends = ReadonlyMap<string, { readonly group: ContributorGroup; readonly end: AttributeEnd }>;

/** The kinds of objects of connectors on both sides whose GUID does not come to the same; only rules held as a whole say that. */
export function changedGuids(
  { connectors }: ConfigurationComparison,
  on: ExportContent,
  other: ExportContent,
  names: ConnectorNames,
): readonly ChangedGuid[] {
  if (on.rules.kind !== 'whole' || other.rules.kind !== 'whole') return [];
  const own = new Map(connectors.map((pair) => [pair.with.id as string, pair.on.id as string]));
  const [left, right] = [endsOf(on, (id) => id), endsOf(other, (id) => own.get(id))];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const [before, after] = [left.get(key), right.get(key)];
    const group = before?.group ?? after?.group;
    if (group === undefined || before?.end === after?.end) return [];
    const text = (end: AttributeEnd | undefined) => contributionTexts.end[group.direction][end ?? 'empty'];
    const connector = names.get(group.connectorId) ?? texts.unknownConnector(group.connectorId);
    return [
      {
        objects: `${contributionTexts.way[group.direction]} ${contributionTexts.objects(group.connectorSpaceObjectType, connector)}`,
        ...{ on: text(before?.end), with: text(after?.end) },
      },
    ];
  });
}

function endsOf({ rules }: ExportContent, connectorOf: (id: string) => string | undefined): Ends {
  const { groups } = contributorsOf(mailboxGuidAttribute, { rules: rules.kind === 'absent' ? [] : rules.value });
  return new Map(
    groups.flatMap((group) => {
      const connector = connectorOf(group.connectorId);
      const types = [group.connectorSpaceObjectType, group.metaverseObjectType].map((type) => type.toLowerCase());
      return connector === undefined
        ? []
        : [[JSON.stringify([group.direction, connector, ...types]), { group, end: endOf(group.ranking) }] as const];
    }),
  );
}
