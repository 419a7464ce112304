import { success, type Result } from '../../failure.ts';
import { guidToBytes, zeroGuid, type Guid } from '../../guid.ts';
import { ownerTexts as texts } from '../../messages/doctor-procedures.ts';
import type { EntraObjectId } from '../../identifiers.ts';
import type { DirectoryRecipient } from '../../ports/directory.ts';
import { base64FromBytes } from '../../sync-rules/base64.ts';
import { readAll } from '../paging.ts';
import { persistently } from '../patience.ts';
import { visitCloudRecipients } from '../rule-change/cloud-before.ts';
import type { Reading } from '../systems.ts';

/** Somebody whose mailbox in Exchange Online has another GUID than AD says: putting the GUID back would harm it. */
export interface MailboxOwner {
  readonly forest: string;
  readonly objectType: DirectoryRecipient['objectType'];
  readonly distinguishedName: string;
  readonly userPrincipalName: string | undefined;
  readonly directoryGuid: Guid;
  readonly mailboxGuid: Guid;
}

/** Undefined: a system that would know is not connected. */
export async function readMailboxOwners(context: Reading): Promise<Result<readonly MailboxOwner[] | undefined>> {
  const mailboxes = new Map<EntraObjectId, Guid>();
  const recipients = await visitCloudRecipients(context, (recipient) => {
    const { externalDirectoryObjectId: id, recipientTypeDetails, exchangeGuid } = recipient;
    if (id === undefined || recipientTypeDetails !== 'UserMailbox' || exchangeGuid === zeroGuid) return;
    mailboxes.set(id, exchangeGuid);
  });
  if (!recipients.ok) return unlessConnected(recipients);
  const byAnchor = new Map<string, Guid>();
  const users = await readAll(
    context,
    texts.readingTenant,
    (window) => context.systems.tenant.users(window, context),
    (found) => {
      for (const { id, immutableId } of found) {
        const mailbox = mailboxes.get(id);
        if (mailbox !== undefined && immutableId !== undefined) byAnchor.set(immutableId, mailbox);
      }
    },
  );
  if (!users.ok) return unlessConnected(users);
  return readOwnersInDirectory(context, byAnchor);
}

async function readOwnersInDirectory(
  context: Reading,
  mailboxes: ReadonlyMap<string, Guid>,
): Promise<Result<readonly MailboxOwner[] | undefined>> {
  const { directory } = context.systems;
  const forests = await persistently(context, () => directory.forests(context));
  if (!forests.ok) return unlessConnected(forests);
  const owners: MailboxOwner[] = [];
  for (const forest of forests.value) {
    const read = await readAll(
      context,
      texts.readingForest(forest),
      (window) => directory.recipients(forest, window, context),
      (found) => {
        for (const recipient of found) {
          const owner = ownerOf(forest, recipient, mailboxes);
          if (owner !== undefined) owners.push(owner);
        }
      },
    );
    if (!read.ok) return unlessConnected(read);
  }
  return success(owners);
}

function ownerOf(
  forest: string,
  { objectGuid, mailboxGuid, objectType, distinguishedName, userPrincipalName }: DirectoryRecipient,
  mailboxes: ReadonlyMap<string, Guid>,
): MailboxOwner | undefined {
  const mailbox = mailboxes.get(base64FromBytes(guidToBytes(objectGuid)));
  if (mailbox === undefined || mailboxGuid === undefined || mailbox === mailboxGuid) return undefined;
  return { forest, objectType, distinguishedName, userPrincipalName, directoryGuid: mailboxGuid, mailboxGuid: mailbox };
}

function unlessConnected(read: Extract<Result<unknown>, { readonly ok: false }>): Result<undefined> {
  return read.failure.code === 'not-available' ? success(undefined) : read;
}
