import { guidFromBytes, zeroGuid, type Guid } from '../../../../shared/base/guid.ts';
import type { CloudRecipient } from '../../../../shared/systems/exchange-online.ts';
import type { AttributeBag } from '../../sync-engine/attribute-bag.ts';
import type { EntraRow } from '../../state.ts';

/** What Entra ID tells Exchange Online of an object. */
export interface SyncedRecipient {
  /** An object without Exchange attributes becomes no mail user. */
  readonly isMailEnabled: boolean;
  readonly displayName: string;
  readonly primarySmtpAddress: string;
  readonly exchangeGuid: Guid;
  readonly archiveGuid: Guid;
}

/** `alias` is what the outbound rules call mailNickname (entra-connect.md §2.1). */
const mailAttributes = ['alias', 'mailNickname', 'targetAddress'] as const;

export function syncedRecipient({ attributes, cloud }: EntraRow): SyncedRecipient {
  return {
    isMailEnabled: mailAttributes.some((name) => attributes.has(name)),
    displayName: cloud?.displayName ?? attributes.text('displayName') ?? '',
    primarySmtpAddress: primaryAddress(attributes) ?? cloud?.userPrincipalName ?? '',
    exchangeGuid: guidOf(attributes, 'msExchMailboxGuid'),
    // Spelled so by the outbound rule (entra-connect.md §2.1).
    archiveGuid: guidOf(attributes, 'msExchArchiveGuid'),
  };
}

/** The type of a recipient that has no mailbox in the cloud; undefined for objects that Exchange Online does not take. */
export function mailRecipientType(
  objectType: EntraRow['objectType'],
): CloudRecipient['recipientTypeDetails'] | undefined {
  switch (objectType) {
    case 'user':
      return 'MailUser';
    case 'contact':
      return 'MailContact';
    case 'group':
      return 'MailUniversalDistributionGroup';
    case 'device':
    case 'servicePrincipal':
      return undefined;
  }
}

function primaryAddress(attributes: AttributeBag): string | undefined {
  const primary = attributes
    .get('proxyAddresses')
    ?.find((value) => typeof value === 'string' && value.startsWith('SMTP:'));
  return typeof primary === 'string' ? primary.slice('SMTP:'.length) : attributes.text('mail');
}

function guidOf(attributes: AttributeBag, name: string): Guid {
  const value = attributes.first(name);
  return value instanceof Uint8Array ? (guidFromBytes(value) ?? zeroGuid) : zeroGuid;
}
