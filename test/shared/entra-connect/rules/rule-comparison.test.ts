import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { comparedParts } from '../../../../shared/entra-connect/rules/rule-comparison.ts';
import { planClone } from '../../../../shared/entra-connect/rules/clone.ts';
import { differenceBetween } from '../../../../shared/entra-connect/rules/rule-difference.ts';
import { arbitraryRule } from './arbitrary-rule.ts';
import { directFlow, exchangeRule, expressionFlow, ruleIdOf } from './rule-builder.ts';

function different(before: Parameters<typeof comparedParts>[0], after: Parameters<typeof comparedParts>[1]) {
  return comparedParts(before, after).filter(({ standing }) => standing !== 'same');
}

describe('two rules side by side', () => {
  it('shows of a clone what makes it one, and nothing else as different', () => {
    const original = exchangeRule(108);
    const clone = planClone(original, { id: ruleIdOf(7), date: '2026', precedence: 200, configuration: { rules: [] } });
    expect(different(original, clone).map(({ label, standing }) => [label, standing])).toEqual([
      ['Identifier', 'changed'],
      ['Internal identifier', 'changed'],
      ['Name', 'changed'],
      ['Tag of a default rule', 'changed'],
      ['Precedence', 'changed'],
      ['msExchMailboxGuid', 'changed'],
    ]);
  });

  it('says what flow stands in place of which', () => {
    const flow = different(
      exchangeRule(108, { flows: [directFlow('mail')] }),
      exchangeRule(108, { flows: [expressionFlow('mail', 'NULL', { applyOnce: true })] }),
    );
    expect(flow).toEqual([
      {
        part: 'Transformations',
        label: 'mail',
        standing: 'changed',
        before: 'Direct mail, Update',
        after: 'Expression NULL, Apply Once, Update',
      },
    ]);
  });

  it('tells a part that is new from one that is gone', () => {
    const scope = [[{ attribute: 'mail', operator: 'ISNOTNULL', value: '' } as const]];
    const before = exchangeRule(108, { flows: [directFlow('mail')], scopeGroups: [] });
    const after = exchangeRule(108, { flows: [], scopeGroups: scope });
    expect(different(before, after)).toEqual([
      { part: 'Scoping filter', label: 'Group 1', standing: 'added', after: 'mail ISNOTNULL' },
      { part: 'Transformations', label: 'mail', standing: 'removed', before: 'Direct mail, Update' },
    ]);
  });

  it('shows as different exactly what differs, of any two rules', () => {
    fc.assert(
      fc.property(arbitraryRule, arbitraryRule, (before, after) => {
        expect(different(before, after)).toHaveLength(differenceBetween(before, after).length);
      }),
    );
  });

  it('loses no part of a rule', () => {
    fc.assert(
      fc.property(arbitraryRule, (rule) => {
        const parts = comparedParts(rule, rule);
        const { flows, joinGroups, scopeGroups, uninterpreted } = rule;
        const lists = [flows, joinGroups, scopeGroups, uninterpreted].reduce((sum, list) => sum + list.length, 0);
        expect(parts).toHaveLength(17 + lists);
        expect(parts.every(({ standing }) => standing === 'same')).toBe(true);
      }),
    );
  });
});
