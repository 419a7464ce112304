import { failed, success } from '../../../shared/base/failure.ts';
import { graphTexts } from '../texts.ts';
import type { Tenant, TenantUser } from '../../../shared/systems/tenant.ts';
import { activeUser, changeLicenses, setUsageLocation, type EntraUser } from '../cloud/entra/licenses.ts';
import { recycledUsers } from '../cloud/entra/recycle-bin.ts';
import type { LabMachine } from '../machine.ts';
import type { EntraRow } from '../state.ts';
import { filtered, windowOf } from './windows.ts';

/** The lab's Entra ID as a Tenant. */
export function labTenant(machine: LabMachine): Tenant {
  const { state } = machine;
  const { tenant } = state;
  return {
    organization: async () =>
      success({
        tenantId: tenant.id,
        displayName: tenant.displayName,
        syncEnabled: tenant.syncEnabled,
        lastSyncAt: tenant.lastSyncAt,
      }),
    users: async (window) => success(windowOf(filtered(tenant.objects.values(), isActiveUser), window, userOf)),
    async user(id) {
      const row = activeUser(state, id);
      if (row !== undefined) return success(userOf(row));
      return failed({ code: 'not-found', during: `read user ${id}`, raw: graphTexts.notFound(id), retry: 'pointless' });
    },
    deletedUsers: async (window) =>
      success(
        windowOf(recycledUsers(state), window, ({ id, cloud, sourceAnchor, deletedAt }) => ({
          id,
          userPrincipalName: cloud?.userPrincipalName ?? '',
          immutableId: sourceAnchor,
          deletedAt: deletedAt ?? '',
        })),
      ),
    subscribedSkus: async () => success([...tenant.subscribedSkus]),
    setUsageLocation: (id, location) =>
      machine.write(`set the usage location of user ${id}`, () => setUsageLocation(state, id, location)),
    changeLicenses: (id, change) =>
      machine.write(`change the licences of user ${id}`, () => changeLicenses(state, id, change)),
  };
}

function isActiveUser(row: EntraRow): boolean {
  return row.cloud !== undefined && row.deletedAt === undefined;
}

function userOf(row: EntraRow | EntraUser): TenantUser {
  return {
    id: row.id,
    userPrincipalName: row.cloud?.userPrincipalName ?? '',
    displayName: row.cloud?.displayName ?? '',
    userType: row.cloud?.userType ?? 'Member',
    syncEnabled: row.sourceAnchor !== undefined,
    immutableId: row.sourceAnchor,
    usageLocation: row.cloud?.usageLocation,
    licenses: row.cloud?.licenses ?? [],
    serviceProvisioningErrors: row.cloud?.serviceProvisioningErrors ?? [],
  };
}
