import { success } from '../../shared/failure.ts';
import { exportTexts } from '../../shared/messages/targets.ts';
import type { AutoUpgrade, SyncServerReader } from '../../shared/ports/sync-server.ts';
import type { ConfigurationFile } from '../../shared/sync-rules/export/layout.ts';
import type { ServerConfiguration } from '../../shared/sync-rules/model.ts';
import { notAvailable } from './not-connected.ts';

const reason = exportTexts.notARunningServer;

/** A sync server as far as a configuration export tells (entra-connect.md §1.1); read-only. */
export function exportSyncServer(
  configuration: ServerConfiguration,
  files: readonly ConfigurationFile[],
): SyncServerReader {
  const answer = <Value>(value: Value) => Promise.resolve(success(value));
  const missing = (during: string) => notAvailable(during, exportTexts.notInExport)();
  const parameter = (name: string) => configuration.globalParameters.get(name) ?? '';
  const isTrue = (name: string) => parameter(name).toLowerCase() === 'true';
  return {
    facts: () => {
      const productVersion = parameter('Microsoft.Synchronize.ServerConfigurationVersion');
      return productVersion === ''
        ? missing('read the version of the server')
        : answer({ serverName: configuration.serverName, productVersion, lastCycleAt: undefined });
    },
    scheduler: () =>
      answer({
        syncCycleEnabled: isTrue('Microsoft.Synchronize.SynchronizationSchedule'),
        syncCycleInProgress: undefined,
        stagingModeEnabled: isTrue('Microsoft.Synchronize.StagingMode'),
        schedulerSuspended: isTrue('Microsoft.Synchronize.SchedulerSuspended'),
        maintenanceEnabled: isTrue('Microsoft.Synchronize.MaintenanceEnabled'),
        nextSyncCyclePolicy: policy(parameter('Microsoft.Synchronize.SynchronizationPolicy')),
        nextSyncCycleStart: undefined,
        effectiveInterval: parameter('Microsoft.Synchronize.TimeInterval'),
      }),
    rules: () => answer(configuration.rules),
    connectors: () => answer(configuration.connectors),
    globalParameters: () => answer(configuration.globalParameters),
    metaverseSchema: () => answer(configuration.metaverseSchema),
    exportConfiguration: () => answer(files),
    deletionThreshold: () =>
      answer({
        enabled: isTrue('Microsoft.OptionalFeature.ExportDeletionThreshold'),
        count: Number(parameter('Microsoft.OptionalFeature.ExportDeletionThresholdValue') || '0'),
      }),
    autoUpgrade: () => {
      const state = parameter('Microsoft.OptionalFeature.AutoUpgradeState');
      return isAutoUpgradeState(state)
        ? answer({
            state,
            suspensionReason: parameter('Microsoft.OptionalFeature.AutoUpgradeSuspensionReason') || undefined,
          })
        : missing('read the state of automatic upgrade');
    },
    connectorRunStatus: notAvailable('read the run status of the connectors', reason),
    connectorStatistics: notAvailable('read the statistics of a connector', reason),
    runHistory: notAvailable('read the run history', reason),
    connectorSpace: notAvailable('read a connector space', reason),
    metaverse: notAvailable('read the metaverse', reason),
    preview: notAvailable('preview a synchronization', reason),
  };
}

function policy(text: string): 'Delta' | 'Initial' | 'Unspecified' {
  return text === 'Delta' || text === 'Initial' ? text : 'Unspecified';
}

function isAutoUpgradeState(text: string): text is AutoUpgrade['state'] {
  return text === 'Enabled' || text === 'Suspended' || text === 'Disabled';
}
