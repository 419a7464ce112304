import { entraConnectorId, type ConnectorId } from '../../base/identifiers.ts';
import { mailboxGuidAttribute } from '../attributes.ts';
import type { ServerRules } from '../evaluation/configuration.ts';
import type { Connector, Schema, SyncRule } from '../rules/model.ts';

/** A schema of which no more is known than what the mailbox GUID holds: every other value flows as it is. */
export const unknownSchema: Schema = {
  objectTypes: new Map(),
  attributes: new Map([
    [mailboxGuidAttribute, { name: mailboxGuidAttribute, syntax: 'binary', multiValued: false } as const],
  ]),
};

/** Rules with what they are predicted by; what is undefined is not known, and what rules do hardly depends on it. */
export function predictableRules(
  rules: readonly SyncRule[],
  connectors: readonly Connector[] | undefined,
  metaverseSchema: Schema | undefined,
): ServerRules {
  return {
    rules,
    connectors: connectors ?? assumedConnectors(rules),
    metaverseSchema: metaverseSchema ?? unknownSchema,
  };
}

/**
 * The connectors that rules belong to, as far as the rules tell, for an export without connectors: the Entra connector has
 * the same identifier everywhere (entra-connect.md §1.1), every other that users come in by is one of AD.
 */
export function assumedConnectors(rules: readonly SyncRule[]): readonly Connector[] {
  const ids = new Set(rules.map(({ connectorId }) => connectorId));
  return [...ids].map((id) => assumedConnector(id, rules));
}

function assumedConnector(id: ConnectorId, rules: readonly SyncRule[]): Connector {
  const bringsUsers = rules.some(
    ({ connectorId, direction, targetObjectType }) =>
      connectorId === id && direction === 'inbound' && targetObjectType === 'person',
  );
  const kind = id === entraConnectorId ? 'entra' : bringsUsers ? 'ad' : 'other';
  return {
    id,
    name: id,
    kind,
    category: kind === 'ad' ? 'AD' : 'Extensible2',
    subtype: '',
    forestName: '',
    createdAt: '',
    partitions: [],
    attributeInclusions: [],
    schema: unknownSchema,
    runProfiles: [],
  };
}
