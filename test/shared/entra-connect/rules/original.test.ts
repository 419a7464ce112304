import { describe, expect, it } from 'vitest';
import { originalNameOf, originalOf } from '../../../../shared/entra-connect/rules/original.ts';
import { customRule, directFlow, exchangeRule, expressionFlow, ruleIdOf } from './rule-builder.ts';

const exchangeFlows = [directFlow('legacyExchangeDN'), directFlow('targetAddress')];
const copyCalled = (name: string) =>
  exchangeRule(200, {
    ...{ name, immutableTag: '' },
    flows: [...exchangeFlows, expressionFlow('msExchMailboxGuid', 'NULL')],
  });

describe('the rule that a copy was made of', () => {
  const original = exchangeRule(108, { disabled: true });

  it.each([
    'In from AD - User Exchange - Cloned - 11/19/2026 4:12:09 PM',
    'In from AD - User Exchange - Geklont - 19.11.2026 16:12:09',
    'Migration - do not touch',
  ])('is found by what it brings in, where the copy is called %s', (name) => {
    expect(originalOf(copyCalled(name), [copyCalled('Another'), original])).toBe(original);
    expect(originalNameOf(copyCalled(name))).toBe('In from AD - User Exchange');
  });

  it('is that of the same object type', () => {
    const other = exchangeRule(109, { sourceObjectType: 'inetOrgPerson' });
    expect(originalOf(copyCalled('Geklont'), [other])).toBeUndefined();
    expect(originalNameOf({ ...copyCalled('Geklont'), sourceObjectType: 'inetOrgPerson' })).toBe(
      'In from AD - InetOrgPerson Exchange',
    );
  });

  it('is found by the name of the copy where the copy brings in something else', () => {
    const own = customRule(90, directFlow('department'), { name: 'Departments', id: ruleIdOf(90) });
    const copy = { ...own, id: ruleIdOf(91), name: 'Departments - Cloned - 1/2/2026 3:04:05 PM' };
    expect(originalOf(copy, [copy, own])).toBe(own);
    expect(originalNameOf(own)).toBeUndefined();
  });
});
