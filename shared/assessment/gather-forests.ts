import { success, type Result } from '../base/failure.ts';
import type { Guid } from '../base/guid.ts';
import type { DirectoryReader, DirectoryRecipient } from '../systems/directory.ts';
import type { Gathering } from '../user-flow/object-census.ts';
import { persistently } from '../systems/patience.ts';
import { recipientKind, type RecipientKind } from '../entra-connect/recipient-kind.ts';
import type { DirectoryUser } from '../user-flow/join-users.ts';
import { visitForest } from '../user-flow/read-directory.ts';
import type { ForestFacts, NamedUser, RecipientCensus } from './facts.ts';

/** Facts of every forest, and the users with a mailbox GUID; undefined: not all forests could be read. */
export async function gatherForests(
  directory: DirectoryReader,
  gathering: Gathering,
): Promise<{
  readonly forests: Result<readonly ForestFacts[]>;
  readonly users: readonly DirectoryUser[] | undefined;
}> {
  const names = await persistently(gathering, () => directory.forests(gathering));
  if (!names.ok) return { forests: names, users: undefined };
  const users: DirectoryUser[] = [];
  const forests: ForestFacts[] = [];
  for (const forest of names.value) {
    const exchange = await persistently(gathering, () => directory.exchange(forest, gathering));
    const recipients = await recipientCensus(directory, forest, gathering, users);
    forests.push({ forest, exchange, recipients });
  }
  return { forests: success(forests), users: forests.every(({ recipients }) => recipients.ok) ? users : undefined };
}

async function recipientCensus(
  directory: DirectoryReader,
  forest: string,
  gathering: Gathering,
  users: DirectoryUser[],
): Promise<Result<RecipientCensus>> {
  const kinds: Record<RecipientKind, NamedUser[]> = {
    'on-premises-mailbox': [],
    'remote-mailbox': [],
    'mail-user': [],
    other: [],
    'not-a-recipient': [],
  };
  const withMailboxGuid: NamedUser[] = [];
  const archives: NamedUser[] = [];
  const withoutNickname: NamedUser[] = [];
  const holders = new Map<Guid, string>();
  const duplicates = new Map<Guid, string[]>();
  const count = (recipient: DirectoryRecipient) => {
    const kind = recipientKind(recipient.recipientTypeDetails);
    const user = named(recipient, kind);
    kinds[kind].push(user);
    if (recipient.archiveGuid !== undefined) archives.push(user);
    if (recipient.mailboxGuid === undefined) return;
    withMailboxGuid.push(user);
    if (recipient.mailNickname === undefined) withoutNickname.push(user);
    users.push({ ...recipient, forest });
    const holder = holders.get(recipient.mailboxGuid);
    if (holder === undefined) holders.set(recipient.mailboxGuid, recipient.distinguishedName);
    else {
      const others = duplicates.get(recipient.mailboxGuid) ?? [holder];
      duplicates.set(recipient.mailboxGuid, [...others, recipient.distinguishedName]);
    }
  };
  const read = await visitForest(directory, forest, gathering, count);
  if (!read.ok) return read;
  const duplicateGuids = [...duplicates].map(([guid, distinguishedNames]) => ({ guid, distinguishedNames }));
  return success({
    withMailboxGuid,
    kinds,
    named: { archives, withoutNickname },
    duplicateGuids,
  });
}

function named(
  { distinguishedName, userPrincipalName = '', objectType }: DirectoryRecipient,
  kind: RecipientKind,
): NamedUser {
  return { distinguishedName, userPrincipalName, objectType, kind };
}
