import type { Guid } from '../base/guid.ts';
import type { SkuId } from '../base/identifiers.ts';
import type { LicenseAssignment, SubscribedSku, TenantUser } from '../systems/tenant.ts';

/**
 * Service plans that give a mailbox (graph-exchange.md §1.6). EXCHANGE_S_FOUNDATION is in hundreds of products and gives
 * none; the archive plans only add to a mailbox.
 */
const mailboxPlanNames: ReadonlySet<string> = new Set([
  'EXCHANGE_B_STANDARD',
  'EXCHANGE_L_STANDARD',
  'EXCHANGE_S_DESKLESS',
  'EXCHANGE_S_DESKLESS_GOV',
  'EXCHANGE_S_ENTERPRISE',
  'EXCHANGE_S_ENTERPRISE_GOV',
  'EXCHANGE_S_ESSENTIALS',
  'EXCHANGE_S_STANDARD',
  'EXCHANGE_S_STANDARD_GOV',
  'EXCHANGE_S_STANDARD_MIDMARKET',
]);

/** The mailbox plans of each product the tenant owns; a product without one is not in the map. */
export type MailboxProducts = ReadonlyMap<SkuId, readonly Guid[]>;

export function mailboxProducts(skus: readonly SubscribedSku[]): MailboxProducts {
  return new Map(skus.map((sku) => [sku.skuId, mailboxPlansOf(sku)] as const).filter(([, plans]) => plans.length > 0));
}

function mailboxPlansOf(sku: SubscribedSku): readonly Guid[] {
  return sku.servicePlans.filter((plan) => mailboxPlanNames.has(plan.name.toUpperCase())).map((plan) => plan.id);
}

/** The assignments of a user that give a mailbox: working, of a product with a mailbox plan that is not switched off. */
export function mailboxLicences(user: TenantUser, products: MailboxProducts): readonly LicenseAssignment[] {
  return user.licenses.filter((license) => {
    const plans = products.get(license.skuId) ?? [];
    const works = license.state === 'Active' || license.state === 'ActiveWithError';
    return works && plans.some((plan) => !license.disabledPlans.includes(plan));
  });
}

export type LicenceHolding = 'none' | 'direct' | 'by-group';

/** How a user holds a license that gives a mailbox; `direct` when both ways exist. */
export function licenceHolding(user: TenantUser, products: MailboxProducts): LicenceHolding {
  const licences = mailboxLicences(user, products);
  if (licences.length === 0) return 'none';
  return licences.some((licence) => licence.assignedByGroup === undefined) ? 'direct' : 'by-group';
}
