export const recipientKinds = [
  'on-premises-mailbox',
  'remote-mailbox',
  'mail-user',
  'other',
  'not-a-recipient',
] as const;
/** Where the mailbox of an AD object is, by msExchRecipientTypeDetails (graph-exchange.md §4.2). */
export type RecipientKind = (typeof recipientKinds)[number];

/** User, linked, shared, legacy, room and equipment mailbox. */
const onPremisesMailbox: ReadonlySet<bigint> = new Set([1n, 2n, 4n, 8n, 16n, 32n]);
/** Remote user, room, equipment and shared mailbox: beyond 32 bits, hence bigint. */
export const remoteMailboxTypes: readonly bigint[] = [2147483648n, 8589934592n, 17179869184n, 34359738368n];
const remoteMailbox: ReadonlySet<bigint> = new Set(remoteMailboxTypes);
const mailUser = 128n;

export function recipientKind(recipientTypeDetails: bigint | undefined): RecipientKind {
  if (recipientTypeDetails === undefined) return 'not-a-recipient';
  if (onPremisesMailbox.has(recipientTypeDetails)) return 'on-premises-mailbox';
  if (remoteMailbox.has(recipientTypeDetails)) return 'remote-mailbox';
  return recipientTypeDetails === mailUser ? 'mail-user' : 'other';
}
