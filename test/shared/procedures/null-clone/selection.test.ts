import { describe, expect, it } from 'vitest';
import type { ConnectorId } from '../../../../shared/base/identifiers.ts';
import { readOptions, type NullCloneOptions } from '../../../../shared/procedures/null-clone/options.ts';
import { selectContributors } from '../../../../shared/procedures/null-clone/selection.ts';
import { uncoveredTypes, type Census } from '../../../../shared/procedures/steps/rules/census.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import { directFlow } from '../../entra-connect/rules/rule-builder.ts';
import { connector, customRule, expressionGuid, forestId, guid, rule } from '../builders.ts';

const user = rule();
const inetOrgPerson = rule({
  name: 'In from AD - InetOrgPerson Exchange',
  immutableTag: 'Microsoft.InfromADInetOrgPersonExchange.004',
  sourceObjectType: 'inetOrgPerson',
  precedence: 109,
});
const userJoin = rule({
  name: 'In from AD - User Join',
  immutableTag: 'Microsoft.InfromADUserJoin.004',
  precedence: 100,
  linkType: 'Provision',
  flows: [],
  joinGroups: [
    [{ connectorSpaceAttribute: 'objectGUID', metaverseAttribute: 'sourceAnchorBinary', caseSensitive: false }],
  ],
});

function options(given: Record<string, string> = {}): NullCloneOptions {
  const read = readOptions(given);
  if (!read.ok) throw new Error(read.failure.raw);
  return read.value;
}

function census(counts: Record<string, number>, connectorId: ConnectorId = forestId): Census {
  const types = Object.entries(counts).map(([objectType, withMailboxGuid]) => ({
    objectType,
    objects: withMailboxGuid,
    withMailboxGuid,
    withGuidWithoutNickname: 0,
    synchronized: withMailboxGuid,
    inCloud: withMailboxGuid,
    remoteMailboxes: [],
  }));
  return new Map([[connectorId, types]]);
}

function select(rules: readonly SyncRule[], counts: Census, given: Record<string, string> = {}) {
  const selection = selectContributors({ rules, connectors: [connector()] }, counts, options(given));
  return selection.kind === 'selected'
    ? selection.contributors.map(({ name }) => name)
    : selection.blockers.map(({ id }) => id);
}

describe('selecting contributors automatically', () => {
  it('takes every enabled default rule with affected objects', () => {
    expect(select([user, inetOrgPerson], census({ user: 10, inetOrgPerson: 2 }))).toEqual([
      user.name,
      inetOrgPerson.name,
    ]);
  });

  it('leaves out a rule without affected objects', () => {
    expect(select([userJoin, user, inetOrgPerson], census({ user: 10, inetOrgPerson: 0 }))).toEqual([user.name]);
  });

  it('takes all of them when nothing is affected yet', () => {
    expect(select([user, inetOrgPerson], new Map())).toEqual([user.name, inetOrgPerson.name]);
  });

  it('takes the rules of every forest', () => {
    const other = rule({ connectorId: guid(2) as ConnectorId, precedence: 118 });
    const counts = new Map([...census({ user: 3 }), ...census({ user: 4 }, guid(2) as ConnectorId)]);
    expect(select([user, other], counts)).toEqual([user.name, user.name]);
  });
});

describe('what forbids null-clone', () => {
  const some = census({ user: 10 });

  it.each([
    ['no rule flows the GUID', [rule({ flows: [] })], 'rule-not-found'],
    ['the default rule is disabled', [rule({ disabled: true })], 'rule-disabled'],
    ['a modified default rule', [rule({ flows: [{ ...user.flows[0]!, applyOnce: true }] })], 'modified-default'],
    ['another rule below that gives the value', [user, customRule('Own', 150)], 'other-contributor'],
    ['another rule above that gives the value', [user, customRule('Own', 50)], 'other-contributor'],
    [
      'another rule with a text that the GUID cannot hold',
      [user, customRule('Own', 50, expressionGuid('"AuthoritativeNull"'))],
      'failing-contributor',
    ],
    [
      'an override that is in place',
      [user, customRule('Override', 50, expressionGuid('AuthoritativeNull'))],
      'override-in-place',
    ],
  ])('%s', (_, rules, id) => {
    expect(select(rules, some)).toEqual([id]);
  });

  it('is no override that applies after the default rule: nothing is in place', () => {
    expect(select([user, customRule('Late', 150, expressionGuid('AuthoritativeNull'))], some)).toEqual([user.name]);
  });

  const clone = customRule(`${user.name} - Cloned - 5/1/2026 1:02:03 PM`, 200, expressionGuid('NULL'));

  it.each([
    ['beside its disabled original', [rule({ disabled: true }), clone], 'applied by half'],
    ['beside its enabled original', [user, clone], 'has no effect'],
    ['whose original is deleted', [inetOrgPerson, clone], 'is deleted'],
    [
      'that flows the real value',
      [rule({ disabled: true }), { ...clone, flows: user.flows }],
      'copy of a default rule',
    ],
  ])('a copy %s is told apart', (_, rules, text) => {
    const selection = selectContributors({ rules, connectors: [connector()] }, some, options());
    expect(selection).toMatchObject({ kind: 'impossible' });
    expect(JSON.stringify(selection)).toContain(text);
  });

  it('finds the original of a copy in another language, and calls it by its name', () => {
    const flows = [...clone.flows, ...['legacyExchangeDN', 'targetAddress'].map((name) => directFlow(name))];
    const localized = { ...clone, name: `${user.name} - Geklont - 01.05.2026 13:02:03`, flows };
    const selection = (...rules: readonly SyncRule[]) =>
      JSON.stringify(selectContributors({ rules, connectors: [connector()] }, some, options()));
    expect(selection(rule({ disabled: true }), localized)).toContain(
      'the default rule “In from AD - User Exchange” on',
    );
    expect(selection(rule({ disabled: true }), localized)).toContain('is disabled');
    expect(selection(inetOrgPerson, localized)).toContain('the default rule “In from AD - User Exchange” on');
    expect(selection(inetOrgPerson, localized)).toContain('is deleted');
  });

  it('names a rule that was asked for and is not there', () => {
    expect(select([user], some, { contributors: guid(999) })).toEqual(['rule-not-found']);
  });

  it('does not fear a disabled rival', () => {
    expect(select([user, { ...customRule('Own', 150), disabled: true }], some)).toEqual([user.name]);
  });
});

describe('choosing contributors by hand', () => {
  it('asks to treat the other rule too when it would fill the value', () => {
    const rules = [userJoin, user, { ...customRule('Second', 150) }];
    expect(select(rules, census({ user: 10 }), { contributors: user.id })).toEqual(['other-contributor']);
  });

  it('treats a custom rule like a default one', () => {
    const own = customRule('Own', 150);
    expect(select([own], census({ user: 10 }), { contributors: own.id })).toEqual(['Own']);
  });

  it.each([
    ['a disabled rule', rule({ disabled: true }), 'rule-disabled'],
    ['a rule that yields NULL already', customRule('Null', 150, expressionGuid('NULL')), 'nothing-to-null'],
  ])('refuses %s', (_, chosen, id) => {
    expect(select([chosen], census({ user: 1 }), { contributors: chosen.id })).toEqual([id]);
  });
});

describe('objects whose rule is gone', () => {
  const uncovered = (rules: readonly SyncRule[]) =>
    uncoveredTypes({ rules, connectors: [connector()] }, census({ user: 10, inetOrgPerson: 0 }));

  it('are found when the rule was deleted', () => {
    expect(uncovered([inetOrgPerson])).toMatchObject([{ objectType: 'user', objects: 10, disabledRule: undefined }]);
  });

  it('are found when the rule was disabled', () => {
    expect(uncovered([rule({ disabled: true })])).toMatchObject([
      { objectType: 'user', disabledRule: '“In from AD - User Exchange” on contoso.com' },
    ]);
  });

  it('are none while an enabled rule is about them', () => {
    expect(uncovered([user])).toEqual([]);
  });
});
