import type { Result } from '../base/failure.ts';
import type { Guid } from '../base/guid.ts';
import type { ConnectorId } from '../base/identifiers.ts';
import type { ExchangeInForest } from '../systems/directory.ts';
import type { CloudRecipient, ExchangeOrganization } from '../systems/exchange-online.ts';
import type {
  AutoUpgrade,
  ConnectorRunStatus,
  ConnectorStatistics,
  CredentialKind,
  DeletionThreshold,
  SchedulerSettings,
  ServerFacts,
} from '../systems/sync-server/sync-server.ts';
import type { DeletedTenantUser, Organization, TenantUser } from '../systems/tenant.ts';
import type { RuleHeader } from '../entra-connect/formats/wizard-json/read-policy.ts';
import type { Connector, GlobalParameters, Schema, SyncRule } from '../entra-connect/rules/model.ts';
import type { LicenceHolding } from '../user-flow/exchange-licences.ts';
import type { ObjectTypeCensus } from '../user-flow/object-census.ts';
import type { UnsettledObjects } from '../procedures/unsettled-objects.ts';
import type { RecipientKind } from '../entra-connect/recipient-kind.ts';
import type { FlowUsers } from '../user-flow/user.ts';

export interface ConnectorCensus {
  readonly connectorId: ConnectorId;
  readonly objectTypes: Result<readonly ObjectTypeCensus[]>;
  readonly statistics: Result<ConnectorStatistics>;
  readonly unsettled: Result<UnsettledObjects>;
}

/** A user of AD, as far as a list names it. */
export interface NamedUser {
  readonly distinguishedName: string;
  readonly userPrincipalName: string;
  readonly objectType: string;
  readonly kind: RecipientKind;
}

/** A user of the tenant, as far as a list names it. */
export type NamedTenantUser = Pick<TenantUser, 'displayName' | 'userPrincipalName'>;

/** A recipient of Exchange Online, as far as a list names it. */
export type NamedRecipient = Pick<
  CloudRecipient,
  'displayName' | 'primarySmtpAddress' | 'recipientTypeDetails' | 'exchangeGuid' | 'softDeletedAt'
>;

export interface RecipientCensus {
  readonly withMailboxGuid: readonly NamedUser[];
  /** Every one of them by its kind. */
  readonly kinds: Readonly<Record<RecipientKind, readonly NamedUser[]>>;
  /** Who is behind the counts that a finding is about. */
  readonly named: {
    readonly archives: readonly NamedUser[];
    /** With a mailbox GUID. */
    readonly withoutNickname: readonly NamedUser[];
  };
  /** GUIDs that more than one object of the forest holds, with the objects. */
  readonly duplicateGuids: readonly { readonly guid: Guid; readonly distinguishedNames: readonly string[] }[];
}

export interface ForestFacts {
  readonly forest: string;
  readonly exchange: Result<ExchangeInForest>;
  readonly recipients: Result<RecipientCensus>;
}

export interface TenantCensus {
  /** Synchronized users by how they hold a license that gives a mailbox. */
  readonly synced: Readonly<Record<LicenceHolding, readonly NamedTenantUser[]>>;
  /** Unresolved provisioning errors by service, e.g. `exchange`. */
  readonly provisioningErrors: readonly { readonly service: string; readonly users: number }[];
  /** The same one by one: of each user and service one line. */
  readonly errors: readonly {
    readonly displayName: string;
    readonly userPrincipalName: string;
    readonly service: string;
    readonly text: string;
  }[];
}

export interface CloudRecipientCensus {
  readonly mailUsersWithGuid: readonly NamedRecipient[];
  readonly mailboxes: readonly NamedRecipient[];
  readonly cloudManaged: readonly NamedRecipient[];
}

/** Who gets a mailbox as soon as the GUID is gone, and from which system that is known. */
interface LicensedCensus {
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
  readonly recycleBin: Result<readonly DeletedTenantUser[]>;
  readonly exchangeOrganization: Result<ExchangeOrganization>;
  readonly cloudRecipients: Result<CloudRecipientCensus>;
  readonly softDeletedRecipients: Result<readonly NamedRecipient[]>;
  readonly licensed: Result<LicensedCensus>;
  /** Every user of AD with a mailbox GUID, followed through all systems that were read. */
  readonly users: Result<FlowUsers>;
  /** Where `rules` or `connectors` are not available: what is known of them all the same. */
  readonly partial?: PartialKnowledge;
}
