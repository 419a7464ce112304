import type { Guid } from '../../../shared/base/guid.ts';
import { zeroGuid } from '../../../shared/base/guid.ts';
import { entraConnectorId, type ConnectorId, type RuleId } from '../../../shared/base/identifiers.ts';
import type { RunProfileResult } from '../../../shared/systems/sync-server/sync-server.ts';
import type { AttributeFlow, Connector, SyncRule } from '../../../shared/entra-connect/rules/model.ts';

/** A GUID with a number to tell it by. */
export function guid(number: number): Guid {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as Guid;
}

export const forestId = guid(1) as ConnectorId;

const directGuid: AttributeFlow = {
  destination: 'msExchMailboxGuid',
  source: { type: 'direct', attributes: ['msExchMailboxGuid'] },
  applyOnce: false,
  mergeType: 'Update',
  uninterpreted: [],
};

export function expressionGuid(expression: string): AttributeFlow {
  return { ...directGuid, source: { type: 'expression', expression, attributes: [] } };
}

let lastRule = 100;

/** “In from AD - User Exchange” unless said otherwise. */
export function rule(changes: Partial<SyncRule> = {}): SyncRule {
  lastRule += 1;
  const id = changes.id ?? (guid(lastRule) as RuleId);
  return {
    internalId: id,
    version: 1,
    name: 'In from AD - User Exchange',
    description: '',
    immutableTag: 'Microsoft.InfromADUserExchange.004',
    direction: 'inbound',
    disabled: false,
    connectorId: forestId,
    sourceObjectType: 'user',
    targetObjectType: 'person',
    linkType: 'Join',
    precedence: 108,
    precedenceAfter: zeroGuid,
    precedenceBefore: zeroGuid,
    softDeleteExpiryInterval: '00:00:00',
    enablePasswordSync: false,
    flows: [directGuid],
    joinGroups: [],
    scopeGroups: [[{ attribute: 'mailNickname', operator: 'ISNOTNULL', value: '' }]],
    uninterpreted: [],
    ...changes,
    id,
  };
}

export function customRule(name: string, precedence: number, flow: AttributeFlow = directGuid): SyncRule {
  return rule({ name, precedence, immutableTag: '', flows: [flow] });
}

export function connector(changes: Partial<Connector> = {}): Connector {
  return {
    id: forestId,
    name: 'contoso.com',
    kind: 'ad',
    category: 'AD',
    subtype: '',
    forestName: 'contoso.com',
    createdAt: '2026-01-01T00:00:00.000Z',
    partitions: [],
    attributeInclusions: ['msExchMailboxGuid', 'mailNickname'],
    schema: { objectTypes: new Map(), attributes: new Map() },
    runProfiles: [
      { id: guid(51), name: 'Full Import', steps: ['full-import'] },
      { id: guid(52), name: 'Full Synchronization', steps: ['full-synchronization'] },
      { id: guid(53), name: 'Export', steps: ['export'] },
    ],
    ...changes,
  };
}

export const entraConnector = connector({
  id: entraConnectorId,
  name: 'contoso.onmicrosoft.com - AAD',
  kind: 'entra',
  forestName: '',
});

/** A successful run of a profile. */
export function runOf(of: Connector, profile: string, changes: Partial<RunProfileResult> = {}): RunProfileResult {
  return {
    runHistoryId: guid(60),
    connectorId: of.id,
    connectorName: of.name,
    runProfileName: profile,
    runNumber: 1,
    isRunComplete: true,
    result: 'success',
    startedAt: '2026-11-20T08:00:00.000Z',
    endedAt: '2026-11-20T08:01:00.000Z',
    steps: [{ stepNumber: 1, result: 'success', counters: {}, errors: [] }],
    progress: undefined,
    ...changes,
  };
}
