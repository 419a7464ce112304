import { describe, expect, it } from 'vitest';
import { factDifferences, planFacts } from '../../../shared/change-plan/facts.ts';
import { changePlanFiles } from '../../../shared/change-plan/files.ts';
import { changePlanSchemaId, isIntact, sealedPlan, type ChangePlanBody } from '../../../shared/change-plan/model.ts';
import { changePlanPage } from '../../../shared/change-plan/page.ts';
import type { SyncRule } from '../../../shared/entra-connect/rules/model.ts';
import { configurationWith, directFlow, exchangeRule, forestConnector } from '../entra-connect/rules/rule-builder.ts';

const hostile = '<script>alert(1)</script> "x" \u202e &amp;';

function body(overrides: Partial<ChangePlanBody> = {}): ChangePlanBody {
  const { rules, connectors } = configurationWith();
  return {
    schema: changePlanSchemaId,
    product: { name: 'Hybrid Preflight', version: '0' },
    id: 'plan-1',
    plannedAt: '2026-11-21T08:00:00.000Z',
    plannedBy: { operator: 'anna', machine: 'SYNC01' },
    target: 'live',
    procedure: 'null-clone',
    title: 'Solution 1',
    options: {},
    blockers: [],
    facts: planFacts({ rules, connectors, stagingMode: false }),
    operations: [],
    comparisons: [],
    steps: [],
    risks: [],
    duration: [],
    prerequisites: [],
    verification: [],
    undo: [],
    ...overrides,
  };
}

const server = (rules: readonly SyncRule[], more: Partial<Parameters<typeof planFacts>[0]> = {}) => ({
  rules,
  connectors: [forestConnector()],
  stagingMode: false,
  ...more,
});

describe('the facts of a plan', () => {
  const rule = exchangeRule(108);
  const other = exchangeRule(109, { name: 'Other' });
  const planned = planFacts(server([rule, other]));

  it('are the same for the same server, however it lists its rules and flows, and whatever it numbers itself', () => {
    const renumbered = { ...rule, version: 7, internalId: other.internalId, flows: rule.flows.toReversed() };
    expect(planFacts(server([other, renumbered])).hash).toBe(planned.hash);
    expect(factDifferences(planned, server([other, renumbered]), [])).toEqual([]);
  });

  it.each([
    ['a rule that was changed, with what', server([{ ...rule, description: 'x' }, other]), ['“In from AD - User Exchange” has been changed: description.']],
    ['a changed rule that the plan is not about', server([rule, { ...other, flows: [directFlow('x')] }]), ['“Other” has been changed.']],
    ['a rule that is gone', server([rule]), ['The rule “Other” is not there.']],
    ['a rule that is new', server([rule, other, exchangeRule(110, { name: 'New' })]), ['The rule “New” is new.']],
    ['another mode', server([rule, other], { stagingMode: true }), ['The server is now in staging mode.']],
    ['another connector', server([rule, other], { connectors: [] }), ['The connector “contoso.com” is not there.']],
  ])('name %s', (_what, found, expected) => {
    const differences = factDifferences(planned, found, [rule]);
    expect(differences).toHaveLength(expected.length);
    expect(differences.join('\n')).toContain(expected.join('\n'));
  }); // prettier-ignore
});

describe('a change plan', () => {
  it('is intact until anything of it is altered', () => {
    const plan = sealedPlan(body());
    expect(isIntact(plan)).toBe(true);
    expect(isIntact({ ...plan, target: 'another' })).toBe(false);
  });

  it('is one page without a script that shows hostile names as text, and room for signatures', () => {
    const rule = exchangeRule(108, { name: hostile });
    const plan = sealedPlan(
      body({
        operations: [{ kind: 'create', rule: { ...rule, flows: [...rule.flows] } }] as never,
        affected: [{ connector: hostile, objectType: 'user', kind: 'Mailbox on premises', users: 1234 }],
      }),
    );
    const page = changePlanPage(plan);
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).toContain('1,234');
    expect(page).toContain('Signature');
    expect(page).toContain(plan.hash);
  });

  it('has scripts exactly when it changes rules', () => {
    const rule = exchangeRule(108);
    const names = (plan: ChangePlanBody) => [...changePlanFiles(sealedPlan(plan)).keys()];
    expect(names(body())).toEqual(['change-plan.html', 'change-plan.json', 'change-plan.schema.json']);
    expect(names(body({ operations: [{ kind: 'create', rule }] as never }))).toContain('undo.ps1');
  });
});
