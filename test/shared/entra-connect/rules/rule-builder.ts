import { parseGuid, zeroGuid } from '../../../../shared/base/guid.ts';
import { entraConnectorId, type ConnectorId, type RuleId } from '../../../../shared/base/identifiers.ts';
import type {
  AttributeFlow,
  Connector,
  Schema,
  ServerConfiguration,
  SyncRule,
} from '../../../../shared/entra-connect/rules/model.ts';

/** The GUID that ends in a number, for tests that need to tell identifiers apart. */
export function guidOf(number: number) {
  const guid = parseGuid(`00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`);
  if (guid === undefined) throw new Error(`No GUID of ${String(number)}`);
  return guid;
}

export function ruleIdOf(number: number): RuleId {
  return guidOf(number) as RuleId;
}

export const forestConnectorId = guidOf(0xad) as ConnectorId;
export const otherForestConnectorId = guidOf(0xad2) as ConnectorId;

/** A direct flow from the attribute of the same name. */
export function directFlow(attribute: string, overrides: Partial<AttributeFlow> = {}): AttributeFlow {
  return {
    destination: attribute,
    source: { type: 'direct', attributes: [attribute] },
    applyOnce: false,
    mergeType: 'Update',
    uninterpreted: [],
    ...overrides,
  };
}

export function expressionFlow(
  attribute: string,
  expression: string,
  overrides: Partial<AttributeFlow> = {},
): AttributeFlow {
  return directFlow(attribute, { source: { type: 'expression', expression, attributes: [] }, ...overrides });
}

export function constantFlow(attribute: string, value: string): AttributeFlow {
  return directFlow(attribute, { source: { type: 'constant', value } });
}

/** “In from AD - User Exchange” as the product ships it, in short; the number makes identifier and precedence. */
export function exchangeRule(precedence: number, overrides: Partial<SyncRule> = {}): SyncRule {
  return {
    id: ruleIdOf(precedence),
    internalId: ruleIdOf(precedence),
    version: 1,
    name: 'In from AD - User Exchange',
    description: 'User object with Exchange schema in Active Directory.',
    immutableTag: 'Microsoft.InfromADUserExchange.004',
    direction: 'inbound',
    disabled: false,
    connectorId: forestConnectorId,
    sourceObjectType: 'user',
    targetObjectType: 'person',
    linkType: 'Join',
    precedence,
    precedenceAfter: zeroGuid,
    precedenceBefore: zeroGuid,
    softDeleteExpiryInterval: '00:00:00',
    enablePasswordSync: false,
    flows: [directFlow('mailNickname'), directFlow('legacyExchangeDN'), directFlow('msExchMailboxGuid')],
    joinGroups: [],
    scopeGroups: [[{ attribute: 'mailNickname', operator: 'ISNOTNULL', value: '' }]],
    uninterpreted: [],
    ...overrides,
  };
}

/** The rule that makes users of a connector persons of the metaverse, and joins them to existing ones. */
export function joinRule(precedence: number, overrides: Partial<SyncRule> = {}): SyncRule {
  return exchangeRule(precedence, {
    name: 'In from AD - User Join',
    immutableTag: 'Microsoft.InfromADUserJoin.003',
    linkType: 'Provision',
    flows: [],
    scopeGroups: [],
    joinGroups: [[{ connectorSpaceAttribute: 'objectSid', metaverseAttribute: 'objectSid', caseSensitive: false }]],
    ...overrides,
  });
}

/** A rule somebody wrote: no tag, no scope, one flow. */
export function customRule(precedence: number, flow: AttributeFlow, overrides: Partial<SyncRule> = {}): SyncRule {
  return exchangeRule(precedence, {
    name: 'Custom rule',
    description: '',
    immutableTag: '',
    scopeGroups: [],
    flows: [flow],
    ...overrides,
  });
}

const smallSchema: Schema = {
  objectTypes: new Map([
    ['user', ['mailNickname', 'msExchMailboxGuid', 'manager']],
    ['contact', ['mailNickname']],
  ]),
  attributes: new Map([
    ['mailNickname', { name: 'mailNickname', syntax: 'string', multiValued: false }],
    ['msExchMailboxGuid', { name: 'msExchMailboxGuid', syntax: 'binary', multiValued: false }],
    ['manager', { name: 'manager', syntax: 'reference', multiValued: true }],
    ['logonCount', { name: 'logonCount', syntax: 'integer', multiValued: false }],
    ['msExchHideFromAddressLists', { name: 'msExchHideFromAddressLists', syntax: 'boolean', multiValued: false }],
  ]),
};

export function forestConnector(overrides: Partial<Connector> = {}): Connector {
  return {
    id: forestConnectorId,
    name: 'contoso.com',
    kind: 'ad',
    category: 'AD',
    subtype: '',
    forestName: 'contoso.com',
    createdAt: '2026-01-02T03:04:05.006Z',
    partitions: [
      {
        id: guidOf(0x1),
        name: 'DC=contoso,DC=com',
        distinguishedName: 'DC=contoso,DC=com',
        selected: true,
        isDomain: true,
        objectTypes: ['user', 'contact'],
        containerInclusions: ['OU=CORP,DC=contoso,DC=com'],
        containerExclusions: ['DC=contoso,DC=com'],
      },
    ],
    attributeInclusions: ['mailNickname', 'msExchMailboxGuid'],
    schema: smallSchema,
    runProfiles: [
      { id: guidOf(0x11), name: 'Full Import', steps: ['full-import'] },
      { id: guidOf(0x12), name: 'Delta Import', steps: ['delta-import'] },
      { id: guidOf(0x13), name: 'Full Synchronization', steps: ['full-synchronization'] },
      { id: guidOf(0x14), name: 'Both', steps: ['delta-synchronization', 'export'] },
    ],
    ...overrides,
  };
}

export function entraConnector(): Connector {
  return forestConnector({
    id: entraConnectorId,
    name: 'contoso.onmicrosoft.com - AAD',
    kind: 'entra',
    category: 'Extensible2',
    subtype: 'Windows Azure Active Directory (Microsoft)',
    forestName: '',
  });
}

export function configurationWith(overrides: Partial<ServerConfiguration> = {}): ServerConfiguration {
  return {
    serverName: 'SYNC01',
    rules: [joinRule(100), exchangeRule(108)],
    connectors: [forestConnector(), entraConnector()],
    globalParameters: new Map([
      ['Microsoft.Synchronize.StagingMode', 'False'],
      ['Microsoft.AADFilter.AttributeExclusionList', ''],
    ]),
    metaverseSchema: smallSchema,
    ...overrides,
  };
}
