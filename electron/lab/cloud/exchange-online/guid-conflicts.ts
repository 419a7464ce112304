import type { Guid } from '../../../../shared/base/guid.ts';
import { provisioningTexts } from '../../texts.ts';
import type { EntraRow, LabState, RecipientRow } from '../../state.ts';
import { mailboxProduct } from '../entra/service-plans.ts';
import { holdersOf } from './recipient-index.ts';

/**
 * Why Exchange Online refuses the GUIDs of an object: another recipient, active or soft-deleted, holds one of them
 * (graph-exchange.md §1.3 B1, B2). This is the trap of graph-exchange.md §0.1: when the object is also licensed for Exchange Online, a
 * soft-deleted mailbox that stands in the way is deleted for good, with all its content, and then there is no conflict.
 */
export function findConflict(
  state: LabState,
  row: EntraRow,
  { exchangeGuid, archiveGuid }: { readonly exchangeGuid: Guid; readonly archiveGuid: Guid },
): string | undefined {
  return conflictOf(state, row, 'ExchangeGuid', exchangeGuid) ?? conflictOf(state, row, 'ArchiveGuid', archiveGuid);
}

function conflictOf(
  state: LabState,
  row: EntraRow,
  property: 'ExchangeGuid' | 'ArchiveGuid',
  guid: Guid,
): string | undefined {
  const others = holdersOf(state, guid).filter((holder) => holder.externalDirectoryObjectId !== row.id);
  if (others.length === 0) return undefined;
  const licensed = mailboxProduct(state, row.cloud) !== undefined;
  if (!licensed || !others.every(isSoftDeletedMailbox)) return provisioningTexts.B(property, guid);
  for (const { id } of others) state.exchangeOnline.recipients.delete(id);
  return undefined;
}

function isSoftDeletedMailbox({ recipientTypeDetails, softDeletedAt }: RecipientRow): boolean {
  return recipientTypeDetails === 'UserMailbox' && softDeletedAt !== undefined;
}
