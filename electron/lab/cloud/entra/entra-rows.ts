import type { SkuId } from '../../../../shared/base/identifiers.ts';
import type { EntraRow, EntraUserFacts, LabState } from '../../state.ts';
import { orderForwardSync } from '../due-work.ts';

/**
 * Puts an object into Entra ID with the next change number, keeps the count of consumed licences true, and sends the
 * change on its way to Exchange Online. Every change to Entra ID goes through here.
 */
export function writeEntraRow(state: LabState, row: Omit<EntraRow, 'changeNumber'>): EntraRow {
  const before = state.tenant.objects.get(row.id);
  state.tenant.highestChangeNumber += 1;
  const written: EntraRow = { ...row, changeNumber: state.tenant.highestChangeNumber };
  state.tenant.objects.put(written);
  recountLicenses(state, before, written);
  orderForwardSync(state);
  return written;
}

/** Products that a user holds in any way; a deleted user holds none. */
function heldProducts(row: EntraRow | undefined): ReadonlySet<SkuId> {
  const licenses = row?.deletedAt === undefined ? row?.cloud?.licenses : undefined;
  return new Set(licenses?.map(({ skuId }) => skuId));
}

function recountLicenses(state: LabState, before: EntraRow | undefined, after: EntraRow): void {
  const [held, holds] = [heldProducts(before), heldProducts(after)];
  if (held.size === 0 && holds.size === 0) return;
  state.tenant.subscribedSkus.forEach((sku, index) => {
    const change = Number(holds.has(sku.skuId)) - Number(held.has(sku.skuId));
    if (change !== 0) state.tenant.subscribedSkus[index] = { ...sku, consumed: sku.consumed + change };
  });
}

/** Changes what the cloud keeps of a user beside what was synchronized; it is not a change that anybody imports. */
export function noteCloudFacts(state: LabState, row: EntraRow, changes: Partial<EntraUserFacts>): EntraRow {
  if (row.cloud === undefined) return row;
  const noted: EntraRow = { ...row, cloud: { ...row.cloud, ...changes } };
  state.tenant.objects.put(noted);
  return noted;
}
