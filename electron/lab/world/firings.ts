import type { RuleId } from '../../../shared/base/identifiers.ts';
import type { AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import type { AttributeBag } from '../sync-engine/attribute-bag.ts';
import { configurationOf } from '../../../shared/entra-connect/evaluation/configuration.ts';
import type { CompiledRule } from '../../../shared/entra-connect/evaluation/compiled-rule.ts';
import type { ConnectorSpaceRow, LabState, MetaverseRow } from '../state.ts';

/** To how many connected objects each enabled rule applies, counted in the lab's data as it stands. */
export function countFirings(state: LabState): ReadonlyMap<RuleId, number> {
  const configuration = configurationOf(state.server);
  const counts = new Map<RuleId, number>(
    state.server.rules.filter(({ disabled }) => !disabled).map(({ id }) => [id, 0]),
  );
  const count = ({ rule }: CompiledRule) => counts.set(rule.id, (counts.get(rule.id) ?? 0) + 1);
  const groups = membershipsOf(state);
  for (const { connectorId, objects } of state.connectorSpaces.values()) {
    for (const row of objects.values()) {
      if (row.metaverseObjectId === undefined) continue;
      const subject = subjectOf(
        row.attributes,
        (group) => groups.get(row.distinguishedName)?.has(group.toLowerCase()) ?? false,
      );
      configuration
        .inboundRules(connectorId, row.objectType)
        .filter((rule) => rule.inScope(subject))
        .forEach(count);
    }
  }
  for (const row of state.metaverse.values()) {
    for (const { connector, rules } of configuration.outboundRules(row.objectType)) {
      const types = linkedTypes(state, row, connector.id);
      rules
        .filter(({ rule }) => types.has(rule.targetObjectType) && rule.connectorId === connector.id)
        .filter((rule) => rule.inScope(subjectOf(row.attributes, () => false)))
        .forEach(count);
    }
  }
  return counts;
}

/** The object types that a metaverse object is connected to in one connector space. */
function linkedTypes(state: LabState, row: MetaverseRow, connectorId: ConnectorSpaceKey): ReadonlySet<string> {
  const objects = state.connectorSpaces.get(connectorId)?.objects;
  const linked = row.links
    .filter((link) => link.connectorId === connectorId)
    .map(({ objectId }) => objects?.get(objectId));
  return new Set(
    linked.filter((object): object is ConnectorSpaceRow => object !== undefined).map(({ objectType }) => objectType),
  );
}

type ConnectorSpaceKey = Parameters<LabState['connectorSpaces']['get']>[0];

function subjectOf(attributes: AttributeBag, isMemberOf: (group: string) => boolean) {
  return { attribute: (name: string): AttributeValues | undefined => attributes.get(name), isMemberOf };
}

/** Names of the groups, in lower case, that each object is a direct member of. */
function membershipsOf(state: LabState): ReadonlyMap<string, ReadonlySet<string>> {
  const memberships = new Map<string, Set<string>>();
  for (const { objects } of state.connectorSpaces.values()) {
    for (const row of objects.values()) {
      for (const member of row.attributes.get('member') ?? []) {
        if (typeof member !== 'string') continue;
        const groups = memberships.get(member) ?? new Set<string>();
        memberships.set(member, groups.add(row.distinguishedName.toLowerCase()));
      }
    }
  }
  return memberships;
}
