import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { sameValue } from '../../../../shared/entra-connect/rules/equality.ts';

describe('two plain values', () => {
  it('are the same as their copies', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue()), (json, entries) => {
        const value = { json, map: new Map(Object.entries(entries)) };
        expect(sameValue(value, structuredClone(value))).toBe(true);
      }),
    );
  });

  it.each([
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [[], {}],
    [{ a: undefined }, {}],
    [{ a: 1 }, { b: 1 }],
    [new Map([['a', 1]]), new Map([['a', 2]])],
    [new Map([['a', 1]]), new Map()],
    [new Map(), {}],
    [null, {}],
    ['1', 1],
  ])('%j and %j are different', (left, right) => {
    expect(sameValue(left, right)).toBe(false);
    expect(sameValue(right, left)).toBe(false);
  });
});
