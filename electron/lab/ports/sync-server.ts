import { failed, success, type Result } from '../../../shared/base/failure.ts';
import type { ConnectorId } from '../../../shared/base/identifiers.ts';
import { syncServerTexts } from '../texts.ts';
import { resultOfObjectSync } from '../../../shared/systems/sync-server/object-sync.ts';
import type {
  SyncServer,
  SyncServerReader,
  SyncServerWriter,
} from '../../../shared/systems/sync-server/sync-server.ts';
import { compareVersions } from '../../../shared/entra-connect/server-version.ts';
import type { ConfigurationFile } from '../../../shared/entra-connect/formats/export/layout.ts';
import { documentOf, writeConfiguration } from '../../../shared/entra-connect/formats/export/write-configuration.ts';
import { deletionThresholdOf } from '../../../shared/systems/sync-server/deletion-threshold.ts';
import { preview } from '../sync-engine/preview.ts';
import type { LabMachine } from '../machine.ts';
import { requestStop, schedulerSettings, setSyncCycleEnabled, startCycle } from '../scheduler/schedule.ts';
import { synchronizeSingleObject } from '../scheduler/single-object.ts';
import type { ConnectorSpace, LabState, MetaverseRow } from '../state.ts';
import { putRule, removeRule } from './put-rule.ts';
import { connectorSpaceObject, connectorStatistics, metaverseReader } from './sync-server-objects.ts';
import { windowOf } from './windows.ts';

/** Earlier versions have no `Get-ADSyncEntraConnectorCredential` (entra-connect.md §3.2). */
const credentialsSince = '2.5.3.0';

/** The lab's Entra Connect server. */
export function labSyncServer(machine: LabMachine): SyncServer {
  return { ...reader(machine), ...writer(machine) };
}

function reader({ id, state }: LabMachine): SyncServerReader {
  const { server } = state;
  return {
    facts: async () => {
      const { name: serverName, productVersion, lastCycleAt } = server;
      return success({ serverName, instanceId: id, productVersion, lastCycleAt });
    },
    scheduler: async () => success(schedulerSettings(state)),
    connectorRunStatus: async () =>
      success(
        server.runHistory
          .filter(({ isRunComplete }) => !isRunComplete)
          .map(({ connectorName }) => ({ connectorName, runState: 'Busy' })),
      ),
    rules: async () => success(server.rules),
    connectors: async () => success(server.connectors),
    globalParameters: async () => success(server.globalParameters),
    metaverseSchema: async () => success(server.metaverseSchema),
    exportConfiguration: async () => exportConfiguration(state),
    deletionThreshold: async () => success(deletionThresholdOf(server.globalParameters)),
    autoUpgrade: async () => success(server.autoUpgrade),
    credentialKind: async () =>
      success(compareVersions(server.productVersion, credentialsSince) < 0 ? undefined : server.credentialKind),
    connectorStatistics: async (connectorId) => inSpace(state, connectorId, connectorStatistics),
    runHistory: async (since) =>
      // As instants: a caller may write the same moment in another precision.
      success(server.runHistory.filter(({ startedAt }) => Date.parse(startedAt) >= Date.parse(since))),
    connectorSpace: async (connectorId, { attributes, ...window }) =>
      inSpace(state, connectorId, (space) =>
        windowOf(space.objects.values(), window, (row) => connectorSpaceObject(space, row, attributes)),
      ),
    metaverse: async (connectorId, { attributes, ...window }) =>
      inSpace(state, connectorId, (space) =>
        windowOf(joinedTo(state, space), window, metaverseReader(state, attributes)),
      ),
    preview: async (connectorId, distinguishedName) => {
      const known = inSpace(state, connectorId, () => preview(state, connectorId, distinguishedName));
      if (!known.ok) return known;
      return known.value === undefined
        ? notFound(`preview ${distinguishedName}`, syncServerTexts.unknownObject(distinguishedName))
        : success(known.value);
    },
  };
}

function writer(machine: LabMachine): SyncServerWriter {
  return {
    setSyncCycleEnabled: (enabled) =>
      machine.act(`Set-ADSyncScheduler -SyncCycleEnabled $${enabled}`, (state) => setSyncCycleEnabled(state, enabled)),
    stopSyncCycle: () => machine.act('Stop-ADSyncSyncCycle', requestStop),
    startSyncCycle: (policy) =>
      machine.write(`Start-ADSyncSyncCycle -PolicyType ${policy}`, (state) => startCycle(state, policy)),
    putRule: (rule) => machine.write(`Add-ADSyncRule ${rule.name}`, (state) => putRule(state, rule)),
    synchronizeObject: async (connectorId, distinguishedName) => {
      const during = `Invoke-ADSyncSingleObjectSync ${distinguishedName}`;
      const report = await machine.write(during, (state) =>
        synchronizeSingleObject(state, connectorId, distinguishedName),
      );
      return report.ok ? resultOfObjectSync(report.value, during) : report;
    },
    removeRule: (id) => machine.write(`Remove-ADSyncRule ${id}`, (state) => removeRule(state, id)),
  };
}

/** `Get-ADSyncServerConfiguration -Path`, as files. */
function exportConfiguration({ server }: LabState): Result<readonly ConfigurationFile[]> {
  const { name: serverName, rules, connectors, globalParameters, metaverseSchema } = server;
  const written = writeConfiguration(documentOf({ serverName, rules, connectors, globalParameters, metaverseSchema }));
  if (written.ok) return success(written.files);
  const raw = written.errors.map((error) => JSON.stringify(error)).join('\n');
  return failed({ code: 'service-error', during: 'Get-ADSyncServerConfiguration', raw, retry: 'pointless' });
}

function* joinedTo(state: LabState, space: ConnectorSpace): Generator<MetaverseRow> {
  for (const { metaverseObjectId } of space.objects.values()) {
    const row = metaverseObjectId === undefined ? undefined : state.metaverse.get(metaverseObjectId);
    if (row !== undefined) yield row;
  }
}

function inSpace<Value>(
  state: LabState,
  connectorId: ConnectorId,
  read: (space: ConnectorSpace) => Value,
): Result<Value> {
  const space = state.connectorSpaces.get(connectorId);
  if (space !== undefined) return success(read(space));
  return failed({
    code: 'connector-unknown',
    during: `read connector ${connectorId}`,
    raw: syncServerTexts.unknownConnector,
    retry: 'pointless',
  });
}

function notFound(during: string, raw: string): ReturnType<typeof failed> {
  return failed({ code: 'not-found', during, raw, retry: 'pointless' });
}
