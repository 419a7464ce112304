import { success, type Result } from '../../shared/base/failure.ts';
import { exportTexts } from './texts.ts';
import {
  deletionThresholdOf,
  deletionThresholdParameters,
} from '../../shared/systems/sync-server/deletion-threshold.ts';
import type { AutoUpgrade, SyncServerReader } from '../../shared/systems/sync-server/sync-server.ts';
import type { ConfigurationFile } from '../../shared/entra-connect/formats/export/layout.ts';
import type { ExportContent } from '../../shared/entra-connect/formats/content.ts';
import type { Held } from '../../shared/entra-connect/formats/held.ts';
import type { GlobalParameters } from '../../shared/entra-connect/rules/model.ts';
import { notAvailable } from './not-connected.ts';

const reason = exportTexts.notARunningServer;
const versionParameter = 'Microsoft.Synchronize.ServerConfigurationVersion';
const upgradeParameter = 'Microsoft.OptionalFeature.AutoUpgradeState';
const schedulerParameters = ['Microsoft.Synchronize.SynchronizationSchedule', 'Microsoft.Synchronize.StagingMode'];

/** A sync server as far as an export tells (entra-connect.md §1, §3.1); read-only. */
export function exportSyncServer(content: ExportContent, files: readonly ConfigurationFile[]): SyncServerReader {
  const answer = <Value>(value: Value) => Promise.resolve(success(value));
  const missing = (during: string) => notAvailable(during, exportTexts.notInExport)();
  const whole = <Value>(during: string, held: Held<Value>) =>
    held.kind === 'whole' ? () => answer(held.value) : notAvailable(during, held.reason);
  const { globalParameters } = content;
  const parameters: GlobalParameters = globalParameters.kind === 'absent' ? new Map() : globalParameters.value;
  /** Without the whole of the settings, one that is not there may be anything. */
  const settings = <Value>(during: string, needed: readonly string[], read: () => Promise<Result<Value>>) => {
    const isKnown = globalParameters.kind === 'whole' || needed.every((name) => parameters.has(name));
    return isKnown ? read : notAvailable(during, globalParameters.reason);
  };
  const parameter = (name: string) => parameters.get(name) ?? '';
  const isTrue = (name: string) => parameter(name).toLowerCase() === 'true';
  return {
    facts: settings('read the version of the server', [versionParameter], () => {
      const productVersion = parameter(versionParameter);
      return productVersion === ''
        ? missing('read the version of the server')
        : answer({ serverName: content.serverName, instanceId: undefined, productVersion, lastCycleAt: undefined });
    }),
    scheduler: settings('read the scheduler', schedulerParameters, () =>
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
    ),
    rules: whole('read the rules', content.rules),
    connectors: whole('read the connectors', content.connectors),
    globalParameters: whole('read the settings', content.globalParameters),
    metaverseSchema: whole('read the schema of the metaverse', content.metaverseSchema),
    exportConfiguration: () => answer(files),
    deletionThreshold: settings('read the deletion threshold', Object.values(deletionThresholdParameters), () =>
      answer(deletionThresholdOf(parameters)),
    ),
    autoUpgrade: settings('read the state of automatic upgrade', [upgradeParameter], () => {
      const state = parameter(upgradeParameter);
      return isAutoUpgradeState(state)
        ? answer({
            state,
            suspensionReason: parameter('Microsoft.OptionalFeature.AutoUpgradeSuspensionReason') || undefined,
          })
        : missing('read the state of automatic upgrade');
    }),
    credentialKind: () => answer(undefined),
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
