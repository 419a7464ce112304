import { describe, expect, it } from 'vitest';
import { compileScope, type ScopeSubject } from '../../../../shared/entra-connect/rules/scope.ts';
import {
  comparisonOperators,
  type ComparisonOperator,
  type ScopeCondition,
} from '../../../../shared/entra-connect/rules/model.ts';
import { bag, clause, rule, type Attributes } from '../../../electron/lab/sync-engine/builders.ts';

const groupName = 'CN=Pilot,OU=Groups,DC=a,DC=example';

function subject(attributes: Attributes): ScopeSubject {
  const object = bag(attributes);
  return {
    attribute: (name) => object.get(name),
    isMemberOf: (group) => object.get('memberOf')?.includes(group) ?? false,
  };
}

function takes(groups: readonly (readonly ScopeCondition[])[], attributes: Attributes): boolean {
  return compileScope(rule({ scope: groups }), (name) => (name === 'Connector.ID' ? 'c0ffee' : undefined))(
    subject(attributes),
  );
}

const absent = 'absent';

/** Operator, value in the rule, value of the attribute, in scope? */
const table: readonly (readonly [ComparisonOperator, string, Attributes[string], boolean])[] = [
  ['EQUAL', 'sales', 'Sales', true],
  ['EQUAL', 'sales', 'Sales team', false],
  ['EQUAL', 'sales', absent, false],
  ['EQUAL', '512', 512n, true],
  ['EQUAL', '0512', 512n, true],
  ['EQUAL', 'true', true, true],
  ['EQUAL', 'False', false, true],
  ['EQUAL', 'False', absent, false],
  ['EQUAL', '0aff', new Uint8Array([10, 255]), true],
  ['EQUAL', 'b', ['a', 'B'], true],
  ['NOTEQUAL', 'True', absent, true],
  ['NOTEQUAL', 'True', true, false],
  ['NOTEQUAL', 'True', false, true],
  ['NOTEQUAL', 'b', ['a', 'b'], false],
  ['LESSTHAN', '50000', 9n, true],
  ['LESSTHAN', '50000', 50_000n, false],
  ['LESSTHAN', '50000', absent, false],
  ['LESSTHAN', 'm', 'Anna', true],
  ['LESSTHAN', 'ten', 9n, false],
  ['LESSTHAN_OR_EQUAL', '50000', 50_000n, true],
  ['LESSTHAN_OR_EQUAL', '50000', 50_001n, false],
  ['GREATERTHAN', '10', 9n, false],
  ['GREATERTHAN', '10', 11n, true],
  ['GREATERTHAN', 'm', 'Zoe', true],
  ['GREATERTHAN_OR_EQUAL', '10', 10n, true],
  ['GREATERTHAN_OR_EQUAL', '10', 9n, false],
  ['CONTAINS', 'ALE', 'sales', true],
  ['CONTAINS', 'ALE', absent, false],
  ['NOTCONTAINS', 'ALE', 'sales', false],
  ['NOTCONTAINS', 'ALE', absent, true],
  ['STARTSWITH', 'user_', 'User_NoSync', true],
  ['STARTSWITH', 'user_', 'My User_', false],
  ['NOTSTARTSWITH', 'User_', 'user_NoSync', false],
  ['NOTSTARTSWITH', 'User_', absent, true],
  ['ENDSWITH', '.COM', 'a.com', true],
  ['ENDSWITH', '.COM', 'a.com.au', false],
  ['NOTENDSWITH', '.COM', 'a.com', false],
  ['NOTENDSWITH', '.COM', ['a.org', 'b.com'], false],
  ['NOTENDSWITH', '.COM', absent, true],
  ['ISNULL', '', absent, true],
  ['ISNULL', '', 'x', false],
  ['ISNOTNULL', '', 'x', true],
  ['ISNOTNULL', '', absent, false],
  ['ISIN', 'b', ['A', 'B'], true],
  ['ISIN', 'c', ['A', 'B'], false],
  ['ISNOTIN', 'b', ['A', 'B'], false],
  ['ISNOTIN', 'c', ['A', 'B'], true],
  ['ISNOTIN', 'c', absent, true],
  ['ISBITSET', '2', 514n, true],
  ['ISBITSET', '2', 512n, false],
  ['ISBITSET', '2', absent, false],
  ['ISBITSET', '&H80000000', -2147483646n, true],
  ['ISBITNOTSET', '2', 512n, true],
  ['ISBITNOTSET', '2', 514n, false],
  ['ISBITNOTSET', '2', absent, true],
];

describe('a scope clause', () => {
  it.each(table)('%s "%s" against %s: %s', (operator, value, attribute, expected) => {
    const attributes: Attributes = attribute === absent ? {} : { x: attribute };
    expect(takes([[clause('x', operator, value)]], attributes)).toBe(expected);
  });

  it.each([
    ['ISMEMBEROF', true],
    ['ISNOTMEMBEROF', false],
  ] as const)('%s asks for membership of the named group', (operator, expected) => {
    expect(takes([[clause('', operator, groupName)]], { memberOf: [groupName] })).toBe(expected);
    expect(takes([[clause('', operator, groupName)]], {})).toBe(!expected);
  });

  it('has its test for every operator of the product', () => {
    const tested = new Set<string>([...table.map(([operator]) => operator), 'ISMEMBEROF', 'ISNOTMEMBEROF']);
    expect(comparisonOperators.filter((operator) => !tested.has(operator))).toEqual([]);
  });

  it('knows the parameters of its connector', () => {
    expect(
      takes([[clause('contributingConnectorExchange', 'EQUAL', '%Connector.ID%')]], {
        contributingConnectorExchange: 'C0FFEE',
      }),
    ).toBe(true);
  });
});

// declarative-provisioning doc, Scope: "A logical AND is used between all clauses in a group. A logical OR is used between groups."
describe('a scope filter', () => {
  const groups = [
    [clause('department', 'EQUAL', 'IT'), clause('country', 'EQUAL', 'Denmark')],
    [clause('country', 'EQUAL', 'Sweden')],
  ];

  it.each([
    [{ department: 'IT', country: 'Denmark' }, true],
    [{ department: 'IT', country: 'Norway' }, false],
    [{ department: 'HR', country: 'Denmark' }, false],
    [{ department: 'HR', country: 'Sweden' }, true],
  ])('joins clauses by AND and groups by OR: %o %s', (attributes, expected) => {
    expect(takes(groups, attributes)).toBe(expected);
  });

  it('takes every object when it has no group', () => {
    expect(takes([], {})).toBe(true);
  });
});
