import type { ConnectorId } from '../../base/identifiers.ts';
import { compareTexts as texts } from './texts.ts';
import { contributionTexts } from '../../entra-connect/contributors/texts.ts';
import type { AttributeEnd } from '../../entra-connect/contributors/attribute-end.ts';
import { mailboxGuidAttribute } from '../../entra-connect/attributes.ts';
import type { ConfigurationComparison } from '../../entra-connect/comparison/compare.ts';
import {
  contributorsOf,
  type ContributorGroup,
  type KindOfObject,
} from '../../entra-connect/contributors/contributors.ts';
import { predictableRules } from '../../entra-connect/doctor/assumed-connectors.ts';
import type { ExportContent } from '../../entra-connect/formats/content.ts';
import type { Held } from '../../entra-connect/formats/held.ts';
import { groupEnd, withoutRulesEnd } from '../../entra-connect/prediction/group-end.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
import { userKinds } from '../../entra-connect/prediction/user-kinds.ts';
import type { ChangedGuid } from './document.ts';
import type { ConnectorNames } from './rule-line.ts';

/** What the rules of a side do in effect, as an assessment of it would say. */
interface SideEnds {
  readonly groups: ReadonlyMap<string, ContributorGroup>;
  /** Also of objects that no rule of this side is about. */
  readonly endOf: (key: string, kind: KindOfObject) => AttributeEnd;
}

/** The kinds of objects of connectors on both sides whose GUID does not come to the same; only rules held as a whole say that. */
export function changedGuids(
  { connectors }: ConfigurationComparison,
  on: ExportContent,
  other: ExportContent,
  names: ConnectorNames,
): readonly ChangedGuid[] {
  if (on.rules.kind !== 'whole' || other.rules.kind !== 'whole') return [];
  const counterparts = new Map(connectors.map((pair) => [pair.on.id, pair.with.id]));
  const own = new Map(connectors.map((pair) => [pair.with.id, pair.on.id]));
  const [left, right] = [endsOf(on, on.rules.value, (id) => id), endsOf(other, other.rules.value, (id) => own.get(id))];
  return [...new Map([...right.groups, ...left.groups])].flatMap(([key, group]) => {
    const { direction, connectorSpaceObjectType } = group;
    const ownId = left.groups.has(key) ? group.connectorId : own.get(group.connectorId);
    const otherId = ownId === undefined ? undefined : counterparts.get(ownId);
    if (ownId === undefined || otherId === undefined) return [];
    const before = left.endOf(key, { ...group, connectorId: ownId });
    const after = right.endOf(key, { ...group, connectorId: otherId });
    if (before === after) return [];
    const connector = names.get(ownId) ?? texts.unknownConnector(ownId);
    return [
      {
        objects: `${contributionTexts.way[direction]} ${contributionTexts.objects(connectorSpaceObjectType, connector)}`,
        on: contributionTexts.end[direction][before],
        with: contributionTexts.end[direction][after],
      },
    ];
  });
}

function endsOf(
  content: ExportContent,
  rules: readonly SyncRule[],
  connectorOf: (id: ConnectorId) => ConnectorId | undefined,
): SideEnds {
  const server = predictableRules(rules, wholeOf(content.connectors), wholeOf(content.metaverseSchema));
  const kinds = userKinds(mailboxGuidAttribute, server);
  const groups = new Map(
    contributorsOf(mailboxGuidAttribute, server).groups.flatMap((group) => {
      const connector = connectorOf(group.connectorId);
      const types = [group.connectorSpaceObjectType, group.metaverseObjectType].map((type) => type.toLowerCase());
      return connector === undefined ? [] : [[JSON.stringify([group.direction, connector, ...types]), group] as const];
    }),
  );
  return {
    groups,
    endOf: (key, kind) => {
      const group = groups.get(key);
      return group === undefined ? withoutRulesEnd(kind, kinds) : groupEnd(group, kinds);
    },
  };
}

function wholeOf<Value>(held: Held<Value>): Value | undefined {
  return held.kind === 'whole' ? held.value : undefined;
}
