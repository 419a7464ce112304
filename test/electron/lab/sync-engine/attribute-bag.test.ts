import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AttributeBag } from '../../../../electron/lab/sync-engine/attribute-bag.ts';
import {
  equalValueSets,
  type AttributeValue,
  type AttributeValues,
} from '../../../../shared/entra-connect/rules/values.ts';

const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.string(),
  fc.bigInt(),
  fc.boolean(),
  fc.uint8Array({ maxLength: 4 }),
);
const values: fc.Arbitrary<AttributeValues | undefined> = fc.option(fc.array(value, { maxLength: 3 }), {
  nil: undefined,
});
const entries = fc.uniqueArray(fc.tuple(fc.constantFrom('cn', 'mail', 'member', 'title', 'Title'), values), {
  selector: ([name]) => name,
});

/** What a plain map would hold. */
function mapOf(given: readonly (readonly [string, AttributeValues | undefined])[]): Map<string, AttributeValues> {
  return new Map(
    given.flatMap(([name, each]) => (each === undefined || each.length === 0 ? [] : [[name, each] as const])),
  );
}

describe('an attribute bag', () => {
  it('holds what a map would hold, in ascending order of names', () => {
    fc.assert(
      fc.property(entries, (given) => {
        const expected = mapOf(given);
        expect([...AttributeBag.from(given).entries()]).toEqual(
          [...expected].sort(([left], [right]) => (left < right ? -1 : 1)),
        );
      }),
    );
  });

  it('changes as a map of sets would change, without changing itself', () => {
    fc.assert(
      fc.property(entries, entries, (given, changes) => {
        const before = AttributeBag.from(given);
        const expected = mapOf(given);
        for (const [name, each] of changes) {
          if (each === undefined || each.length === 0) expected.delete(name);
          else if (!equalValueSets(expected.get(name) ?? [], each)) expected.set(name, each);
        }
        expect(new Map(before.with(changes).entries())).toEqual(expected);
        expect(new Map(before.entries())).toEqual(mapOf(given));
      }),
    );
  });

  it('equals a bag with the same values in another order, and no other', () => {
    const bag = AttributeBag.from([['member', ['a', 'b', 'b']]]);
    expect(bag.equals(AttributeBag.from([['member', ['b', 'a', 'b']]]))).toBe(true);
    expect(bag.equals(AttributeBag.from([['member', ['a', 'a', 'b']]]))).toBe(false);
    expect(AttributeBag.from([['x', [1n]]]).equals(AttributeBag.from([['x', ['1']]]))).toBe(false);
    expect(AttributeBag.from([['x', ['1']]]).equals(AttributeBag.from([['y', ['1']]]))).toBe(false);
  });

  it('is the same bag when a change changes nothing', () => {
    const bag = AttributeBag.from([['cn', ['Anna']]]);
    expect(
      bag.with([
        ['cn', ['Anna']],
        ['title', undefined],
      ]),
    ).toBe(bag);
    expect(bag.only((name) => name === 'cn')).toBe(bag);
  });

  it('shares its names with every bag of the same attribute set', () => {
    const [one, other] = [
      AttributeBag.from([
        ['a', ['1']],
        ['b', ['2']],
      ]),
      AttributeBag.from([
        ['b', ['3']],
        ['a', ['4']],
      ]),
    ];
    expect(one.names).toBe(other.names);
  });

  it('gives single values without an array around them', () => {
    const bag = AttributeBag.from([
      ['cn', ['Anna']],
      ['uac', [512n]],
      ['member', ['a', 'b']],
    ]);
    expect([
      bag.first('cn'),
      bag.first('uac'),
      bag.first('member'),
      bag.first('x'),
      bag.text('cn'),
      bag.text('uac'),
    ]).toEqual(['Anna', 512n, 'a', undefined, 'Anna', undefined]);
  });
});
