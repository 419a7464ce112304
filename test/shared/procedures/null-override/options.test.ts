import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../../shared/procedures/null-override/options.ts';
import { comparableAttribute, readChoice, scopeGroupsOf } from '../../../../shared/procedures/null-override/scope.ts';
import { compileScope } from '../../../../shared/entra-connect/rules/scope.ts';
import { connector } from '../builders.ts';

describe('an audience as an option', () => {
  it.each([
    ['everyone', { kind: 'everyone' }],
    ['extensionAttribute15=pilot', { kind: 'attribute', attribute: 'extensionAttribute15', value: 'pilot' }],
    ['title = Head of = all ', { kind: 'attribute', attribute: 'title', value: 'Head of = all' }],
    ['memberOf=CN=Pilot,DC=contoso,DC=com', { kind: 'group', distinguishedName: 'CN=Pilot,DC=contoso,DC=com' }],
    ['MEMBEROF=CN=Pilot,DC=contoso', { kind: 'group', distinguishedName: 'CN=Pilot,DC=contoso' }],
  ])('reads “%s”', (text, choice) => {
    expect(readChoice(text)).toEqual(choice);
  });

  it.each([
    '',
    'nobody',
    '=pilot',
    'title=',
    'ti tle=x',
    'title=a\nb',
    'title=%Connector.ID%',
    'memberOf=Pilot',
    '1st=x',
  ])('refuses “%s”', (text) => {
    expect(readChoice(text)).toBeUndefined();
  });

  it('takes whoever has the value, and nobody else', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, other) => {
        const choice = readChoice(`title=${value}`);
        fc.pre(choice !== undefined);
        const isInScope = compileScope({ scopeGroups: scopeGroupsOf([choice], []) }, () => undefined);
        const holding = (held: string) => isInScope({ attribute: () => [held], isMemberOf: () => false });
        expect(holding(value.trim())).toBe(true);
        expect(holding(other)).toBe(other.toLowerCase() === value.trim().toLowerCase());
      }),
    );
  });

  it.each([
    [1n, true],
    [undefined, true],
    [2147483648n, false],
    [8589934592n, false],
    [17179869184n, false],
    [34359738368n, false],
  ])('leaves out a recipient of type %s: %s', (type, isIn) => {
    const read = readOptions({});
    const groups = read.ok
      ? scopeGroupsOf([read.value.scope], [2147483648n, 8589934592n, 17179869184n, 34359738368n])
      : [];
    const isInScope = compileScope({ scopeGroups: groups }, () => undefined);
    expect(isInScope({ attribute: () => (type === undefined ? undefined : [type]), isMemberOf: () => false })).toBe(
      isIn,
    );
  });
});

describe('the options of null-override', () => {
  it.each([
    ['a pilot of everyone', { pilot: 'everyone' }],
    ['a pilot that says nothing', { pilot: 'yes' }],
    ['a scope of nobody', { scope: 'none' }],
    ['a type that is no number', { 'also-exclude': '4,rooms' }],
    ['a type beyond 64 bits', { 'also-exclude': '9999999999999999999' }],
  ])('refuse %s', (_what, given) => {
    expect(readOptions(given)).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
  });

  it('know no pilot by themselves', () => {
    expect(readOptions({})).toMatchObject({ ok: true, value: { pilot: undefined, scope: { kind: 'everyone' } } });
  });
});

describe('an attribute for a scope', () => {
  const attributes = new Map([
    ['manager', { name: 'manager', syntax: 'reference', multiValued: false }],
    ['title', { name: 'title', syntax: 'string', multiValued: false }],
  ] as const);
  const schema = { objectTypes: new Map(), attributes };
  const forest = connector({ attributeInclusions: ['title', 'manager'], schema });

  it('is spelled as the connector spells it', () => {
    expect(comparableAttribute(forest, 'TITLE')).toBe('title');
  });

  it.each(['manager', 'shoeSize'])('is not %s', (name) => {
    expect(comparableAttribute(forest, name)).toBeUndefined();
  });
});
