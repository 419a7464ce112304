import { zeroGuid } from '../base/guid.ts';
import type { EntraObjectId } from '../base/identifiers.ts';
import type { CloudRecipient } from '../systems/exchange-online.ts';
import type { RecipientFacts } from './user.ts';

/** A mailbox of any kind: a shared one can be lost like that of a user. */
export function hasMailbox({
  recipientTypeDetails,
  exchangeGuid,
}: {
  readonly recipientTypeDetails: string;
  readonly exchangeGuid: string;
}): boolean {
  return (recipientTypeDetails === 'UserMailbox' || recipientTypeDetails === 'Other') && exchangeGuid !== zeroGuid;
}

/** Keeps what Exchange Online holds of the users who are asked for. */
export function keepWanted(
  recipients: Map<EntraObjectId, RecipientFacts>,
  wanted: ReadonlySet<EntraObjectId>,
  recipient: CloudRecipient,
): void {
  const { externalDirectoryObjectId: id, exchangeGuid: guid } = recipient;
  if (id !== undefined && wanted.has(id)) recipients.set(id, { isMailbox: hasMailbox(recipient), guid });
}
