import { failed, success, type Result } from '../../../shared/base/failure.ts';
import { liveConfigurationTexts as texts } from './texts.ts';
import type { Call } from '../../../shared/systems/call.ts';
import { deletionThresholdOf } from '../../../shared/systems/sync-server/deletion-threshold.ts';
import { resultOfObjectSync } from '../../../shared/systems/sync-server/object-sync.ts';
import type {
  SyncServer,
  SyncServerReader,
  SyncServerWriter,
} from '../../../shared/systems/sync-server/sync-server.ts';
import { readConfiguration } from '../../../shared/entra-connect/formats/export/read-configuration.ts';
import type { ServerConfiguration } from '../../../shared/entra-connect/rules/model.ts';
import type { Worker } from './worker.ts';

/** A Microsoft Entra Connect server, through a worker that runs on it. Translates, and decides nothing. */
export function liveSyncServer(worker: Pick<Worker, 'call'>): SyncServer {
  return { ...reader(worker), ...writer(worker) };
}

function reader(worker: Pick<Worker, 'call'>): SyncServerReader {
  const globalParameters: SyncServerReader['globalParameters'] = (call) =>
    worker.call('globalParameters', {}, 'Get-ADSyncGlobalSettings', call);
  const exportConfiguration: SyncServerReader['exportConfiguration'] = (call) =>
    worker.call('exportConfiguration', {}, exporting, call);
  /** No cmdlet tells connectors and schema in the words of an export, and everything else here speaks those. */
  const configuration = async (call: Call) => {
    const files = await exportConfiguration(call);
    if (!files.ok) return files;
    const read = readConfiguration(files.value);
    if (read.ok) return success(read.document.configuration);
    const errors = read.errors.map(({ file, message }) => `${file}: ${message}`);
    return failed({ code: 'invalid-answer', during: exporting, raw: texts.unreadable(errors), retry: 'safe' });
  };
  let heldConnectors: { readonly stamps: string; readonly connectors: ServerConfiguration['connectors'] } | undefined;
  /** An export takes a server a while; its connectors hold as long as the server says that none has changed. */
  const connectors: SyncServerReader['connectors'] = async (call) => {
    const stamped = await worker.call('connectorStamps', {}, 'Get-ADSyncConnector', call);
    if (!stamped.ok) return stamped;
    const stamps = JSON.stringify(stamped.value);
    if (heldConnectors?.stamps === stamps) return success(heldConnectors.connectors);
    const read = await configuration(call);
    if (!read.ok) return read;
    heldConnectors = { stamps, connectors: read.value.connectors };
    return success(heldConnectors.connectors);
  };
  return {
    facts: (call) => worker.call('serverFacts', {}, 'read the version of the server', call),
    scheduler: (call) => worker.call('scheduler', {}, 'Get-ADSyncScheduler', call),
    connectorRunStatus: (call) => worker.call('connectorRunStatus', {}, 'Get-ADSyncConnectorRunStatus', call),
    rules: (call) => worker.call('rules', {}, 'Get-ADSyncRule', call),
    connectors,
    globalParameters,
    metaverseSchema: async (call) =>
      mapped(await configuration(call), ({ metaverseSchema }: ServerConfiguration) => metaverseSchema),
    exportConfiguration,
    deletionThreshold: async (call) => mapped(await globalParameters(call), deletionThresholdOf),
    autoUpgrade: (call) => worker.call('autoUpgrade', {}, 'Get-ADSyncAutoUpgrade', call),
    credentialKind: async (call) =>
      mapped(
        await worker.call('credentialKind', {}, 'Get-ADSyncEntraConnectorCredential', call),
        (kind) => kind ?? undefined,
      ),
    connectorStatistics: (connectorId, call) =>
      worker.call('connectorStatistics', { connectorId }, `Get-ADSyncConnectorStatistics ${connectorId}`, call),
    runHistory: (since, call) => worker.call('runHistory', { since }, 'Get-ADSyncRunProfileResult', call),
    connectorSpace: (connectorId, { start, count, attributes }, call) =>
      worker.call(
        'connectorSpace',
        { connectorId, start, count, attributes: [...attributes] },
        `Get-ADSyncCSObject ${connectorId}`,
        call,
      ),
    metaverse: (connectorId, { start, count, attributes }, call) =>
      worker.call(
        'metaverse',
        { connectorId, start, count, attributes: [...attributes] },
        `Get-ADSyncMVObject ${connectorId}`,
        call,
      ),
    preview: (connectorId, distinguishedName, call) =>
      worker.call('preview', { connectorId, distinguishedName }, `preview ${distinguishedName}`, call),
  };
}

const exporting = 'Get-ADSyncServerConfiguration';

function writer(worker: Pick<Worker, 'call'>): SyncServerWriter {
  return {
    setSyncCycleEnabled: async (enabled, call) =>
      done(
        await worker.call(
          'setSyncCycleEnabled',
          { enabled },
          `Set-ADSyncScheduler -SyncCycleEnabled $${enabled}`,
          call,
        ),
      ),
    stopSyncCycle: async (call) => done(await worker.call('stopSyncCycle', {}, 'Stop-ADSyncSyncCycle', call)),
    startSyncCycle: async (policy, call) =>
      done(await worker.call('startSyncCycle', { policy }, `Start-ADSyncSyncCycle -PolicyType ${policy}`, call)),
    putRule: async (rule, call) => done(await worker.call('putRule', { rule }, `Add-ADSyncRule ${rule.name}`, call)),
    synchronizeObject: async (connectorId, distinguishedName, call) => {
      const during = `Invoke-ADSyncSingleObjectSync ${distinguishedName}`;
      const report = await worker.call('synchronizeObject', { connectorId, distinguishedName }, during, call);
      return report.ok ? resultOfObjectSync(report.value, during) : report;
    },
    removeRule: async (id, call) => done(await worker.call('removeRule', { id }, `Remove-ADSyncRule ${id}`, call)),
  };
}

function mapped<Value, Part>(result: Result<Value>, part: (value: Value) => Part): Result<Part> {
  return result.ok ? success(part(result.value)) : result;
}

function done(result: Result<null>): Result<void> {
  return mapped(result, () => undefined);
}
