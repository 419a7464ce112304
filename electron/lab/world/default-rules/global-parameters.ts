import type { GlobalParameters } from '../../../../shared/entra-connect/rules/model.ts';

/** The server version that is current in this project's time (entra-connect.md §6). */
export const currentServerVersion = '2.6.92.0';

/** Global parameters of a freshly installed server with Exchange hybrid writeback (entra-connect.md §1.1). */
export function defaultGlobalParameters(version: string = currentServerVersion): GlobalParameters {
  return new Map([
    ['Microsoft.Synchronize.ServerConfigurationVersion', version],
    ['Microsoft.Synchronize.StagingMode', 'False'],
    ['Microsoft.Synchronize.SynchronizationSchedule', 'True'],
    ['Microsoft.Synchronize.SchedulerSuspended', 'False'],
    ['Microsoft.Synchronize.SynchronizationPolicy', 'Delta'],
    ['Microsoft.Synchronize.TimeInterval', '00:30:00'],
    ['Microsoft.Synchronize.MaintenanceEnabled', 'True'],
    ['Microsoft.Synchronize.RunHistoryPurgeInterval', '7.00:00:00'],
    ['Microsoft.SynchronizationOption.AnchorAttribute', 'mS-DS-ConsistencyGuid'],
    ['Microsoft.SynchronizationOption.JoinCriteria', 'AlwaysProvision'],
    ['Microsoft.SynchronizationOption.UPNAttribute', 'userPrincipalName'],
    ['Microsoft.OptionalFeature.ExportDeletionThreshold', 'True'],
    ['Microsoft.OptionalFeature.ExportDeletionThresholdValue', '500'],
    ['Microsoft.OptionalFeature.HybridExchange', 'True'],
    ['Microsoft.OptionalFeature.FilterAAD', 'False'],
    ['Microsoft.AADFilter.ApplicationList', ''],
    ['Microsoft.AADFilter.AttributeExclusionList', ''],
    ['Microsoft.OptionalFeature.AutoUpgradeState', 'Suspended'],
    ['Microsoft.OptionalFeature.PasswordHashSync', 'True'],
    ['Microsoft.OptionalFeature.GroupWriteBack', 'False'],
    ['Microsoft.OptionalFeature.DeviceWriteBack', 'False'],
    ['Microsoft.UserSignIn.SignOnMethod', 'PasswordHashSync'],
  ]);
}
