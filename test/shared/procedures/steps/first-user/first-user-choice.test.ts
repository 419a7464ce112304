import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOptions as readCloneOptions } from '../../../../../shared/procedures/null-clone/options.ts';
import { readOptions as readOverrideOptions } from '../../../../../shared/procedures/null-override/options.ts';
import { synchronizeObject } from '../../../../../shared/procedures/steps/rules/commands.ts';
import { comparableName } from '../../../../../shared/procedures/steps/first-user/first-user-choice.ts';
import {
  differencesFrom,
  readAttributes,
  writeAttributes,
} from '../../../../../shared/procedures/steps/first-user/first-user-object.ts';
import type { AttributeValue } from '../../../../../shared/entra-connect/rules/values.ts';

const readers = { 'null-clone': readCloneOptions, 'null-override': readOverrideOptions };

describe.each(Object.entries(readers))('the option first-user of %s', (_procedure, readOptions) => {
  it.each([
    ['none', undefined],
    ['NONE', undefined],
    [' CN=Anna Kay,DC=contoso,DC=com ', 'CN=Anna Kay,DC=contoso,DC=com'],
    ['CN=Kay\\, Anna,DC=contoso,DC=com', 'CN=Kay\\, Anna,DC=contoso,DC=com'],
    ["CN=O'Neil,DC=contoso,DC=com", "CN=O'Neil,DC=contoso,DC=com"],
  ])('reads “%s”', (text, firstUser) => {
    expect(readOptions({ 'first-user': text })).toMatchObject({ ok: true, value: { firstUser } });
  });

  it('is nobody when it is not given', () => {
    expect(readOptions({})).toMatchObject({ ok: true, value: { firstUser: undefined } });
  });

  it.each([
    '',
    'anna@contoso.com',
    'Anna Kay',
    'CN=Anna Kay',
    'CN=Anna\nKay,DC=contoso',
    'CN=Anna,contoso',
    'CN=A\ud800,DC=b',
  ])('refuses “%s”', (text) => {
    expect(readOptions({ 'first-user': text }).ok).toBe(false);
  });
});

describe('two distinguished names', () => {
  it.each([
    ['CN=Kay\\, Anna,DC=contoso,DC=com', 'cn=KAY\\2C ANNA, dc=contoso, dc=com'],
    ['CN=A\\+B,DC=com', 'CN=A\\2bB,DC=com'],
    ['CN=Çelik,DC=com', 'CN=\\C3\\87elik,DC=com'],
    ['CN=李\\, 明,DC=com', 'CN=\\E6\\9D\\8E\\2c \\e6\\98\\8E,DC=com'],
  ])('%s and %s are one', (left, right) => {
    expect(comparableName(left)).toBe(comparableName(right));
  });

  it.each([
    ['CN=Kay\\, Anna,DC=com', 'CN=Kay,CN=Anna,DC=com'],
    ['CN=A\\,B=C,DC=com', 'CN=A,B=C,DC=com'],
    ['CN=\\C3,DC=com', 'CN=\\C4,DC=com'],
    ['CN=Anna,DC=com', 'CN=Anna,DC=con'],
  ])('%s and %s are two', (left, right) => {
    expect(comparableName(left)).not.toBe(comparableName(right));
  });
});

describe('the command for one object', () => {
  it.each([
    ["CN=O'Neil,DC=com", "'CN=O''Neil,DC=com'"],
    ['CN=O’Neil,DC=com', "'CN=O’’Neil,DC=com'"],
    ['CN=$(Get-Date)\\, "x",DC=com', '\'CN=$(Get-Date)\\, "x",DC=com\''],
  ])('quotes %s', (name, quoted) => {
    expect(synchronizeObject(name, false)[1]).toBe(
      `Invoke-ADSyncSingleObjectSync -DistinguishedName ${quoted} -NoHtmlReport`,
    );
  });

  it('exports nothing from a staging server', () => {
    expect(synchronizeObject('CN=A,DC=b', true)[1]).toContain('-StagingMode');
  });
});

describe('the sealed attributes of the cloud’s object', () => {
  const value = fc.oneof(
    fc.string(),
    fc.bigInt(),
    fc.boolean(),
    fc.uint8Array({ maxLength: 40 }),
  ) satisfies fc.Arbitrary<AttributeValue>;

  it('read back to what was written, an absent one as without values', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.array(value)), fc.string(), (dictionary, absent) => {
        const attributes = new Map(Object.entries(dictionary));
        fc.pre(!attributes.has(absent));
        const read = readAttributes(writeAttributes([...attributes.keys(), absent], attributes));
        expect(read).toEqual(new Map([...attributes, [absent, []]]));
      }),
    );
  });

  it('tell what went, came and became another', () => {
    const before = readAttributes(
      writeAttributes(
        ['a', 'b', 'c', 'd'],
        new Map([
          ['a', ['1']],
          ['b', [2n]],
          ['d', ['x', 'y']],
        ]),
      ),
    );
    const now = new Map<string, readonly AttributeValue[]>([
      ['b', [3n]],
      ['c', ['new']],
      ['d', ['y', 'x']],
    ]);
    expect(differencesFrom(before, now)).toEqual([
      { attribute: 'a', before: '1', after: undefined },
      { attribute: 'b', before: '2', after: '3' },
      { attribute: 'c', before: undefined, after: 'new' },
    ]);
  });
});
