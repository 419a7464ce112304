import { failed, success, type FailureCode, type Result } from '../../../../shared/base/failure.ts';
import type { EntraObjectId, SkuId } from '../../../../shared/base/identifiers.ts';
import { graphTexts } from '../../texts.ts';
import type { LicenseAssignment, LicenseChange } from '../../../../shared/systems/tenant.ts';
import type { EntraRow, EntraUserFacts, LabState } from '../../state.ts';
import { writeEntraRow } from './entra-rows.ts';

/** A user of the cloud, active. */
export type EntraUser = EntraRow & { readonly cloud: EntraUserFacts };

/** `POST /users/{id}/assignLicense`: all of the change or none of it (graph-exchange.md §1.4). */
export function changeLicenses(state: LabState, id: EntraObjectId, change: LicenseChange): Result<void> {
  const user = activeUser(state, id);
  if (user === undefined) return refused('not-found', id, graphTexts.notFound(id));
  const afterRemoval = removed(user.cloud, change.remove, id);
  if (!afterRemoval.ok) return afterRemoval;
  const licenses = added(state, user.cloud, afterRemoval.value, change.add, id);
  if (!licenses.ok) return licenses;
  writeEntraRow(state, { ...user, cloud: { ...user.cloud, licenses: licenses.value } });
  return success(undefined);
}

/** `PATCH /users/{id}` with the usage location. */
export function setUsageLocation(state: LabState, id: EntraObjectId, location: string | undefined): Result<void> {
  const user = activeUser(state, id);
  if (user === undefined) return refused('not-found', id, graphTexts.notFound(id));
  writeEntraRow(state, { ...user, cloud: { ...user.cloud, usageLocation: location } });
  return success(undefined);
}

export function activeUser(state: LabState, id: EntraObjectId): EntraUser | undefined {
  const row = state.tenant.objects.get(id);
  return row?.cloud === undefined || row.deletedAt !== undefined ? undefined : { ...row, cloud: row.cloud };
}

type Licenses = readonly LicenseAssignment[];

function removed(facts: EntraUserFacts, remove: readonly SkuId[], id: EntraObjectId): Result<Licenses> {
  for (const skuId of remove) {
    const held = facts.licenses.filter((license) => license.skuId === skuId);
    if (held.length === 0) return refused('invalid-input', id, graphTexts.licenseNotHeld);
    if (held.every(({ assignedByGroup }) => assignedByGroup !== undefined)) {
      return refused('license-inherited', id, graphTexts.inheritedLicense);
    }
  }
  const isRemoved = ({ skuId, assignedByGroup }: LicenseAssignment) =>
    assignedByGroup === undefined && remove.includes(skuId);
  return success(facts.licenses.filter((license) => !isRemoved(license)));
}

function added(
  state: LabState,
  facts: EntraUserFacts,
  present: Licenses,
  add: LicenseChange['add'],
  id: EntraObjectId,
): Result<Licenses> {
  if (add.length > 0 && facts.usageLocation === undefined) {
    return refused('usage-location-missing', id, graphTexts.invalidUsageLocation);
  }
  let licenses = present;
  for (const { skuId, disabledPlans } of add) {
    const product = state.tenant.subscribedSkus.find((sku) => sku.skuId === skuId);
    if (product === undefined) return refused('invalid-input', id, graphTexts.unknownSku(skuId));
    const isNew = !facts.licenses.some((license) => license.skuId === skuId);
    if (isNew && product.consumed >= product.enabled) {
      return refused('out-of-licenses', id, graphTexts.noLicensesLeft(skuId));
    }
    const others = licenses.filter((license) => license.skuId !== skuId || license.assignedByGroup !== undefined);
    licenses = [...others, { skuId, assignedByGroup: undefined, disabledPlans, state: 'Active', error: 'None' }];
  }
  return success(licenses);
}

function refused(code: FailureCode, id: EntraObjectId, raw: string): ReturnType<typeof failed> {
  return failed({ code, during: `change user ${id}`, raw, retry: 'pointless' });
}
