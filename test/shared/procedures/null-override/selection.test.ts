import { describe, expect, it } from 'vitest';
import type { RuleId } from '../../../../shared/base/identifiers.ts';
import type { Choice } from '../../../../shared/procedures/null-override/scope.ts';
import { selectSubjects } from '../../../../shared/procedures/null-override/selection.ts';
import type { Census } from '../../../../shared/procedures/steps/rules/census.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { connector, customRule, expressionGuid, forestId, guid, rule } from '../builders.ts';

const user = rule();
const inetOrgPerson = rule({ name: 'InetOrgPerson Exchange', sourceObjectType: 'inetOrgPerson', precedence: 109 });

function census(counts: Record<string, number>): Census {
  const types = Object.entries(counts).map(([objectType, withMailboxGuid]) => ({
    ...{ objectType, objects: withMailboxGuid, withMailboxGuid, withGuidWithoutNickname: 0 },
    ...{ synchronized: withMailboxGuid, inCloud: withMailboxGuid, remoteMailboxes: [] },
  }));
  return new Map([[forestId, types]]);
}

interface Given {
  readonly contributors?: readonly RuleId[];
  readonly scope?: Choice;
}

function select(
  rules: readonly SyncRule[],
  counts: Census,
  { contributors, scope = { kind: 'everyone' } }: Given = {},
) {
  const selection = selectSubjects({ rules, connectors: [connector()] }, counts, {
    alsoExclude: [],
    contributors: contributors ?? 'auto',
    scope,
  });
  return selection.kind === 'selected'
    ? selection.subjects.map((subject) => [subject.contributor.name, subject.precedence])
    : selection.blockers.map(({ id }) => id);
}

describe('choosing what to override', () => {
  it('takes each object type with GUIDs once, and gives each a number of its own', () => {
    const other = customRule('Another one', 120);
    expect(select([user, other, inetOrgPerson], census({ user: 5, inetOrgPerson: 1 }))).toEqual([
      [user.name, 99],
      [inetOrgPerson.name, 98],
    ]);
  });

  it('leaves out an object type without GUIDs', () => {
    expect(select([user, inetOrgPerson], census({ user: 5 }))).toEqual([[user.name, 99]]);
  });

  it('takes all types as long as there are no GUIDs', () => {
    expect(select([user, inetOrgPerson], census({}))).toHaveLength(2);
  });

  it('takes a custom, a modified and a copied rule like a default one', () => {
    const clone = rule({ name: 'X - Cloned - 2026', immutableTag: '' });
    expect(select([clone], census({ user: 1 }))).toEqual([[clone.name, 99]]);
    expect(select([rule({ flows: [expressionGuid('NULL')] })], census({ user: 1 }))).toEqual([[user.name, 99]]);
  });

  it('stands before a custom rule that gives the same objects a GUID', () => {
    expect(select([customRule('Early', 20), user], census({ user: 1 }))).toEqual([['Early', 19]]);
  });

  it('takes a number that no rule has', () => {
    const taken = [99, 98, 96].map((precedence) =>
      customRule(`Taken ${String(precedence)}`, precedence, expressionGuid('NULL')),
    );
    expect(select([...taken.map((one) => ({ ...one, flows: [] })), user], census({ user: 1 }))).toEqual([
      [user.name, 97],
    ]);
  });

  it.each<[string, readonly SyncRule[], string, Given?]>([
    ['no number is free', [customRule('First', 0), user], 'no-free-precedence'],
    [
      'an override is there already',
      [user, customRule('Override', 50, expressionGuid('AuthoritativeNull'))],
      'override-in-place',
    ],
    ['no rule brings a GUID in', [], 'rule-not-found'],
    ['the default rule is disabled', [{ ...user, disabled: true }], 'rule-disabled'],
    ['a rule is named that is not there', [user], 'rule-not-found', { contributors: [guid(999) as RuleId] }],
    ['a disabled rule is named', [{ ...user, disabled: true }], 'rule-disabled', { contributors: [user.id] }],
    [
      'the scope asks for an attribute that is not read',
      [user],
      'scope-attribute',
      { scope: { kind: 'attribute', attribute: 'shoeSize', value: '44' } },
    ],
  ])('is impossible when %s', (_why, rules, blocker, given) => {
    expect(select(rules, census({ user: 1 }), given)).toEqual([blocker]);
  });

  const narrow = (value: string, ...more: SyncRule['scopeGroups'][number]) => ({
    ...customRule('Override', 50, expressionGuid('AuthoritativeNull')),
    scopeGroups: [[{ attribute: 'extensionAttribute15', operator: 'EQUAL' as const, value }, ...more]],
  });
  const pilot = { kind: 'attribute', attribute: 'extensionAttribute15', value: 'pilot' } as const;

  it.each<[string, SyncRule, string, Given?]>([
    ['is about a pilot only, and everybody is asked for', narrow('pilot'), 'override-narrower'],
    ['is about others than are asked for', narrow('sales'), 'override-narrower', { scope: pilot }],
    ['is about a pilot only, and its rule is named', narrow('pilot'), 'override-narrower', { contributors: [user.id] }],
    ['is about exactly those who are asked for', narrow('PILOT'), 'override-in-place', { scope: pilot }],
    [
      'leaves somebody out who is asked for',
      narrow('pilot', { attribute: 'title', operator: 'NOTEQUAL', value: 'CEO' }),
      'override-narrower',
      { scope: pilot },
    ],
    [
      'leaves out only whom every override leaves out',
      {
        ...narrow('pilot'),
        scopeGroups: [[{ attribute: 'msExchRecipientTypeDetails', operator: 'NOTEQUAL', value: '2147483648' }]],
      },
      'override-in-place',
    ],
  ])('is impossible when an override in place %s', (_how, override, blocker, given) => {
    expect(select([user, override], census({ user: 1 }), given)).toEqual([blocker]);
  });

  it('says what a narrower override covers, what was asked for, and how to go on', () => {
    const selection = selectSubjects(
      { rules: [user, narrow('pilot')], connectors: [connector()] },
      census({ user: 1 }),
      {
        ...{ contributors: 'auto', scope: { kind: 'everyone' }, alsoExclude: [] },
      },
    );
    const [blocker] = selection.kind === 'impossible' ? selection.blockers : [];
    expect(blocker?.reason).toContain(
      'It covers: extensionAttribute15 EQUAL pilot. Asked for: msExchRecipientTypeDetails',
    );
    expect(blocker?.remedy).toContain('resume');
  });

  it.each([
    ['after the default rule', [user, customRule('Late', 150, expressionGuid('AuthoritativeNull'))], [[user.name, 99]]],
    [
      'after a custom rule that gives some the GUID',
      [customRule('Early', 20), customRule('Override', 50, expressionGuid('AuthoritativeNull')), user],
      [['Early', 19]],
    ],
    [
      'with the same precedence value as a rule that gives the GUID',
      [customRule('Early', 50), customRule('Override', 50, expressionGuid('AuthoritativeNull')), user],
      [['Early', 49]],
    ],
    [
      'without flowing anything',
      [{ ...customRule('Override', 50, expressionGuid('AuthoritativeNull')), linkType: 'JoinNoFlow' as const }, user],
      [[user.name, 99]],
    ],
  ])('does not count an override that applies %s: it covers nobody', (_how, rules, chosen) => {
    expect(select(rules, census({ user: 1 }))).toEqual(chosen);
    const givers = rules.filter(({ name }) => name === 'Early' || name === user.name).map(({ id }) => id);
    expect(select(rules, census({ user: 1 }), { contributors: givers.slice(0, 1) })).toEqual(chosen);
  });

  it('goes on with the type that an override in place has forgotten', () => {
    const override = customRule('Override', 50, expressionGuid('AuthoritativeNull'));
    expect(select([override, user, inetOrgPerson], census({ user: 1, inetOrgPerson: 1 }))).toEqual([
      [inetOrgPerson.name, 99],
    ]);
  });
});
