import type { Result } from '../../failure.ts';
import type { Guid } from '../../guid.ts';
import type { ConnectorId } from '../../identifiers.ts';
import type { ExchangeInForest } from '../../ports/directory.ts';
import type { ExchangeOrganization } from '../../ports/exchange-online.ts';
import type {
  AutoUpgrade,
  ConnectorRunStatus,
  ConnectorStatistics,
  CredentialKind,
  DeletionThreshold,
  SchedulerSettings,
  ServerFacts,
} from '../../ports/sync-server.ts';
import type { Organization } from '../../ports/tenant.ts';
import type { RuleHeader } from '../../sync-rules/wizard-json/read-policy.ts';
import type { Connector, GlobalParameters, Schema, SyncRule } from '../../sync-rules/model.ts';
import type { ObjectTypeCensus } from '../object-census.ts';
import type { UnsettledObjects } from '../unsettled-objects.ts';
import type { RecipientKind } from '../../recipient-kind.ts';

export interface ConnectorCensus {
  readonly connectorId: ConnectorId;
  readonly objectTypes: Result<readonly ObjectTypeCensus[]>;
  readonly statistics: Result<ConnectorStatistics>;
  readonly unsettled: Result<UnsettledObjects>;
}

export interface RecipientCensus {
  readonly recipients: number;
  readonly withMailboxGuid: number;
  readonly withArchiveGuid: number;
  readonly withGuidWithoutNickname: number;
  readonly kinds: Readonly<Record<RecipientKind, number>>;
  /** GUIDs that more than one object of the forest holds, with the objects. */
  readonly duplicateGuids: readonly { readonly guid: Guid; readonly distinguishedNames: readonly string[] }[];
}

export interface ForestFacts {
  readonly forest: string;
  readonly exchange: Result<ExchangeInForest>;
  readonly recipients: Result<RecipientCensus>;
}

export interface TenantCensus {
  readonly users: number;
  readonly synced: number;
  readonly licensedDirectly: number;
  readonly licensedByGroup: number;
  readonly syncedWithoutUsageLocation: number;
  /** Unresolved provisioning errors by service, e.g. `exchange`. */
  readonly provisioningErrors: readonly { readonly service: string; readonly users: number }[];
}

export interface CloudRecipientCensus {
  readonly mailUsersWithGuid: number;
  readonly mailboxes: number;
  readonly cloudManaged: number;
}

/** Who gets a mailbox as soon as the GUID is gone, and from which system that is known. */
export interface LicensedCensus {
  readonly basis: 'exchange-online' | 'directory' | 'tenant';
  readonly users: number;
}

/** What is known of something of which the whole is not; the reason says what is missing. */
interface KnownPart<Value> {
  readonly value: Value;
  readonly reason: string;
}

/** What a target knows in part: an export of single rules, a settings file of the wizard. */
export interface PartialKnowledge {
  readonly rules?: KnownPart<readonly SyncRule[]>;
  readonly connectors?: KnownPart<readonly Connector[]>;
  readonly globalParameters?: KnownPart<GlobalParameters>;
  /** Out-of-box rules of which no more is known than this. */
  readonly ruleHeaders?: readonly RuleHeader[];
}

/** Everything the assessment reads; each fact is known or says why not. */
export interface AssessmentFacts {
  /** ISO UTC, the target's time. */
  readonly observedAt: string;
  readonly server: Result<ServerFacts>;
  readonly scheduler: Result<SchedulerSettings>;
  readonly runStatus: Result<readonly ConnectorRunStatus[]>;
  readonly rules: Result<readonly SyncRule[]>;
  readonly connectors: Result<readonly Connector[]>;
  readonly metaverseSchema: Result<Schema>;
  readonly globalParameters: Result<GlobalParameters>;
  readonly deletionThreshold: Result<DeletionThreshold>;
  readonly autoUpgrade: Result<AutoUpgrade>;
  /** Undefined: the target cannot tell. */
  readonly credentialKind: Result<CredentialKind | undefined>;
  readonly connectorCensus: readonly ConnectorCensus[];
  readonly forests: Result<readonly ForestFacts[]>;
  readonly organization: Result<Organization>;
  readonly tenant: Result<TenantCensus>;
  readonly recycleBin: Result<number>;
  readonly exchangeOrganization: Result<ExchangeOrganization>;
  readonly cloudRecipients: Result<CloudRecipientCensus>;
  readonly softDeletedRecipients: Result<number>;
  readonly licensed: Result<LicensedCensus>;
  /** Where `rules` or `connectors` are not available: what is known of them all the same. */
  readonly partial?: PartialKnowledge;
}
