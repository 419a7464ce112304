import type { EntraObjectId } from '../../../../shared/identifiers.ts';
import type { LicenseAssignment } from '../../../../shared/ports/tenant.ts';
import { orderMailboxes } from '../../cloud/due-work.ts';
import { writeEntraRow } from '../../cloud/entra/entra-rows.ts';
import { AttributeBag } from '../../engine/attribute-bag.ts';
import { nextGuid } from '../../engine/guid-source.ts';
import type { EntraRow, LabState } from '../../state.ts';
import { runCycle, settleCloud } from '../settle.ts';
import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';

/** Of four users two hold the licence directly, one through a group, one not at all. */
export const licensed: Scenario = {
  id: 'licensed',
  description:
    'Most users hold an Exchange licence already, some through a group: mailboxes appear as soon as the GUID goes.',
  users: 300,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    const group = licensingGroup(state);
    const users = [...state.tenant.objects.values()].filter(
      ({ cloud, deletedAt }) => cloud?.usageLocation !== undefined && deletedAt === undefined,
    );
    users.forEach((user, index) => assign(state, user, index, group));
    orderMailboxes(
      state,
      users.map(({ id }) => id),
    );
    settleCloud(state);
    runCycle(state, 'Delta');
    settleCloud(state);
    return done;
  },
};

function assign(state: LabState, user: EntraRow, index: number, group: EntraObjectId): void {
  const product = state.tenant.subscribedSkus.find(({ partNumber }) => partNumber === 'ENTERPRISEPACK');
  const holding = index % 4;
  if (product === undefined || user.cloud === undefined || holding === 3) return;
  const license: LicenseAssignment = {
    skuId: product.skuId,
    assignedByGroup: holding === 2 ? group : undefined,
    disabledPlans: [],
    state: 'Active',
    error: 'None',
  };
  const memberOf = holding === 2 ? [...user.cloud.memberOf, group] : user.cloud.memberOf;
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
