import type { Guid } from '../../../../shared/base/guid.ts';
import type { SkuId } from '../../../../shared/base/identifiers.ts';
import type { SubscribedSku } from '../../../../shared/systems/tenant.ts';
import type { EntraUserFacts, LabState } from '../../state.ts';

/** Service plans by name (graph-exchange.md §1.6). */
const servicePlans = {
  EXCHANGE_S_STANDARD: '9aaf7827-d63c-4b61-89c3-182f06f82e5c',
  EXCHANGE_S_ENTERPRISE: 'efb87545-963c-4e0d-99df-69c6916d9eb0',
  EXCHANGE_S_DESKLESS: '4a82b400-a79f-41a4-b4e2-e94f5787b113',
  EXCHANGE_S_STANDARD_GOV: 'e9b4930a-925f-45e2-ac2a-3f7788ca6fdd',
  EXCHANGE_S_ENTERPRISE_GOV: '8c3069c0-ccdb-44be-ab77-986203a67df2',
  EXCHANGE_S_DESKLESS_GOV: '88f4d7ef-a73b-4246-8047-516022144c9f',
  EXCHANGE_S_FOUNDATION: '113feb6c-3fe4-4440-bddc-54d774bf0318',
} as const;

type PlanName = keyof typeof servicePlans;

/** Every plan above gives a mailbox, except EXCHANGE_S_FOUNDATION (graph-exchange.md §1.6). */
const mailboxPlans: ReadonlySet<string> = new Set(
  Object.entries(servicePlans)
    .filter(([name]) => name !== 'EXCHANGE_S_FOUNDATION')
    .map(([, id]) => id),
);

const products = {
  EXCHANGESTANDARD: ['4b9405b0-7788-4568-add1-99614e613b69', ['EXCHANGE_S_STANDARD']],
  EXCHANGEENTERPRISE: ['19ec0d23-8335-4cbd-94ac-6050e30712fa', ['EXCHANGE_S_ENTERPRISE']],
  ENTERPRISEPACK: ['6fd2c87f-b296-42f0-b197-1e91e994b900', ['EXCHANGE_S_ENTERPRISE']],
  SPE_E3: ['05e9a617-0261-4cee-bb44-138d3ef5d965', ['EXCHANGE_S_ENTERPRISE']],
  SPE_E5: ['06ebc4ee-1bb5-47dd-8120-11324bc54e06', ['EXCHANGE_S_ENTERPRISE']],
  SPB: ['cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', ['EXCHANGE_S_STANDARD']],
  O365_BUSINESS_PREMIUM: ['f245ecc8-75af-4f8e-b61f-27d8114de5f3', ['EXCHANGE_S_STANDARD']],
  POWER_BI_STANDARD: ['a403ebcc-fae0-4ca2-8c8c-7a907fd6c235', ['EXCHANGE_S_FOUNDATION']],
} as const satisfies Readonly<Record<string, readonly [skuId: string, plans: readonly PlanName[]]>>;

export type ProductName = keyof typeof products;

/** A product as the tenant owns it, with its real identifiers; nothing is consumed yet. */
export function subscribedSku(product: ProductName, enabled: number): SubscribedSku {
  const [skuId, plans] = products[product];
  return {
    skuId: skuId as SkuId,
    partNumber: product,
    enabled,
    consumed: 0,
    servicePlans: plans.map((name) => ({ id: servicePlans[name] as Guid, name })),
  };
}

/** The product that entitles a user to a mailbox; undefined when none of its licences does. */
export function mailboxProduct(state: LabState, user: EntraUserFacts | undefined): SkuId | undefined {
  return user?.licenses.find(({ skuId, disabledPlans, state: assignment }) => {
    const product = state.tenant.subscribedSkus.find((sku) => sku.skuId === skuId);
    const plans = product?.servicePlans ?? [];
    return assignment === 'Active' && plans.some(({ id }) => mailboxPlans.has(id) && !disabledPlans.includes(id));
  })?.skuId;
}
