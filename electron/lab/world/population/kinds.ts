/** Kinds of user-like objects, as an Exchange admin tells them apart. */
export type PersonKind =
  | 'mailbox'
  | 'mailbox-with-archive'
  | 'disabled-mailbox'
  | 'mailbox-without-nickname'
  | 'remote-mailbox'
  | 'mail-user'
  | 'shared-mailbox'
  | 'room'
  | 'equipment'
  | 'system-mailbox'
  | 'plain-user'
  | 'outside-scope';

/** How many of 1,000 user-like objects are of each kind; what is left over after rounding are mailboxes. */
export const sharePerThousand: Readonly<Record<PersonKind, number>> = {
  mailbox: 730,
  'mailbox-with-archive': 40,
  'disabled-mailbox': 20,
  'mailbox-without-nickname': 10,
  'remote-mailbox': 50,
  'mail-user': 30,
  'shared-mailbox': 45,
  room: 15,
  equipment: 10,
  'system-mailbox': 5,
  'plain-user': 30,
  'outside-scope': 15,
};

/** Contacts and groups beside 1,000 user-like objects. */
export const contactsPerThousand = 30;
export const groupsPerThousand = 20;

const kinds = Object.keys(sharePerThousand) as readonly PersonKind[];

/** How many objects of each kind make up `users`; each kind occurs as soon as there is room for all of them. */
export function countsOf(users: number, shares: Readonly<Record<PersonKind, number>> = sharePerThousand) {
  const least = users >= 2 * kinds.length ? 1 : 0;
  const counts = new Map<PersonKind, number>(
    kinds.map((kind) => [kind, shares[kind] === 0 ? 0 : Math.max(least, Math.floor((users * shares[kind]) / 1000))]),
  );
  const others = kinds.filter((kind) => kind !== 'mailbox').reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0);
  counts.set('mailbox', users - others);
  return counts as ReadonlyMap<PersonKind, number>;
}

/** Do people of this kind have a mailbox GUID in AD? */
export function holdsMailboxGuid(kind: PersonKind): boolean {
  return kind !== 'mail-user' && kind !== 'plain-user';
}
