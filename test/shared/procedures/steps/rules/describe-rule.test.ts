import { describe, expect, it } from 'vitest';
import {
  partsBetween,
  wholeScopeText,
  sharedNumbers,
} from '../../../../../shared/procedures/steps/rules/describe-rule.ts';
import { expressionGuid, rule } from '../../builders.ts';

describe('a rule in words', () => {
  it('tells the scope with and within groups, or between them', () => {
    const scopeGroups = [
      [
        { attribute: 'mailNickname', operator: 'ISNOTNULL', value: '' },
        { attribute: 'extensionAttribute1', operator: 'EQUAL', value: 'pilot' },
      ],
      [{ attribute: 'mail', operator: 'ISNULL', value: '' }],
    ] as const;
    expect(wholeScopeText({ scopeGroups })).toBe(
      'mailNickname ISNOTNULL and extensionAttribute1 EQUAL pilot or mail ISNULL',
    );
    expect(wholeScopeText({ scopeGroups: [] })).toBe('every object');
  });

  it('tells each part that differs once', () => {
    const before = rule();
    const after = { ...before, precedence: 90, scopeGroups: [], flows: [expressionGuid('NULL')], version: 9 };
    expect(partsBetween(before, after)).toEqual([
      { field: 'precedence', before: 108, after: 90 },
      {
        field: 'flow to msExchMailboxGuid',
        before: 'Direct msExchMailboxGuid, Update',
        after: 'Expression NULL, Update',
      },
      { field: 'scope', before: 'mailNickname ISNOTNULL', after: 'every object' },
    ]);
  });

  it('names the numbers that several rules share', () => {
    expect(sharedNumbers([rule({ precedence: 1 }), rule({ precedence: 2 }), rule({ precedence: 1 })])).toEqual([1]);
  });
});
