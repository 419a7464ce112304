import { entraConnectorId } from '../../../shared/base/identifiers.ts';
import type {
  Connector,
  GlobalParameters,
  ServerConfiguration,
  SyncRule,
} from '../../../shared/entra-connect/rules/model.ts';
import { subscribedSku } from '../cloud/entra/service-plans.ts';
import { nextGuid, type GuidSource } from '../sync-engine/guid-source.ts';
import { Table } from '../sync-engine/table.ts';
import { fieldReportReadings, type DirectoryRow, type LabForest, type LabReadings, type LabState } from '../state.ts';

/** ISO UTC: when every new lab begins. */
export const beginning = '2026-11-20T08:00:00.000Z';

/** One forest with what is in it. */
export interface WorldForest {
  readonly connector: Connector;
  readonly organization: string;
  readonly rows: readonly DirectoryRow[];
}

/** Everything a new lab is made of. */
export interface WorldPlan {
  readonly configuration: ServerConfiguration;
  /** Of miiserver.exe. */
  readonly productVersion: string;
  /** The default rules that an upgrade would create again. */
  readonly standardRules: readonly SyncRule[];
  /** In the order in which the connectors were created. */
  readonly forests: readonly WorldForest[];
  readonly tenantName: string;
  readonly guids: GuidSource;
  readonly readings: LabReadings;
}

export const usualReadings = fieldReportReadings;

/** ms-Exch-Schema-Version-Pt of Exchange Server SE (graph-exchange.md §4.1). */
const exchangeSchemaVersion = 17_003;
const minutesToFirstCycle = 30;
const licencesToSpare = 1.1;

/** A lab before its first synchronization: the directories are full, the connector spaces and the cloud empty. */
export function buildWorld(plan: WorldPlan): LabState {
  const { configuration, guids } = plan;
  const { globalParameters, connectors } = configuration;
  const people = plan.forests.flatMap(({ rows }) => rows).filter(isPerson).length;
  const enoughLicences = Math.ceil(people * licencesToSpare) + 5;
  return {
    now: beginning,
    guids,
    server: {
      name: configuration.serverName ?? 'SYNC01',
      productVersion: plan.productVersion,
      rules: configuration.rules,
      connectors,
      globalParameters,
      metaverseSchema: configuration.metaverseSchema,
      scheduler: {
        maintenanceEnabled: globalParameters.get('Microsoft.Synchronize.MaintenanceEnabled') !== 'False',
        nextSyncCyclePolicy: 'Delta',
        nextSyncCycleStart: new Date(Date.parse(beginning) + minutesToFirstCycle * 60_000).toISOString(),
        interval: globalParameters.get('Microsoft.Synchronize.TimeInterval') ?? '00:30:00',
        cycle: undefined,
      },
      autoUpgrade: autoUpgradeOf(globalParameters),
      // The standard since 2.5.3.0 (entra-connect.md §6).
      credentialKind: 'Application',
      connectorOverrides: new Map(),
      runHistory: [],
      nextRunNumber: 1,
      standardRules: plan.standardRules,
      lastCycleAt: undefined,
    },
    forests: plan.forests.map(forestOf),
    connectorSpaces: new Map(
      connectors.map(({ id }) => [id, { connectorId: id, objects: new Table(), watermark: undefined }]),
    ),
    metaverse: new Table(),
    tenant: {
      id: nextGuid(guids),
      displayName: plan.tenantName,
      syncEnabled: true,
      lastSyncAt: undefined,
      objects: new Table(),
      subscribedSkus: [
        subscribedSku('ENTERPRISEPACK', enoughLicences),
        subscribedSku('EXCHANGEENTERPRISE', 25),
        subscribedSku('POWER_BI_STANDARD', 100),
      ],
      highestChangeNumber: 0,
    },
    exchangeOnline: {
      attributesCloudManagedByDefault: false,
      recipients: new Table(),
      forwardSyncWatermark: 0,
      due: [],
    },
    readings: plan.readings,
    faults: [],
  };
}

/** Connectors of AD forests in the order of their creation. */
export function adConnectorsOf({ connectors }: ServerConfiguration): readonly Connector[] {
  return connectors
    .filter(({ kind }) => kind === 'ad')
    .sort((left, right) => Date.parse(left.createdAt) - Date.parse(right.createdAt));
}

/** `contoso.onmicrosoft.com` of the Entra connector's name `contoso.onmicrosoft.com - AAD`. */
export function tenantDomainOf({ connectors }: ServerConfiguration): string {
  const name = connectors.find(({ id }) => id === entraConnectorId)?.name ?? '';
  return name.replace(/ - AAD$/, '') || 'rehearsal.onmicrosoft.com';
}

function forestOf({ connector, organization, rows }: WorldForest): LabForest {
  const objects = new Table<DirectoryRow>();
  for (const row of rows) objects.put(row);
  return {
    name: connector.forestName || connector.name,
    connectorId: connector.id,
    exchange: {
      schemaVersion: exchangeSchemaVersion,
      organization,
      servers: ['EX01'],
      hybridConfigured: true,
    },
    objects,
    highestChangeNumber: rows.length,
  };
}

function autoUpgradeOf(parameters: GlobalParameters): LabState['server']['autoUpgrade'] {
  const state = parameters.get('Microsoft.OptionalFeature.AutoUpgradeState');
  const suspensionReason = parameters.get('Microsoft.OptionalFeature.AutoUpgradeSuspensionReason');
  switch (state) {
    case 'Enabled':
    case 'Suspended':
      return { state, suspensionReason };
    default:
      return { state: 'Disabled', suspensionReason };
  }
}

export function isPerson(row: DirectoryRow): boolean {
  return row.objectClass === 'user' || row.objectClass === 'inetOrgPerson';
}
