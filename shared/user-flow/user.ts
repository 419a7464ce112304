import type { ConnectorId, ConnectorSpaceObjectId, EntraObjectId, MetaverseObjectId } from '../base/identifiers.ts';
import type { RecipientKind } from '../entra-connect/recipient-kind.ts';
import type { LicenceHolding } from './exchange-licences.ts';

/** The object of a user in the connector space of AD. */
export interface SpaceFacts {
  readonly id: ConnectorSpaceObjectId;
  readonly connectorId: ConnectorId;
  /** False: AD has got one since the last import. */
  readonly hasGuid: boolean;
  readonly hasNickname: boolean;
  /** Undefined: joined to nothing. */
  readonly metaverseId: MetaverseObjectId | undefined;
}

/** The object of a user in the connector space of Microsoft Entra ID. */
export interface EntraSpaceFacts {
  /** msExchMailboxGuid as text; empty: none. */
  readonly guid: string;
  /** Base64, as the tenant calls it immutableId; empty: not known. */
  readonly anchor: string;
  /** From cloudAnchor; undefined: not known. */
  readonly entraId: EntraObjectId | undefined;
  readonly isWaitingForFirstExport: boolean;
  readonly exportError: string | undefined;
}

export interface TenantFacts {
  readonly id: EntraObjectId;
  readonly holding: LicenceHolding;
  /** Unresolved errors of Exchange, as text; that of a mailbox that waits for its migration is none of them. */
  readonly errors: readonly string[];
}

export interface RecipientFacts {
  readonly isMailbox: boolean;
  /** ExchangeGuid; the zero GUID: none. */
  readonly guid: string;
}

/** A user of AD with a mailbox GUID, and where it was found. What is undefined was looked for and not found, or not read. */
export interface FlowUser {
  /** Name of the forest or, where AD was not read, of the connector. */
  readonly place: string;
  readonly objectType: string;
  readonly distinguishedName: string;
  readonly userPrincipalName: string;
  readonly displayName: string;
  readonly kind: RecipientKind;
  readonly guid: string;
  readonly hasArchive: boolean;
  /** False: only the connector space still knows it. */
  readonly isInDirectory: boolean;
  readonly space: SpaceFacts | undefined;
  readonly entraSpace: EntraSpaceFacts | undefined;
  readonly tenant: TenantFacts | undefined;
  readonly recipient: RecipientFacts | undefined;
}

/** Up to where every user was followed. */
export type ReadTo = 'entra-space' | 'tenant' | 'exchange-online';

/** Every user of AD with a mailbox GUID, each once. */
export interface FlowUsers {
  readonly users: readonly FlowUser[];
  /** Where reading began: AD itself, or, where it is not connected, its connector spaces. */
  readonly from: 'directory' | 'connector-space';
  readonly to: ReadTo;
  /** Whether the tenant told of licenses and errors. */
  readonly isTenantRead: boolean;
}
