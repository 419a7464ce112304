import type { ObjectTable } from '../../../engine/contract/step.ts';
import { ownerTexts as texts } from './texts.ts';
import type { MailboxOwner } from './mailbox-owner.ts';

/** Who has a mailbox of another GUID, one by one. */
export function ownerTable(owners: readonly MailboxOwner[]): ObjectTable {
  return {
    id: 'mailbox-owners',
    title: texts.tableTitle,
    columns: texts.columns,
    rows: owners.map((owner) => [
      owner.displayName,
      owner.userPrincipalName,
      owner.mailboxGuid === null ? texts.mailboxPending : texts.items(owner.items),
      owner.directoryGuid,
      owner.mailboxGuid ?? '',
      owner.distinguishedName,
    ]),
  };
}

/** The table, where there is anybody. */
export function ownerTables(owners: readonly MailboxOwner[] | null): readonly ObjectTable[] {
  return owners === null || owners.length === 0 ? [] : [ownerTable(owners)];
}
