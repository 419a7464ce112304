import { success, type Result } from '../../failure.ts';
import { guidToBytes, type Guid } from '../../guid.ts';
import type { DirectoryReader, DirectoryRecipient } from '../../ports/directory.ts';
import { base64FromBytes } from '../../sync-rules/base64.ts';
import { progressOf, type Gathering } from '../object-census.ts';
import { readAll } from '../paging.ts';
import { persistently } from '../patience.ts';
import { recipientKind, type RecipientKind } from '../../recipient-kind.ts';
import type { ForestFacts, RecipientCensus } from './facts.ts';

/** Facts of every forest, and the source anchors (base64 of objectGUID) of the objects whose GUID synchronizes. */
export async function gatherForests(
  directory: DirectoryReader,
  gathering: Gathering,
): Promise<{ readonly forests: Result<readonly ForestFacts[]>; readonly mailboxAnchors: ReadonlySet<string> }> {
  const mailboxAnchors = new Set<string>();
  const names = await persistently(gathering, () => directory.forests(gathering));
  if (!names.ok) return { forests: names, mailboxAnchors };
  const forests: ForestFacts[] = [];
  for (const forest of names.value) {
    const exchange = await persistently(gathering, () => directory.exchange(forest, gathering));
    const recipients = await recipientCensus(directory, forest, gathering, mailboxAnchors);
    forests.push({ forest, exchange, recipients });
  }
  return { forests: success(forests), mailboxAnchors };
}

async function recipientCensus(
  directory: DirectoryReader,
  forest: string,
  gathering: Gathering,
  mailboxAnchors: Set<string>,
): Promise<Result<RecipientCensus>> {
  const during = `Reading the recipients of ${forest}`;
  const kinds: Record<RecipientKind, number> = {
    'on-premises-mailbox': 0,
    'remote-mailbox': 0,
    'mail-user': 0,
    other: 0,
    'not-a-recipient': 0,
  };
  const counts = { recipients: 0, withMailboxGuid: 0, withArchiveGuid: 0, withGuidWithoutNickname: 0 };
  const holders = new Map<Guid, string>();
  const duplicates = new Map<Guid, string[]>();
  const count = (recipient: DirectoryRecipient) => {
    counts.recipients += 1;
    const kind = recipientKind(recipient.recipientTypeDetails);
    kinds[kind] += 1;
    if (recipient.archiveGuid !== undefined) counts.withArchiveGuid += 1;
    if (recipient.mailboxGuid === undefined) return;
    counts.withMailboxGuid += 1;
    if (recipient.mailNickname === undefined) counts.withGuidWithoutNickname += 1;
    // A remote mailbox waits for none: it is in Exchange Online already.
    else if (kind !== 'remote-mailbox') mailboxAnchors.add(base64FromBytes(guidToBytes(recipient.objectGuid)));
    const holder = holders.get(recipient.mailboxGuid);
    if (holder === undefined) holders.set(recipient.mailboxGuid, recipient.distinguishedName);
    else {
      const others = duplicates.get(recipient.mailboxGuid) ?? [holder];
      duplicates.set(recipient.mailboxGuid, [...others, recipient.distinguishedName]);
    }
  };
  const read = await readAll(
    gathering,
    during,
    (window) => directory.recipients(forest, window, gathering),
    (recipients, done, total) => {
      recipients.forEach(count);
      gathering.progress(progressOf(during, done, total));
    },
  );
  if (!read.ok) return read;
  const duplicateGuids = [...duplicates].map(([guid, distinguishedNames]) => ({ guid, distinguishedNames }));
  return success({ ...counts, kinds, duplicateGuids });
}
