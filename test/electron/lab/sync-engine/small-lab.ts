import { Table } from '../../../../electron/lab/sync-engine/table.ts';
import { runStep } from '../../../../electron/lab/sync-engine/run-step.ts';
import type { StepOutcome } from '../../../../electron/lab/sync-engine/progress.ts';
import { fieldReportReadings, type LabReadings, type LabState } from '../../../../electron/lab/state.ts';
import type { Guid } from '../../../../shared/base/guid.ts';
import { entraConnectorId, type ConnectorId } from '../../../../shared/base/identifiers.ts';
import type { Connector, RunStepType, ServerConfiguration } from '../../../../shared/entra-connect/rules/model.ts';
import { MemoryDirectory } from './memory-directory.ts';

/** A server with its directories, for tests of the engine. */
export class SmallLab {
  readonly state: LabState;
  readonly directories: ReadonlyMap<ConnectorId, MemoryDirectory>;

  constructor(configuration: ServerConfiguration, readings: Partial<LabReadings> = {}) {
    this.state = labOf(configuration, { ...fieldReportReadings, ...readings });
    this.directories = new Map(
      configuration.connectors.map(({ id, kind }) => [
        id,
        kind === 'entra' ? new MemoryDirectory(addedByEntra) : new MemoryDirectory(),
      ]),
    );
  }

  directory(connectorId: ConnectorId): MemoryDirectory {
    const directory = this.directories.get(connectorId);
    if (directory === undefined) throw new Error(`No directory ${connectorId}`);
    return directory;
  }

  get entra(): MemoryDirectory {
    return this.directory(entraConnectorId);
  }

  run(connectorId: ConnectorId, type: RunStepType): StepOutcome {
    const directory = this.directory(connectorId);
    const step = runStep(this.state, { connectorId, type, directory }, { batchSize: 1000, shouldStop: () => false });
    let next = step.next();
    while (next.done !== true) next = step.next();
    return next.value;
  }

  /** Imports and synchronizes every connector, then exports; full or delta. */
  cycle(kind: 'full' | 'delta'): void {
    const connectors = this.state.server.connectors.map(({ id }) => id);
    for (const id of connectors) this.run(id, `${kind}-import`);
    for (const id of connectors) this.run(id, `${kind}-synchronization`);
    for (const id of connectors) this.run(id, 'export');
  }

  useConfiguration(
    change: (state: LabState['server']) => Partial<Pick<LabState['server'], 'rules' | 'connectors'>>,
  ): void {
    Object.assign(this.state.server, change(this.state.server));
  }
}

/** What Entra ID knows of an object that was created by synchronization. */
function addedByEntra(anchor: string) {
  return { cloudMastered: [false], cloudAnchor: [`User_${anchor}`] } as const;
}

function labOf(configuration: ServerConfiguration, readings: LabReadings): LabState {
  const { rules, connectors, globalParameters, metaverseSchema } = configuration;
  return {
    now: '2026-11-02T08:00:00.000Z',
    guids: { seed: 7, count: 0 },
    server: {
      name: 'SYNC01',
      productVersion: '2.6.92.0',
      rules,
      connectors,
      globalParameters,
      metaverseSchema,
      scheduler: {
        maintenanceEnabled: true,
        nextSyncCyclePolicy: 'Delta',
        nextSyncCycleStart: undefined,
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
    forests: [],
    connectorSpaces: new Map(
      connectors.map(({ id }: Connector) => [id, { connectorId: id, objects: new Table(), watermark: undefined }]),
    ),
    metaverse: new Table(),
    tenant: {
      id: '99999999-0000-4000-8000-000000000000' as Guid,
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
    readings,
    faults: [],
  };
}
