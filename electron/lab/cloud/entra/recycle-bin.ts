import type { EntraRow, LabState, RecipientRow } from '../../state.ts';
import type { RowIndex } from '../../sync-engine/table.ts';
import { later } from '../due-work.ts';
import { recipientOfUser } from '../exchange-online/recipient-index.ts';

/** Minutes for which a deleted user or mailbox can come back: 30 days (graph-exchange.md §0.1). */
const retentionMinutes = 30 * 24 * 60;

const deletedObjects: RowIndex<EntraRow> = {
  name: 'deleted',
  keysOf: (row) => (row.deletedAt === undefined ? undefined : 'deleted'),
};

const softDeletedRecipients: RowIndex<RecipientRow> = {
  name: 'softDeleted',
  keysOf: (row) => (row.softDeletedAt === undefined ? undefined : 'deleted'),
};

export function recycledUsers(state: LabState): readonly EntraRow[] {
  return state.tenant.objects.find(deletedObjects, 'deleted').filter((row) => row.objectType === 'user');
}

/** Removes for good what was deleted 30 days ago; Exchange Online then no longer knows the user of a soft-deleted mailbox. */
export function emptyRecycleBins(state: LabState): void {
  const { objects } = state.tenant;
  const { recipients } = state.exchangeOnline;
  for (const row of objects.find(deletedObjects, 'deleted')) {
    if (!isOver(row.deletedAt, state.now)) continue;
    objects.delete(row.id);
    for (const recipient of recipients.find(recipientOfUser, row.id)) {
      recipients.put({ ...recipient, externalDirectoryObjectId: undefined });
    }
  }
  for (const recipient of recipients.find(softDeletedRecipients, 'deleted')) {
    if (isOver(recipient.softDeletedAt, state.now)) recipients.delete(recipient.id);
  }
}

function isOver(deletedAt: string | undefined, now: string): boolean {
  return deletedAt !== undefined && later(deletedAt, retentionMinutes) <= now;
}
