import { success, type Result } from '../../../base/failure.ts';
import { zeroGuid, type Guid } from '../../../base/guid.ts';
import type { EntraObjectId } from '../../../base/identifiers.ts';
import { ownerTexts as texts } from './texts.ts';
import type { CloudRecipient } from '../../../systems/exchange-online.ts';
import { hasMailbox } from '../../../user-flow/cloud-mailbox.ts';
import { mailboxLicences, mailboxProducts } from '../../../user-flow/exchange-licences.ts';
import { progressOf } from '../../../user-flow/object-census.ts';
import { readAll } from '../../../systems/paging.ts';
import { persistently } from '../../../systems/patience.ts';
import { visitCloudRecipients } from '../proof/cloud-before.ts';
import type { Reading } from '../../../systems/contexts.ts';

/** A user of the tenant who has a mailbox, or is licensed for one. */
export interface CloudMailbox {
  readonly id: EntraObjectId;
  readonly displayName: string;
  readonly userPrincipalName: string;
  /** Null: licensed, and the mailbox is not there yet. */
  readonly mailboxGuid: Guid | null;
  /** The GUID of a mailbox elsewhere that the recipient holds: as long as it does, no mailbox is made. Null: none. */
  readonly heldGuid: Guid | null;
  readonly items: number;
}

/** By source anchor; undefined: Exchange Online or the tenant is not connected. */
export async function readCloudMailboxes(
  context: Reading,
): Promise<Result<ReadonlyMap<string, CloudMailbox> | undefined>> {
  const { tenant } = context.systems;
  const mailboxes = new Map<EntraObjectId, Pick<CloudRecipient, 'exchangeGuid' | 'itemCount'>>();
  const held = new Map<EntraObjectId, Guid>();
  const recipients = await visitCloudRecipients(context, (recipient) => {
    const { externalDirectoryObjectId: id, exchangeGuid } = recipient;
    if (id === undefined) return;
    if (hasMailbox(recipient)) mailboxes.set(id, recipient);
    else if (exchangeGuid !== zeroGuid) held.set(id, exchangeGuid);
  });
  if (!recipients.ok) return unlessConnected(recipients);
  const skus = await persistently(context, () => tenant.subscribedSkus(context));
  if (!skus.ok) return unlessConnected(skus);
  const products = mailboxProducts(skus.value);
  const byAnchor = new Map<string, CloudMailbox>();
  const users = await readAll(
    context,
    texts.readingTenant,
    (window) => tenant.users(window, context),
    (found, done, total) => {
      for (const user of found) {
        const { id, displayName, userPrincipalName, immutableId } = user;
        const mailbox = mailboxes.get(id);
        if (immutableId === undefined) continue;
        if (mailbox === undefined && mailboxLicences(user, products).length === 0) continue;
        byAnchor.set(immutableId, {
          ...{ id, displayName, userPrincipalName },
          mailboxGuid: mailbox?.exchangeGuid ?? null,
          heldGuid: held.get(id) ?? null,
          items: mailbox?.itemCount ?? 0,
        });
      }
      context.progress(progressOf(texts.readingTenant, done, total));
    },
  );
  return users.ok ? success(byAnchor) : unlessConnected(users);
}

function unlessConnected(read: Extract<Result<unknown>, { readonly ok: false }>): Result<undefined> {
  return read.failure.code === 'not-available' ? success(undefined) : read;
}
