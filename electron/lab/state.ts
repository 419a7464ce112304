import type { Guid } from '../../shared/base/guid.ts';
import type {
  ConnectorId,
  ConnectorSpaceObjectId,
  EntraObjectId,
  MetaverseObjectId,
  SkuId,
} from '../../shared/base/identifiers.ts';
import type { ExchangeInForest } from '../../shared/systems/directory.ts';
import type { CloudRecipient } from '../../shared/systems/exchange-online.ts';
import type { CredentialKind, RunProfileResult, SyncPolicy } from '../../shared/systems/sync-server/sync-server.ts';
import type { LicenseAssignment, ServiceProvisioningError, SubscribedSku } from '../../shared/systems/tenant.ts';
import type { FlowReadings } from '../../shared/entra-connect/evaluation/decide-attribute.ts';
import type { ObjectError } from '../../shared/entra-connect/evaluation/error-texts.ts';
import type { AttributeOrigin } from '../../shared/entra-connect/evaluation/origins.ts';
import type { Connector, GlobalParameters, Schema, SyncRule } from '../../shared/entra-connect/rules/model.ts';
import type { AttributeBag } from './sync-engine/attribute-bag.ts';
import type { GuidSource } from './sync-engine/guid-source.ts';
import type { RowIndex, Rows, Table } from './sync-engine/table.ts';

/**
 * Everything a lab knows, in memory. Rows are values: a change puts a new row in place of the old one, so that a table
 * knows its dirty shards and a preview can work on an overlay. Attribute bags and values are shared by reference.
 */
export interface LabState {
  /** The virtual clock, ISO UTC. */
  now: string;
  /** Where every identifier comes from: two labs with one seed are equal. */
  readonly guids: GuidSource;
  readonly server: LabServer;
  /** In the order of their connectors' creation. */
  readonly forests: LabForest[];
  readonly connectorSpaces: Map<ConnectorId, ConnectorSpace>;
  readonly metaverse: Table<MetaverseRow>;
  readonly tenant: LabTenant;
  readonly exchangeOnline: LabExchangeOnline;
  readings: LabReadings;
  faults: readonly LabFault[];
}

/** The Entra Connect server. `rules`, `connectors` and the schema are replaced as a whole: the engine compiles once per set. */
export interface LabServer {
  name: string;
  /** Of miiserver.exe, e.g. `2.6.92.0`. */
  productVersion: string;
  rules: readonly SyncRule[];
  connectors: readonly Connector[];
  globalParameters: GlobalParameters;
  metaverseSchema: Schema;
  scheduler: LabScheduler;
  autoUpgrade: { readonly state: 'Enabled' | 'Disabled' | 'Suspended'; readonly suspensionReason: string | undefined };
  /** How the Entra connector signs in; undefined in a lab from before this was kept. */
  credentialKind: CredentialKind | undefined;
  /** `Get-ADSyncSchedulerConnectorOverride`: what a changed rule or filter makes the next cycle do in full. */
  readonly connectorOverrides: Map<ConnectorId, ConnectorOverride>;
  /** Oldest first. */
  runHistory: readonly RunProfileResult[];
  nextRunNumber: number;
  /** The out-of-box rules of this version, as an upgrade would create them again (entra-connect.md §0.2). */
  standardRules: readonly SyncRule[];
  /** ISO UTC of the last finished cycle. */
  lastCycleAt: string | undefined;
}

export interface ConnectorOverride {
  readonly fullImportRequired: boolean;
  readonly fullSyncRequired: boolean;
}

/**
 * The scheduler beyond what the global parameters say: `Microsoft.Synchronize.SynchronizationSchedule` (SyncCycleEnabled),
 * `…StagingMode` and `…SchedulerSuspended` stand there alone (entra-connect.md §1.1).
 */
export interface LabScheduler {
  readonly maintenanceEnabled: boolean;
  readonly nextSyncCyclePolicy: SyncPolicy | 'Unspecified';
  /** ISO UTC. */
  readonly nextSyncCycleStart: string | undefined;
  /** .NET TimeSpan text. */
  readonly interval: string;
  readonly cycle: LabCycle | undefined;
}

/** A cycle in progress; the runs are started one after the other. */
export interface LabCycle {
  readonly policy: SyncPolicy;
  /** ISO UTC. */
  readonly startedAt: string;
  readonly stopRequested: boolean;
  /** ISO UTC: what was begun takes until then. */
  readonly busyUntil: string;
  /** What is still to run, the present run first. */
  readonly remaining: readonly { readonly connectorId: ConnectorId; readonly runProfileName: string }[];
}

/** One AD forest. */
export interface LabForest {
  /** DNS name, as the AD connector's `forestName`. */
  readonly name: string;
  readonly connectorId: ConnectorId;
  exchange: ExchangeInForest;
  readonly objects: Table<DirectoryRow>;
  /** Highest `changeNumber` given out (a forest-wide uSNChanged). */
  highestChangeNumber: number;
}

/** An object of AD. References (`manager`, `member`) are distinguished names. */
export interface DirectoryRow {
  /** objectGUID as text. */
  readonly id: Guid;
  readonly distinguishedName: string;
  /** The most specific class: `user`, `inetOrgPerson`, `contact`, `group`, `organizationalUnit`, … */
  readonly objectClass: string;
  readonly attributes: AttributeBag;
  /** Number of the last change to this object; a delta import reads what is above its watermark. */
  readonly changeNumber: number;
  /** ISO UTC; a tombstone when set. */
  readonly deletedAt: string | undefined;
}

/** The connector space of one connector. */
export interface ConnectorSpace {
  readonly connectorId: ConnectorId;
  readonly objects: Table<ConnectorSpaceRow>;
  /** Change number up to which the connected directory was imported; undefined before the first full import. */
  watermark: number | undefined;
}

/** A change waiting to be synchronized: what an import found. */
export type PendingImport =
  | { readonly operation: 'add' | 'update'; readonly attributes: AttributeBag; readonly distinguishedName: string }
  | { readonly operation: 'delete' };

/** A change waiting to be exported. `attributes` is the whole desired object, not the difference. */
export type PendingExport = (
  { readonly operation: 'add' | 'update'; readonly attributes: AttributeBag } | { readonly operation: 'delete' }
) & {
  /** An export was stopped while it sent the change, and never learned whether it arrived. */
  readonly isCutOff?: boolean;
};

/**
 * What holds an object to its metaverse object: it created it (`projected`), an inbound rule joined it (`joined`), an
 * outbound rule joined it (`joined-outbound`), or an outbound rule with link type Provision answers for it (`provisioned`):
 * only the last is deleted in the connected directory when that rule no longer applies.
 */
export type LinkKind = 'none' | 'projected' | 'joined' | 'joined-outbound' | 'provisioned';

/** An object of a connector space. */
export interface ConnectorSpaceRow {
  readonly id: ConnectorSpaceObjectId;
  readonly distinguishedName: string;
  readonly objectType: string;
  /** Identifies the object in the connected directory (objectGUID, Entra object id); undefined until the first export came back. */
  readonly anchor: string | undefined;
  /** The object as last imported and synchronized (references are distinguished names of this connector space). */
  readonly attributes: AttributeBag;
  readonly pendingImport: PendingImport | undefined;
  readonly pendingExport: PendingExport | undefined;
  /** What was exported and waits for an import to confirm it. */
  readonly awaitingConfirmation: PendingExport | undefined;
  readonly metaverseObjectId: MetaverseObjectId | undefined;
  readonly link: LinkKind;
  readonly synchronizationError: ObjectError | undefined;
  readonly exportError: ObjectError | undefined;
}

/** An object of the metaverse. References are metaverse object ids. */
export interface MetaverseRow {
  readonly id: MetaverseObjectId;
  readonly objectType: string;
  readonly attributes: AttributeBag;
  /** Parallel to `attributes.names`; objects with the same contributors share one array. */
  readonly origins: readonly AttributeOrigin[];
  /** Joined connector space objects in the order in which they were joined. */
  readonly links: readonly MetaverseLink[];
}

export interface MetaverseLink {
  readonly connectorId: ConnectorId;
  readonly objectId: ConnectorSpaceObjectId;
}

/** Microsoft Entra ID. */
export interface LabTenant {
  readonly id: Guid;
  displayName: string;
  syncEnabled: boolean;
  lastSyncAt: string | undefined;
  readonly objects: Table<EntraRow>;
  readonly subscribedSkus: SubscribedSku[];
  /** Highest `changeNumber` given out: the watermark of a delta import. */
  highestChangeNumber: number;
}

/** An object of Entra ID, active or in the recycle bin. */
export interface EntraRow {
  readonly id: EntraObjectId;
  readonly objectType: 'user' | 'group' | 'contact' | 'device' | 'servicePrincipal';
  /** Base64 of the on-premises anchor (immutableId); undefined for an object of the cloud. */
  readonly sourceAnchor: string | undefined;
  /** What the Entra connector exported, by the connector's names; references are distinguished names of its connector space. */
  readonly attributes: AttributeBag;
  readonly changeNumber: number;
  /** ISO UTC; in the recycle bin for 30 days when set (users only). */
  readonly deletedAt: string | undefined;
  /** What only the cloud knows of a user. */
  readonly cloud: EntraUserFacts | undefined;
}

export interface EntraUserFacts {
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly userType: 'Member' | 'Guest';
  readonly usageLocation: string | undefined;
  readonly licenses: readonly LicenseAssignment[];
  /** Groups of the cloud that the user belongs to: group-based licences. */
  readonly memberOf: readonly EntraObjectId[];
  readonly serviceProvisioningErrors: readonly ServiceProvisioningError[];
}

/** Exchange Online. */
export interface LabExchangeOnline {
  attributesCloudManagedByDefault: boolean;
  readonly recipients: Table<RecipientRow>;
  /** Changes of Entra ID up to this number have reached Exchange Online. */
  forwardSyncWatermark: number;
  /** What Exchange Online still has to do and when, in the order in which it was ordered. */
  due: readonly CloudWork[];
}

/** Work of the cloud that takes its time; `dueAt` ISO UTC. */
export type CloudWork =
  /** The changes of Entra ID up to this number arrive in Exchange Online. */
  | { readonly kind: 'forward-sync'; readonly dueAt: string; readonly upTo: number }
  /** The mailboxes of licensed users appear. */
  | { readonly kind: 'mailboxes'; readonly dueAt: string; readonly users: readonly EntraObjectId[] };

/** A recipient, active or soft-deleted; `guid` fields as in the port. */
export interface RecipientRow extends CloudRecipient {
  readonly id: Guid;
  readonly skuId: SkuId | undefined;
}

/**
 * How the lab reads behaviour of the product that is documented nowhere (entra-connect.md §9). The defaults follow the
 * field reports; a procedure must notice the other reading and say so.
 */
export interface LabReadings extends FlowReadings {
  /** entra-connect.md §9 item 1: does Add-ADSyncRule accept a precedence that another rule has? Field reports take a detour, so: refused. */
  readonly duplicatePrecedence: 'refused' | 'accepted';
  /** entra-connect.md §9 item 2: the immutable tag of a clone made by the Sync Rules Editor. */
  readonly editorCloneTag: 'empty' | 'kept';
  /** entra-connect.md §9 item 4: does Add-ADSyncRule accept a standard rule with changed mappings and its tag kept? */
  readonly modifiedStandardRule: 'accepted' | 'refused';
  /** entra-connect.md §9 item 5: the identifier of a default rule that an upgrade created again. */
  readonly recreatedRuleIdentifier: 'new' | 'same';
  /** entra-connect.md §9 item 9, first half: minutes until a cleared GUID reaches Exchange Online. */
  readonly forwardSyncMinutes: number;
  /** entra-connect.md §9 item 9, second half: does a synchronized msExchArchiveGUID alone keep a licensed user without mailbox? */
  readonly archiveGuidAlone: 'does-not-block' | 'blocks';
}

/** The readings that the field reports support. */
export const fieldReportReadings: LabReadings = {
  duplicatePrecedence: 'refused',
  editorCloneTag: 'empty',
  applyOnceNull: 'clears',
  modifiedStandardRule: 'accepted',
  recreatedRuleIdentifier: 'new',
  forwardSyncMinutes: 15,
  archiveGuidAlone: 'does-not-block',
};

/** A fault switched on for calls of a port. */
export interface LabFault {
  readonly id: Guid;
  readonly port: 'sync-server' | 'directory' | 'tenant' | 'exchange-online';
  /** Name of the method, or `*`. */
  readonly call: string;
  readonly kind:
    | 'time-out-before'
    | 'time-out-after'
    | 'throttled'
    | 'access-denied'
    | 'connection-lost-before'
    | 'connection-lost-after'
    | 'connector-busy'
    /** The call never arrives and is answered only when its caller gives up. */
    | 'no-answer';
  /** Matching calls that pass before it strikes. */
  readonly skip: number;
  /** How often it still strikes; undefined: until it is switched off. */
  readonly remaining: number | undefined;
}

/** Distinguished names compare without regard to case. */
export function distinguishedNameKey(distinguishedName: string): string {
  return distinguishedName.toLowerCase();
}

export const directoryByDistinguishedName: RowIndex<DirectoryRow> = {
  name: 'distinguishedName',
  keysOf: (row) => (row.deletedAt === undefined ? distinguishedNameKey(row.distinguishedName) : undefined),
};

const connectorSpaceByDistinguishedName: RowIndex<ConnectorSpaceRow> = {
  name: 'distinguishedName',
  keysOf: (row) => distinguishedNameKey(row.distinguishedName),
};

export const connectorSpaceByAnchor: RowIndex<ConnectorSpaceRow> = { name: 'anchor', keysOf: (row) => row.anchor };

export const entraBySourceAnchor: RowIndex<EntraRow> = { name: 'sourceAnchor', keysOf: (row) => row.sourceAnchor };

/** The connector space object of a distinguished name. */
export function findByDistinguishedName(
  objects: Rows<ConnectorSpaceRow>,
  distinguishedName: string,
): ConnectorSpaceRow | undefined {
  return objects.find(connectorSpaceByDistinguishedName, distinguishedNameKey(distinguishedName))[0];
}
