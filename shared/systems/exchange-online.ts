import type { Result } from '../base/failure.ts';
import type { Guid } from '../base/guid.ts';
import type { EntraObjectId } from '../base/identifiers.ts';
import type { Call, Window, WindowOf } from './call.ts';

/** A recipient of Exchange Online; GUIDs are all zero where none is set. */
export interface CloudRecipient {
  readonly externalDirectoryObjectId: EntraObjectId | undefined;
  readonly displayName: string;
  readonly primarySmtpAddress: string;
  readonly recipientTypeDetails:
    'MailUser' | 'UserMailbox' | 'MailContact' | 'MailUniversalDistributionGroup' | 'Other';
  readonly exchangeGuid: Guid;
  readonly archiveGuid: Guid;
  readonly exchangeCloudManaged: boolean;
  /** ISO UTC; undefined for an active recipient. */
  readonly softDeletedAt: string | undefined;
  /** Items in the mailbox; 0 for a mail user. */
  readonly itemCount: number;
}

export interface ExchangeOrganization {
  /** `ExchangeAttributesCloudManagedByDefault` (graph-exchange.md §4.4). */
  readonly attributesCloudManagedByDefault: boolean;
}

export interface ExchangeOnlineReader {
  organization(call: Call): Promise<Result<ExchangeOrganization>>;
  recipients(window: Window, call: Call): Promise<Result<WindowOf<CloudRecipient>>>;
  softDeletedRecipients(window: Window, call: Call): Promise<Result<WindowOf<CloudRecipient>>>;
  /** The active recipient of an Entra user; undefined while there is none. */
  recipientOf(user: EntraObjectId, call: Call): Promise<Result<CloudRecipient | undefined>>;
}
