import type { RecipientKind } from './recipient-kind.ts';

export const recipientKindTexts: Readonly<Record<RecipientKind, string>> = {
  'on-premises-mailbox': 'Mailbox on premises',
  'remote-mailbox': 'Mailbox in Exchange Online already',
  'mail-user': 'Mail user',
  other: 'Other recipient',
  'not-a-recipient': 'No recipient type',
};
