import type { Result } from '../../base/failure.ts';
import type { Guid } from '../../base/guid.ts';
import type { ConnectorId, ConnectorSpaceObjectId, MetaverseObjectId, RuleId } from '../../base/identifiers.ts';
import type { ConfigurationFile } from '../../entra-connect/formats/export/layout.ts';
import type { Connector, GlobalParameters, Schema, SyncRule } from '../../entra-connect/rules/model.ts';
import type { AttributeValues } from '../../entra-connect/rules/values.ts';
import type { Call, Window, WindowOf } from '../call.ts';

/** What the server is. `productVersion` is that of miiserver.exe (entra-connect.md §6). */
export interface ServerFacts {
  readonly serverName: string | undefined;
  /** `Get-ADSyncGlobalSettings`.InstanceId: the installation; undefined where the source cannot tell (an export). */
  readonly instanceId: string | undefined;
  readonly productVersion: string;
  /** ISO UTC of the last finished synchronization cycle, when the target knows it. */
  readonly lastCycleAt: string | undefined;
}

export type SyncPolicy = 'Delta' | 'Initial';

/** `Get-ADSyncScheduler` (entra-connect.md §3.3); times are ISO UTC, intervals .NET TimeSpan text. */
export interface SchedulerSettings {
  readonly syncCycleEnabled: boolean;
  /** Undefined where the source cannot tell (an export). */
  readonly syncCycleInProgress: boolean | undefined;
  readonly stagingModeEnabled: boolean;
  readonly schedulerSuspended: boolean;
  readonly maintenanceEnabled: boolean;
  readonly nextSyncCyclePolicy: SyncPolicy | 'Unspecified';
  readonly nextSyncCycleStart: string | undefined;
  readonly effectiveInterval: string;
}

/** A busy connector, `Get-ADSyncConnectorRunStatus`; the list is empty when idle. */
export interface ConnectorRunStatus {
  readonly connectorName: string;
  readonly runState: string;
}

/** `Get-ADSyncConnectorStatistics`: what is pending in a connector space. */
export interface ConnectorStatistics {
  readonly exportAdds: number;
  readonly exportUpdates: number;
  readonly exportDeletes: number;
  readonly importAdds: number;
  readonly importUpdates: number;
  readonly importDeletes: number;
  readonly importNoChange: number;
  readonly totalConnectors: number;
}

/** An error of one object within a run step. */
export interface RunStepError {
  readonly distinguishedName: string;
  readonly type: string;
  readonly text: string;
}

/** One step of a run; `result` is the product's word, e.g. `success`, `completed-sync-errors`, `stopped-deletion-threshold-exceeded`. */
export interface RunStepResult {
  readonly stepNumber: number;
  readonly result: string;
  /** Statistics by the product's names without prefix changes: StageAdd, ConnectorFlow, ExportUpdate, FlowFailure, … */
  readonly counters: Readonly<Record<string, number>>;
  readonly errors: readonly RunStepError[];
}

/** `Get-ADSyncRunProfileResult -RunStepDetails`; also of a run that is still going on (progress). */
export interface RunProfileResult {
  readonly runHistoryId: Guid;
  readonly connectorId: ConnectorId;
  readonly connectorName: string;
  readonly runProfileName: string;
  readonly runNumber: number;
  readonly isRunComplete: boolean;
  readonly result: string;
  /** ISO UTC. */
  readonly startedAt: string;
  readonly endedAt: string | undefined;
  readonly steps: readonly RunStepResult[];
  /** Objects done and to do in the present step, when the system says so. */
  readonly progress: { readonly done: number; readonly total: number } | undefined;
}

/** What is on its way to or from a connected directory; `unknown`: the server does not tell. */
type PendingOperation = 'none' | 'add' | 'update' | 'delete' | 'unknown';

/**
 * `Get-ADSyncCSObject`. Only the attributes asked for are filled in. Of a group with too many members the server tells neither
 * what is pending nor any attribute (`isWithheld`).
 */
export interface ConnectorSpaceObject {
  readonly id: ConnectorSpaceObjectId;
  readonly connectorId: ConnectorId;
  readonly distinguishedName: string;
  readonly objectType: string;
  readonly metaverseObjectId: MetaverseObjectId | undefined;
  /** What an import has found and no synchronization has processed; `delete`: gone from the connected directory (`obsolete`). */
  readonly pendingImport: PendingOperation;
  /** Also what an export was sending when it was cut off. */
  readonly pendingExport: PendingOperation;
  /** Whether an export was cut off while it sent a change of the object (`escrowed`): nobody knows whether it arrived. */
  readonly isExportCutOff: boolean;
  readonly attributes: ReadonlyMap<string, AttributeValues>;
  readonly synchronizationError: string | undefined;
  readonly exportError: string | undefined;
}

/** Whether the server withholds an object: that no attribute is known of it does not mean that it has none. */
export function isWithheld({ pendingImport }: ConnectorSpaceObject): boolean {
  return pendingImport === 'unknown';
}

/** A metaverse attribute with the rule and connector that won it. */
export interface MetaverseAttribute {
  readonly values: AttributeValues;
  readonly ruleName: string;
  readonly connectorName: string;
}

/** `Get-ADSyncMVObject`. Only the attributes asked for are filled in; an absent attribute is not in the map. */
export interface MetaverseObject {
  readonly id: MetaverseObjectId;
  readonly objectType: string;
  readonly lineage: readonly {
    readonly connectorId: ConnectorId;
    readonly connectorSpaceObjectId: ConnectorSpaceObjectId;
    readonly distinguishedName: string;
  }[];
  readonly attributes: ReadonlyMap<string, MetaverseAttribute>;
}

/** One attribute that a synchronization would change on an object. */
export interface AttributeChange {
  readonly attribute: string;
  readonly before: AttributeValues | undefined;
  readonly after: AttributeValues | undefined;
  readonly ruleName: string | undefined;
}

/** What a synchronization of one object would do to one object of another connector. */
export interface PreviewedExport {
  readonly connectorId: ConnectorId;
  readonly connectorName: string;
  readonly distinguishedName: string;
  readonly operation: 'none' | 'add' | 'update' | 'delete';
  readonly changes: readonly AttributeChange[];
}

/** `Sync-ADSyncCSObject` without `-Commit` (entra-connect.md §3.2). */
export interface PreviewResult {
  readonly connectorId: ConnectorId;
  readonly distinguishedName: string;
  readonly metaverse: readonly AttributeChange[];
  readonly exports: readonly PreviewedExport[];
  /** Error text of the synchronization, when it would fail. */
  readonly error: string | undefined;
}

/** One step of `Invoke-ADSyncSingleObjectSync`, in the product's words. */
export interface ObjectSyncStep {
  readonly type: 'Scoping' | 'Import' | 'Sync' | 'Export';
  readonly name: string;
  readonly status: 'Success' | 'Failure' | 'Skipped';
}

/** What `Invoke-ADSyncSingleObjectSync` did (entra-connect.md §8; script and how-to-connect-single-object-sync doc). */
export interface ObjectSyncResult {
  /** What the Entra connector's object was waiting for after the synchronization; `Other`: nothing. */
  readonly action: 'Create' | 'Update' | 'Delete' | 'Other';
  /** In the order in which they were taken. In staging mode the export is listed, too, although nothing was exported. */
  readonly steps: readonly ObjectSyncStep[];
  /**
   * What the Entra connector's object lost and got, as text (binary in base64). Of a multi-valued attribute, `<name> - Count`,
   * only the numbers of its values. A real server may leave out what was pending before.
   */
  readonly modified: readonly {
    readonly attribute: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
  }[];
}

export interface DeletionThreshold {
  readonly enabled: boolean;
  /** Number of deletions above which an export stops before its first object. */
  readonly count: number;
}

export interface AutoUpgrade {
  readonly state: 'Enabled' | 'Disabled' | 'Suspended';
  readonly suspensionReason: string | undefined;
}

/** `ConnectorIdentityType` of `Get-ADSyncEntraConnectorCredential` (entra-connect.md §3.2). */
export type CredentialKind = 'ServiceAccount' | 'Application';

/** Which attributes to bring along with objects. */
interface ObjectWindow extends Window {
  readonly attributes: readonly string[];
}

/** Reading an Entra Connect server. No method of this interface changes anything. */
export interface SyncServerReader {
  facts(call: Call): Promise<Result<ServerFacts>>;
  scheduler(call: Call): Promise<Result<SchedulerSettings>>;
  connectorRunStatus(call: Call): Promise<Result<readonly ConnectorRunStatus[]>>;
  rules(call: Call): Promise<Result<readonly SyncRule[]>>;
  connectors(call: Call): Promise<Result<readonly Connector[]>>;
  globalParameters(call: Call): Promise<Result<GlobalParameters>>;
  metaverseSchema(call: Call): Promise<Result<Schema>>;
  /** `Get-ADSyncServerConfiguration -Path`, as files. */
  exportConfiguration(call: Call): Promise<Result<readonly ConfigurationFile[]>>;
  deletionThreshold(call: Call): Promise<Result<DeletionThreshold>>;
  autoUpgrade(call: Call): Promise<Result<AutoUpgrade>>;
  /** How the Entra connector signs in; undefined: the source cannot tell (a version before 2.5.3.0, an export). */
  credentialKind(call: Call): Promise<Result<CredentialKind | undefined>>;
  connectorStatistics(connectorId: ConnectorId, call: Call): Promise<Result<ConnectorStatistics>>;
  /** Runs that began at or after `since` (ISO UTC), oldest first, those in progress included. */
  runHistory(since: string, call: Call): Promise<Result<readonly RunProfileResult[]>>;
  connectorSpace(
    connectorId: ConnectorId,
    window: ObjectWindow,
    call: Call,
  ): Promise<Result<WindowOf<ConnectorSpaceObject>>>;
  /** Metaverse objects reached from a connector's objects, in the order of its connector space; unjoined objects are left out. */
  metaverse(connectorId: ConnectorId, window: ObjectWindow, call: Call): Promise<Result<WindowOf<MetaverseObject>>>;
  preview(connectorId: ConnectorId, distinguishedName: string, call: Call): Promise<Result<PreviewResult>>;
}

/** Writing to an Entra Connect server. */
export interface SyncServerWriter {
  setSyncCycleEnabled(enabled: boolean, call: Call): Promise<Result<void>>;
  /** Asks a running cycle to stop; returns before it is idle. */
  stopSyncCycle(call: Call): Promise<Result<void>>;
  /** Starts a cycle; returns before it is finished. */
  startSyncCycle(policy: SyncPolicy, call: Call): Promise<Result<void>>;
  /** `Add-ADSyncRule`: creates, or replaces the rule of the same identifier. */
  putRule(rule: SyncRule, call: Call): Promise<Result<void>>;
  removeRule(id: RuleId, call: Call): Promise<Result<void>>;
  /**
   * `Invoke-ADSyncSingleObjectSync -NoHtmlReport`: imports, synchronizes and – unless in staging mode – exports one object of an
   * AD connector. The scheduler must be off and nothing running. Never deletes. What stopped it is a failure
   * (`failureOfObjectSync`): the synchronization may have been committed although the export failed.
   */
  synchronizeObject(connectorId: ConnectorId, distinguishedName: string, call: Call): Promise<Result<ObjectSyncResult>>;
}

export interface SyncServer extends SyncServerReader, SyncServerWriter {}
