import { AttributeBag } from '../../../../electron/lab/sync-engine/attribute-bag.ts';
import type { MetaverseRow } from '../../../../electron/lab/state.ts';
import { zeroGuid } from '../../../../shared/base/guid.ts';
import { entraConnectorId, type ConnectorId, type RuleId } from '../../../../shared/base/identifiers.ts';
import type {
  AttributeFlow,
  AttributeSyntax,
  AttributeType,
  Connector,
  JoinCondition,
  MergeType,
  Schema,
  ScopeCondition,
  ServerConfiguration,
  SyncRule,
} from '../../../../shared/entra-connect/rules/model.ts';
import type { AttributeValue, AttributeValues } from '../../../../shared/entra-connect/rules/values.ts';
import { SmallLab } from './small-lab.ts';
import type { LabReadings } from '../../../../electron/lab/state.ts';

export const forestA = 'aaaaaaaa-0000-4000-8000-000000000001' as ConnectorId;
export const forestB = 'bbbbbbbb-0000-4000-8000-000000000001' as ConnectorId;
export const entra = entraConnectorId;

const attributeTypes: Readonly<Record<string, readonly [AttributeSyntax, 'one' | 'many']>> = {
  objectGUID: ['binary', 'one'],
  sourceAnchor: ['string', 'one'],
  cloudAnchor: ['string', 'one'],
  cloudMastered: ['boolean', 'one'],
  cloudCreated: ['boolean', 'one'],
  employeeID: ['string', 'one'],
  cn: ['string', 'one'],
  title: ['string', 'one'],
  department: ['string', 'one'],
  mailNickname: ['string', 'one'],
  msExchMailboxGuid: ['binary', 'one'],
  adminDescription: ['string', 'one'],
  userAccountControl: ['integer', 'one'],
  proxyAddresses: ['string', 'many'],
  description: ['string', 'many'],
  manager: ['reference', 'one'],
  member: ['reference', 'many'],
};

const schema: Schema = {
  objectTypes: new Map(
    ['person', 'group', 'user', 'inetOrgPerson', 'contact'].map((name) => [name, Object.keys(attributeTypes)]),
  ),
  attributes: new Map(
    Object.entries(attributeTypes).map(([name, [syntax, count]]): [string, AttributeType] => [
      name,
      { name, syntax, multiValued: count === 'many' },
    ]),
  ),
};

let ruleCount = 0;

export interface RuleOptions extends Partial<
  Omit<SyncRule, 'id' | 'flows' | 'scopeGroups' | 'joinGroups' | 'connectorId'>
> {
  readonly id?: string;
  readonly connectorId?: ConnectorId;
  readonly flows?: readonly AttributeFlow[];
  readonly scope?: readonly (readonly ScopeCondition[])[];
  readonly join?: readonly (readonly JoinCondition[])[];
}

/** An inbound rule user → person of forest A with link type Join, unless told otherwise. */
export function rule({ id, scope, join, ...options }: RuleOptions): SyncRule {
  ruleCount += 1;
  const ruleId = (id ?? `11111111-0000-4000-8000-${ruleCount.toString(16).padStart(12, '0')}`) as RuleId;
  return {
    id: ruleId,
    internalId: ruleId,
    version: 1,
    name: `Rule ${options.precedence ?? ruleCount}`,
    description: '',
    immutableTag: '',
    direction: 'inbound',
    disabled: false,
    connectorId: forestA,
    sourceObjectType: 'user',
    targetObjectType: 'person',
    linkType: 'Join',
    precedence: 200 + ruleCount,
    precedenceAfter: zeroGuid,
    precedenceBefore: zeroGuid,
    softDeleteExpiryInterval: '00:00:00',
    enablePasswordSync: false,
    flows: [],
    joinGroups: join ?? [],
    scopeGroups: scope ?? [],
    uninterpreted: [],
    ...options,
  };
}

interface FlowOptions {
  readonly applyOnce?: boolean;
  readonly mergeType?: MergeType;
}

export function direct(destination: string, source = destination, options: FlowOptions = {}): AttributeFlow {
  return flow(destination, { type: 'direct', attributes: [source] }, options);
}

export function constant(destination: string, value: string, options: FlowOptions = {}): AttributeFlow {
  return flow(destination, { type: 'constant', value }, options);
}

export function expression(destination: string, text: string, options: FlowOptions = {}): AttributeFlow {
  return flow(destination, { type: 'expression', expression: text, attributes: [] }, options);
}

function flow(
  destination: string,
  source: AttributeFlow['source'],
  { applyOnce = false, mergeType = 'Update' }: FlowOptions,
): AttributeFlow {
  return { destination, source, applyOnce, mergeType, uninterpreted: [] };
}

export function clause(attribute: string, operator: ScopeCondition['operator'], value = ''): ScopeCondition {
  return { attribute, operator, value };
}

export function joinOn(
  connectorSpaceAttribute: string,
  metaverseAttribute = connectorSpaceAttribute,
  caseSensitive = false,
): JoinCondition {
  return { connectorSpaceAttribute, metaverseAttribute, caseSensitive };
}

/** Creates a person for every user of a forest. */
export function provisioning(connectorId: ConnectorId = forestA, options: RuleOptions = {}): SyncRule {
  return rule({
    name: `In from AD - User Join ${connectorId.slice(0, 1)}`,
    precedence: connectorId === forestA ? 100 : 101,
    linkType: 'Provision',
    connectorId,
    flows: [direct('cn'), expression('sourceAnchor', 'ConvertToBase64([objectGUID])')],
    ...options,
  });
}

/** Creates a user of Entra ID for every person, and lets what comes back join. */
export function entraRules(flows: readonly AttributeFlow[], options: RuleOptions = {}): readonly SyncRule[] {
  return [
    rule({
      name: 'Out to AAD - User Join',
      direction: 'outbound',
      precedence: 130,
      linkType: 'Provision',
      connectorId: entra,
      sourceObjectType: 'person',
      targetObjectType: 'user',
      join: [[joinOn('sourceAnchor')]],
      flows: [expression('dn', '"CN={" & ConvertToUTF8Hex([sourceAnchor]) & "}"'), direct('sourceAnchor'), ...flows],
      ...options,
    }),
    rule({
      name: 'In from AAD - User Join',
      precedence: 129,
      connectorId: entra,
      join: [[joinOn('sourceAnchor')]],
      scope: [[clause('cloudMastered', 'EQUAL', 'False')]],
      flows: [direct('cloudAnchor')],
    }),
  ];
}

export function connector(id: ConnectorId, options: Partial<Connector> = {}): Connector {
  const isEntra = id === entra;
  const name = isEntra ? 'contoso.onmicrosoft.com - AAD' : id === forestA ? 'a.example' : 'b.example';
  return {
    id,
    name,
    kind: isEntra ? 'entra' : 'ad',
    category: isEntra ? 'Extensible2' : 'AD',
    subtype: '',
    forestName: isEntra ? '' : name,
    createdAt: isEntra
      ? '2025-01-01T00:00:00.000Z'
      : id === forestA
        ? '2025-01-02T00:00:00.000Z'
        : '2025-01-03T00:00:00.000Z',
    partitions: [],
    attributeInclusions: [],
    schema,
    runProfiles: [],
    ...options,
  };
}

export function configuration(
  rules: readonly SyncRule[],
  options: Partial<ServerConfiguration> = {},
): ServerConfiguration {
  return {
    serverName: 'SYNC01',
    rules,
    connectors: [connector(forestA), connector(forestB), connector(entra)],
    globalParameters: new Map([
      ['Microsoft.OptionalFeature.ExportDeletionThreshold', 'True'],
      ['Microsoft.OptionalFeature.ExportDeletionThresholdValue', '500'],
    ]),
    metaverseSchema: schema,
    ...options,
  };
}

export function labWith(
  rules: readonly SyncRule[],
  options: Partial<ServerConfiguration> = {},
  readings: Partial<LabReadings> = {},
): SmallLab {
  return new SmallLab(configuration(rules, options), readings);
}

export type Attributes = Readonly<Record<string, AttributeValue | AttributeValues>>;

/** Attributes of an object; one value needs no list. */
export function bag(attributes: Attributes): AttributeBag {
  return AttributeBag.from(
    Object.entries(attributes).map(([name, value]) => [
      name,
      Array.isArray(value) ? (value as AttributeValues) : [value as AttributeValue],
    ]),
  );
}

export interface PersonOptions {
  readonly forest?: ConnectorId;
  readonly objectType?: string;
  readonly attributes?: Attributes;
  readonly container?: string;
}

/** Puts an object into a forest; its anchor is `forest/name`. */
export function addObject(lab: SmallLab, name: string, options: PersonOptions = {}): string {
  const { forest = forestA, objectType = 'user', attributes = {}, container = 'OU=People,DC=a,DC=example' } = options;
  const anchor = `${forest}/${name}`;
  const objectGUID = new TextEncoder().encode(anchor.slice(-16).padStart(16, '_'));
  lab.directory(forest).put({
    anchor,
    distinguishedName: `CN=${name},${container}`,
    objectType,
    attributes: bag({ objectGUID, cn: name, ...attributes }),
  });
  return anchor;
}

/** Full import and full synchronization of a connector. */
export function synchronize(lab: SmallLab, connectorId: ConnectorId = forestA): void {
  lab.run(connectorId, 'full-import');
  lab.run(connectorId, 'full-synchronization');
}

/** The only metaverse object with this cn. */
export function person(lab: SmallLab, cn: string): MetaverseRow | undefined {
  const found = [...lab.state.metaverse.values()].filter((row) => row.attributes.text('cn') === cn);
  if (found.length > 1) throw new Error(`${found.length} metaverse objects ${cn}`);
  return found[0];
}
