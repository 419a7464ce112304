import type { Guid } from '../../../../shared/base/guid.ts';
import { zeroGuid } from '../../../../shared/base/guid.ts';
import type { RowIndex } from '../../sync-engine/table.ts';
import type { LabState, RecipientRow } from '../../state.ts';

export const recipientOfUser: RowIndex<RecipientRow> = {
  name: 'externalDirectoryObjectId',
  keysOf: (row) => row.externalDirectoryObjectId,
};

/** Active or soft-deleted: a soft-deleted recipient keeps its GUIDs (graph-exchange.md §0.1). */
const byGuid: RowIndex<RecipientRow> = {
  name: 'guids',
  keysOf: (row) => [row.exchangeGuid, row.archiveGuid].filter((guid) => guid !== zeroGuid),
};

/** Recipients that hold a GUID as ExchangeGuid or ArchiveGuid. */
export function holdersOf(state: LabState, guid: Guid): readonly RecipientRow[] {
  return guid === zeroGuid ? [] : state.exchangeOnline.recipients.find(byGuid, guid);
}
