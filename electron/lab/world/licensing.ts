import type { EntraObjectId } from '../../../shared/base/identifiers.ts';
import type { LicenseAssignment } from '../../../shared/systems/tenant.ts';
import { orderMailboxes } from '../cloud/due-work.ts';
import { writeEntraRow } from '../cloud/entra/entra-rows.ts';
import { AttributeBag } from '../sync-engine/attribute-bag.ts';
import { nextGuid } from '../sync-engine/guid-source.ts';
import type { EntraRow, LabState } from '../state.ts';
import { runCycle, settleCloud } from './settle.ts';

/** How a user comes to an Exchange licence. */
export type Holding = 'directly' | 'through-a-group' | 'not-at-all';

const product = 'ENTERPRISEPACK';

/** Licenses the users who have a usage location and no license yet, in their order, and lets the cloud come to rest. */
export function licenseUsers(state: LabState, holdingOf: (index: number) => Holding): void {
  const users = [...state.tenant.objects.values()].filter(
    ({ cloud, deletedAt }) =>
      cloud?.usageLocation !== undefined && cloud.licenses.length === 0 && deletedAt === undefined,
  );
  const holdings = users.map((_, index) => holdingOf(index));
  const group = holdings.includes('through-a-group') ? licensingGroup(state) : undefined;
  users.forEach((user, index) => assign(state, user, holdings[index] ?? 'not-at-all', group));
  orderMailboxes(
    state,
    users.map(({ id }) => id),
  );
  settleCloud(state);
  runCycle(state, 'Delta');
  settleCloud(state);
}

function assign(state: LabState, user: EntraRow, holding: Holding, group: EntraObjectId | undefined): void {
  const sku = state.tenant.subscribedSkus.find(({ partNumber }) => partNumber === product);
  if (sku === undefined || user.cloud === undefined || holding === 'not-at-all') return;
  const inherited = holding === 'through-a-group' && group !== undefined;
  const license: LicenseAssignment = {
    skuId: sku.skuId,
    assignedByGroup: inherited ? group : undefined,
    disabledPlans: [],
    state: 'Active',
    error: 'None',
  };
  const memberOf = inherited ? [...user.cloud.memberOf, group] : user.cloud.memberOf;
  writeEntraRow(state, { ...user, cloud: { ...user.cloud, licenses: [license], memberOf } });
}

/** A group of the cloud that gives its members the licence. */
function licensingGroup(state: LabState): EntraObjectId {
  const id = nextGuid(state.guids) as EntraObjectId;
  writeEntraRow(state, {
    id,
    objectType: 'group',
    sourceAnchor: undefined,
    attributes: AttributeBag.from([['displayName', ['Licence – Office 365 E3']]]),
    deletedAt: undefined,
    cloud: undefined,
  });
  return id;
}
