import { AttributeBag } from '../../../electron/lab/sync-engine/attribute-bag.ts';
import { nextGuid, type GuidSource } from '../../../electron/lab/sync-engine/guid-source.ts';
import { Table } from '../../../electron/lab/sync-engine/table.ts';
import { fieldReportReadings, type LabForest, type LabState } from '../../../electron/lab/state.ts';
import { entraConnectorId, type ConnectorId } from '../../../shared/base/identifiers.ts';
import type { Guid } from '../../../shared/base/guid.ts';
import type { Connector, RunProfile, RunStepType, Schema } from '../../../shared/entra-connect/rules/model.ts';
import type { AttributeValue, AttributeValues } from '../../../shared/entra-connect/rules/values.ts';

export const forestConnectorId = '11111111-1111-4111-8111-111111111111' as ConnectorId;

/** A lab without rules and objects: one forest `contoso.com`, the Entra connector, the scheduler running since 1 November. */
export function emptyLab(seed = 1): LabState {
  const guids: GuidSource = { seed, count: 0 };
  return {
    now: '2026-11-01T08:00:00.000Z',
    guids,
    server: {
      name: 'SYNC01',
      productVersion: '2.6.92.0',
      rules: [],
      connectors: [
        connector(forestConnectorId, 'contoso.com', 'ad'),
        connector(entraConnectorId, 'contoso.onmicrosoft.com - AAD', 'entra'),
      ],
      globalParameters: new Map([
        ['Microsoft.Synchronize.SynchronizationSchedule', 'True'],
        ['Microsoft.Synchronize.StagingMode', 'False'],
        ['Microsoft.Synchronize.SchedulerSuspended', 'False'],
        ['Microsoft.OptionalFeature.ExportDeletionThreshold', 'True'],
        ['Microsoft.OptionalFeature.ExportDeletionThresholdValue', '500'],
      ]),
      metaverseSchema: { objectTypes: new Map(), attributes: new Map() },
      scheduler: {
        maintenanceEnabled: true,
        nextSyncCyclePolicy: 'Delta',
        nextSyncCycleStart: '2026-11-01T08:30:00.000Z',
        interval: '00:30:00',
        cycle: undefined,
      },
      autoUpgrade: { state: 'Disabled', suspensionReason: undefined },
      credentialKind: 'Application',
      connectorOverrides: new Map(),
      runHistory: [],
      nextRunNumber: 1,
      standardRules: [],
      lastCycleAt: undefined,
    },
    forests: [forest()],
    connectorSpaces: new Map(
      [forestConnectorId, entraConnectorId].map((connectorId) => [
        connectorId,
        { connectorId, objects: new Table(), watermark: undefined },
      ]),
    ),
    metaverse: new Table(),
    tenant: {
      id: nextGuid(guids),
      displayName: 'Contoso',
      syncEnabled: true,
      lastSyncAt: undefined,
      objects: new Table(),
      subscribedSkus: [],
      highestChangeNumber: 0,
    },
    exchangeOnline: {
      attributesCloudManagedByDefault: false,
      recipients: new Table(),
      forwardSyncWatermark: 0,
      due: [],
    },
    readings: fieldReportReadings,
    faults: [],
  };
}

function forest(): LabForest {
  return {
    name: 'contoso.com',
    connectorId: forestConnectorId,
    exchange: { schemaVersion: 17003, organization: 'Contoso', servers: ['EX01'], hybridConfigured: true },
    objects: new Table(),
    highestChangeNumber: 0,
  };
}

function connector(id: ConnectorId, name: string, kind: 'ad' | 'entra'): Connector {
  return {
    id,
    name,
    kind,
    category: kind === 'ad' ? 'AD' : 'Extensible2',
    subtype: kind === 'ad' ? '' : 'Windows Azure Active Directory (Microsoft)',
    forestName: kind === 'ad' ? name : '',
    createdAt: '2025-01-01T00:00:00.000Z',
    partitions: [],
    attributeInclusions: [],
    schema: emptySchema,
    runProfiles: builtInRunProfiles,
  };
}

const emptySchema: Schema = { objectTypes: new Map(), attributes: new Map() };

const builtInRunProfiles: readonly RunProfile[] = (
  [
    ['Full Import', 'full-import'],
    ['Full Synchronization', 'full-synchronization'],
    ['Delta Import', 'delta-import'],
    ['Delta Synchronization', 'delta-synchronization'],
    ['Export', 'export'],
  ] as const satisfies readonly (readonly [string, RunStepType])[]
).map(([name, step], index) => ({
  id: `0000000${index}-0000-4000-8000-000000000000` as Guid,
  name,
  steps: [step],
}));

/** Attributes of an object; one value needs no list. */
export function attributes(values: Readonly<Record<string, AttributeValue | AttributeValues>>): AttributeBag {
  return AttributeBag.from(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) ? (value as AttributeValues) : [value as AttributeValue],
    ]),
  );
}
