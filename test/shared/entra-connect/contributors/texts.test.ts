import { describe, expect, it } from 'vitest';

import { modificationText, originText, standingText } from '../../../../shared/entra-connect/contributors/texts.ts';
import type { Standing } from '../../../../shared/entra-connect/contributors/contributor-ranking.ts';
import { modificationsOf } from '../../../../shared/entra-connect/rules/origin.ts';
import { exchangeRule, expressionFlow, forestConnectorId, ruleIdOf } from '../rules/rule-builder.ts';

const names = { ruleName: () => '“In from AD - User Exchange” on contoso.com', connectorName: () => 'contoso.com' };
const other = { kind: 'other-object', connectorId: forestConnectorId, objectType: 'user' } as const;

describe('the standing of a rule, in words', () => {
  it.each<[Standing, string]>([
    [{ kind: 'disabled' }, 'Disabled: it contributes nothing.'],
    [{ kind: 'join-no-flow' }, 'Its link type is JoinNoFlow: it joins objects and flows no attribute.'],
    [
      { kind: 'contributes-nothing', value: 'NULL' },
      'Its value is NULL: nothing to contribute, so the next rule is asked.',
    ],
    [
      { kind: 'contributes-nothing', value: 'IgnoreThisFlow' },
      'Its value is IgnoreThisFlow: nothing to contribute, what is stored stays.',
    ],
    [
      { kind: 'contributes-nothing', value: 'empty-text' },
      'Its value is an empty text, not a literal: nothing to contribute, so the next rule is asked.',
    ],
    [
      { kind: 'fails', text: 'NULL', unless: [] },
      'Its value is the text “NULL”, not a literal, and the attribute cannot hold a text: objects fail to synchronize.',
    ],
    [
      { kind: 'conflicts', others: [ruleIdOf(1)] },
      'Its merge type differs from that of “In from AD - User Exchange” on contoso.com: objects fail to synchronize where both apply.',
    ],
    [
      { kind: 'wins', unless: [other] },
      'It wins: the lowest number of all enabled rules. Except where no user of contoso.com is joined to the same object.',
    ],
    [{ kind: 'clears', unless: [] }, 'It clears the attribute: AuthoritativeNull, and no later rule is asked.'],
    [{ kind: 'merges', unless: [] }, 'Its values are added to those of the other rules.'],
    [
      { kind: 'follows', earlier: [ruleIdOf(1)], unless: [] },
      'It is asked only where “In from AD - User Exchange” on contoso.com gives no value.',
    ],
    [
      { kind: 'follows', earlier: Array.from({ length: 160 }, () => ruleIdOf(1)), unless: [] },
      `It is asked only where ${Array.from({ length: 4 }, names.ruleName).join(', ')} and 156 other rules give no value.`,
    ],
    [
      { kind: 'never-asked', by: ruleIdOf(1) },
      'It is never asked: “In from AD - User Exchange” on contoso.com always comes first.',
    ],
  ])('%j reads %j', (standing, text) => {
    expect(standingText(standing, names)).toBe(text);
  });
});

describe('the origin of a rule, in words', () => {
  it('tells an out-of-box rule from a copy', () => {
    expect(originText('default')).toBe('out-of-box rule');
    expect(originText('clone')).toBe('copy of an out-of-box rule');
  });

  it('names every change of a default rule', () => {
    const rule = exchangeRule(108, {
      flows: [expressionFlow('msExchMailboxGuid', 'NULL')],
      scopeGroups: [],
      linkType: 'Provision',
    });
    expect(modificationsOf(rule, 'msExchMailboxGuid').map(modificationText)).toEqual([
      'The flow to msExchMailboxGuid is no longer the plain direct flow of the default rule.',
      'The scope is no longer “mailNickname ISNOTNULL” alone.',
      'The link type is Provision; that of the default rule is Join.',
    ]);
  });
});
