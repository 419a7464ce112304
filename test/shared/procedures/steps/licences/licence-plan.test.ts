import { describe, expect, it } from 'vitest';
import type { EntraObjectId, SkuId } from '../../../../../shared/base/identifiers.ts';
import type { SubscribedSku } from '../../../../../shared/systems/tenant.ts';
import type { Person } from '../../../../../shared/procedures/steps/licences/licence-people.ts';
import { decideLicences, planLicences } from '../../../../../shared/procedures/steps/licences/licence-plan.ts';
import { readOptions } from '../../../../../shared/procedures/null-clone/options.ts';
import { guid } from '../../builders.ts';

const sku = product('ENTERPRISEPACK', 'EXCHANGE_S_ENTERPRISE');

function product(partNumber: string, plan: string, enabled = 10): SubscribedSku {
  return { skuId: guid(70) as SkuId, partNumber, enabled, consumed: 0, servicePlans: [{ id: guid(71), name: plan }] };
}

const direct = {
  skuId: sku.skuId,
  assignedByGroup: undefined,
  disabledPlans: [guid(72)],
  state: 'Active' as const,
  error: 'None',
};

function person(name: string, changes: Partial<Person> = {}): Person {
  return {
    id: guid(80) as EntraObjectId,
    userPrincipalName: `${name}@contoso.com`,
    usageLocation: 'DE',
    holding: 'none',
    direct: [],
    groups: [],
    hasMailbox: false,
    ...changes,
  };
}

const unlicensed = person('unlicensed');
const licensed = person('licensed', { holding: 'direct', direct: [direct] });
const inGroup = person('group', { holding: 'by-group', groups: [guid(90)] });
const settled = person('settled', { holding: 'direct', direct: [direct], hasMailbox: true });

function decide(given: Record<string, string>, people: readonly Person[], skus: readonly SubscribedSku[] = [sku]) {
  const options = readOptions(given);
  if (!options.ok) throw new Error(options.failure.raw);
  return decideLicences({ people, skus, mailboxesKnown: true }, options.value);
}

const assign = { licence: 'assign', sku: 'enterprisepack' };
const everybody = [unlicensed, licensed, inGroup, settled];

describe('deciding about licences', () => {
  it('touches nobody by itself and expects a mailbox for everybody licensed', () => {
    expect(decide({}, everybody)).toMatchObject({
      facts: {
        work: [],
        expected: [{ userPrincipalName: 'licensed@contoso.com' }, { userPrincipalName: 'group@contoso.com' }],
        unlicensed: 1,
        withMailbox: 1,
      },
    });
  });

  it('assigns only to users without a mailbox licence', () => {
    expect(decide(assign, everybody)).toMatchObject({
      facts: { work: [{ userPrincipalName: 'unlicensed@contoso.com', action: 'assign', newUsageLocation: null }] },
    });
  });

  it('reassigns what a licensed user without mailbox holds, with the plans that are switched off', () => {
    expect(decide({ ...assign, licence: 'assign-and-reassign' }, everybody)).toMatchObject({
      facts: {
        work: [
          { action: 'assign' },
          { userPrincipalName: 'licensed@contoso.com', licences: [{ skuId: sku.skuId, disabledPlans: [guid(72)] }] },
        ],
      },
    });
  });

  it('leaves group licences alone and shows the group', () => {
    expect(decide({ ...assign, licence: 'assign-and-reassign' }, [inGroup])).toMatchObject({
      facts: { work: [], byGroup: [{ userPrincipalName: 'group@contoso.com', groups: [guid(90)] }] },
    });
  });

  it('sets the usage location where there is none', () => {
    const nowhere = person('nowhere', { usageLocation: undefined });
    expect(decide({ ...assign, 'usage-location': 'de' }, [nowhere])).toMatchObject({
      facts: { work: [{ newUsageLocation: 'DE' }] },
    });
  });

  it.each([
    ['the product is not owned', { ...assign, sku: 'OTHER' }, [sku], 'unknown-sku'],
    ['it gives no mailbox', assign, [product('ENTERPRISEPACK', 'EXCHANGE_S_FOUNDATION')], 'no-mailbox-plan'],
    ['too few are left', assign, [product('ENTERPRISEPACK', 'EXCHANGE_S_ENTERPRISE', 0)], 'too-few-licences'],
  ])('is blocked when %s', (_, given, skus, id) => {
    expect(decide(given, [unlicensed], skus)).toMatchObject({ kind: 'blocked', blockers: [{ id }] });
  });

  it('is blocked when the usage location is missing', () => {
    const nowhere = person('nowhere', { usageLocation: undefined });
    expect(decide(assign, [nowhere])).toMatchObject({ kind: 'blocked', blockers: [{ id: 'usage-location' }] });
  });

  it('quotes names in the equivalent commands', () => {
    const decision = decide(assign, [person("o'neill")]);
    expect(decision.kind === 'decided' && planLicences(decision.facts).commands.join('\n')).toContain(
      "'o''neill@contoso.com'",
    );
  });
});
