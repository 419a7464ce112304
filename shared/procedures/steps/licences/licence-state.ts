import type { Result } from '../../../base/failure.ts';
import type { Guid } from '../../../base/guid.ts';
import type { EntraObjectId, SkuId } from '../../../base/identifiers.ts';
import type { LicenseAssignment, LicenseChange, TenantUser } from '../../../systems/tenant.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Plain } from '../../../base/plain.ts';
import type { Writing } from '../../../systems/contexts.ts';
import type { LicenceWork } from './licence-plan.ts';

/** What each user held before, and who is expected to get a mailbox. */
export type LicenceState = Plain<{
  readonly users: readonly {
    readonly work: LicenceWork;
    readonly usageLocation: string | null;
    /** Products held directly before, with the plans switched off. */
    readonly direct: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[];
  }[];
  readonly expected: LicencesExpected;
  readonly mailboxesKnown: boolean;
}>;

export type LicencesExpected = readonly { readonly id: string; readonly userPrincipalName: string }[];

export type LicensedUser = LicenceState['users'][number];

export function directLicences(user: TenantUser): readonly LicenseAssignment[] {
  return user.licenses.filter(({ assignedByGroup }) => assignedByGroup === undefined);
}

export function additions(
  licences: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[],
): LicenseChange['add'] {
  return licences.map(({ skuId, disabledPlans }) => ({
    skuId: skuId as SkuId,
    disabledPlans: disabledPlans as readonly Guid[],
  }));
}

export async function changeLicences(
  context: Writing,
  id: EntraObjectId,
  licences: LicenseChange,
): Promise<Result<void>> {
  return persistently(context, () => context.systems.tenant.changeLicenses(id, licences, context));
}
