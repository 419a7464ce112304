import type { AttributeFlow, Schema, SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { attributeType, type SchemaSide } from './attribute-types.ts';

/** Attributes that a person's or recipient's object has beside those that some rule mentions. */
const alwaysInAd: Readonly<Record<string, readonly string[]>> = {
  user: ['homeMDB', 'msExchRemoteRecipientType', 'sAMAccountName', 'userPrincipalName'],
  inetOrgPerson: ['homeMDB', 'msExchRemoteRecipientType', 'sAMAccountName', 'userPrincipalName'],
  group: ['groupType', 'sAMAccountName'],
  contact: [],
};
const containerTypes = ['container', 'domainDNS', 'organizationalUnit'] as const;
const alwaysInEntra = ['cloudAnchor', 'cloudMastered', 'sourceAnchor'] as const;

/** What an AD connector must know of AD for these rules. */
export function adSchema(rules: readonly SyncRule[]): Schema {
  const named = namedByType(rules, 'connector');
  for (const [type, names] of Object.entries(alwaysInAd)) add(named, type, names);
  for (const type of containerTypes) add(named, type, ['name']);
  return schemaOf(named, 'ad');
}

export function entraSchema(rules: readonly SyncRule[]): Schema {
  const named = namedByType(rules, 'connector');
  for (const type of named.keys()) add(named, type, alwaysInEntra);
  return schemaOf(named, 'entra');
}

export function metaverseSchema(rules: readonly SyncRule[]): Schema {
  const named = namedByType(rules, 'metaverse');
  for (const type of named.keys()) add(named, type, ['cloudMastered']);
  return schemaOf(named, 'metaverse');
}

/** The attributes that the rules read or write on one side, by object type. */
function namedByType(rules: readonly SyncRule[], side: 'connector' | 'metaverse'): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>();
  for (const rule of rules) {
    const isSource = (rule.direction === 'inbound') === (side === 'connector');
    const joined = rule.joinGroups
      .flat()
      .map((condition) => (side === 'connector' ? condition.connectorSpaceAttribute : condition.metaverseAttribute));
    const own = isSource
      ? [...rule.flows.flatMap(sourcesOf), ...rule.scopeGroups.flat().map((condition) => condition.attribute)]
      : rule.flows.map((flow) => flow.destination);
    add(named, isSource ? rule.sourceObjectType : rule.targetObjectType, [...joined, ...own]);
  }
  return named;
}

function sourcesOf(flow: AttributeFlow): readonly string[] {
  return flow.source.type === 'constant' ? [] : flow.source.attributes;
}

function add(named: Map<string, Set<string>>, type: string, names: readonly string[]): void {
  const known = named.get(type) ?? new Set<string>();
  for (const name of names) if (name !== 'dn') known.add(name);
  named.set(type, known);
}

function schemaOf(named: ReadonlyMap<string, ReadonlySet<string>>, side: SchemaSide): Schema {
  const names = [...new Set([...named.values()].flatMap((set) => [...set]))].sort();
  return {
    objectTypes: new Map([...named].map(([type, set]) => [type, [...set].sort()])),
    attributes: new Map(names.map((name) => [name, attributeType(side, name)])),
  };
}
