import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64FromBytes, bytesFromBase64 } from '../../../../shared/base/base64.ts';
import {
  decodeValue,
  encodeValue,
  equalValues,
  equalValueSets,
  valueKey,
  valueText,
  type AttributeValue,
} from '../../../../shared/entra-connect/rules/values.ts';

const anyValue: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.boolean(),
  fc.uint8Array(),
);

describe('encodeValue', () => {
  it('loses nothing on the way through JSON', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const restored = decodeValue(JSON.parse(JSON.stringify(encodeValue(value))));
        expect(restored !== undefined && equalValues(restored, value)).toBe(true);
      }),
    );
  });

  it.each([
    ['null', null],
    ['a plain number', 5],
    ['an integer that is none', { integer: '5.0' }],
    ['binary that is no base64', { binary: 'a' }],
    ['an unknown form', { date: '2026' }],
  ])('has nothing that reads back as %s', (_, encoded) => {
    expect(decodeValue(encoded)).toBeUndefined();
  });
});

describe('equality of values', () => {
  it.each<[AttributeValue, AttributeValue, boolean]>([
    ['a', 'a', true],
    ['a', 'A', false],
    [1n, 1n, true],
    ['1', 1n, false],
    ['True', true, false],
    [Uint8Array.of(1, 2), Uint8Array.of(1, 2), true],
    [Uint8Array.of(1, 2), Uint8Array.of(1), false],
    ['0102', Uint8Array.of(1, 2), false],
  ])('%s and %s: %s', (left, right, equal) => {
    expect(equalValues(left, right)).toBe(equal);
    expect(valueKey(left) === valueKey(right)).toBe(equal);
  });

  it('of sets does not mind the order, but the number', () => {
    expect(equalValueSets(['a', 1n], [1n, 'a'])).toBe(true);
    expect(equalValueSets(['a', 'b'], ['a', 'a'])).toBe(false);
    expect(equalValueSets(['a'], ['a', 'a'])).toBe(false);
    expect(equalValueSets([], [])).toBe(true);
  });
});

describe('valueText', () => {
  it.each<[AttributeValue, string]>([
    ['x', 'x'],
    [-5n, '-5'],
    [true, 'True'],
    [Uint8Array.of(1, 255), '01FF'],
  ])('writes %s as %s', (value, text) => expect(valueText(value)).toBe(text));
});

describe('base64', () => {
  it('is what the platform reads and writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        const text = base64FromBytes(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(bytesFromBase64(text)).toEqual(bytes);
      }),
    );
  });

  it.each(['a', 'ab', 'ab=', 'a===', 'ab c', 'ab-_'])('refuses %s', (text) => {
    expect(bytesFromBase64(text)).toBeUndefined();
  });
});
