import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256Hex } from '../../../shared/base/hash.ts';
import { factsHash, planHash, stepDefinitionHash } from '../../../shared/engine/contract/step-hash.ts';
import type { Json } from '../../../shared/base/json.ts';
import { planFor } from '../engine/toy-procedure.ts';

const anyJson = fc.jsonValue() as fc.Arbitrary<Json>;
const definition = { id: 'pause', revision: 1, risk: 'low', undo: { kind: 'restores' } };

function withKeysReversed(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withKeysReversed);
  const members = Object.entries(value as Record<string, Json>);
  return Object.fromEntries(members.reverse().map(([key, each]) => [key, withKeysReversed(each)]));
}

describe('canonicalJson', () => {
  it('sorts keys and leaves white space out', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'ü\n' }], a: true })).toBe('{"a":true,"b":[1,{"c":"ü\\n","d":null}]}');
  });

  it('says the same of a value whatever the order of its keys', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(canonicalJson(withKeysReversed(value))).toBe(canonicalJson(value));
      }),
    );
  });

  it('says the same again of what was written and read back', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('leaves out properties that are undefined, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it.each([
    ['NaN', Number.NaN],
    ['an infinite number', Infinity],
    ['a Map', new Map()],
    ['a Date', new Date(0)],
    ['a big integer', 1n],
    ['undefined', undefined],
    ['a list with a hole of undefined', [undefined]],
  ])('refuses %s, which JSON cannot hold', (_, value) => {
    expect(() => canonicalJson({ value: [value] })).toThrow(TypeError);
  });
});

describe('hashes', () => {
  it('are SHA-256 of the text in UTF-8', () => {
    // FIPS 180-2, appendix B.1.
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex('ü')).toBe(sha256Hex(new Uint8Array([0xc3, 0xbc])));
  });

  it('of facts do not depend on the order of keys, and differ for other facts', () => {
    expect(factsHash({ a: 1, b: 2 })).toBe(factsHash({ b: 2, a: 1 }));
    expect(factsHash({ a: 1 })).not.toBe(factsHash({ a: '1' }));
  });

  it('of a plan survive the journal', () => {
    const plan = planFor('stop');
    expect(planHash(JSON.parse(JSON.stringify(plan)) as typeof plan)).toBe(planHash(plan));
  });

  it.each([
    ['another procedure', 'other', definition],
    ['another id', 'toy', { ...definition, id: 'stop' }],
    ['another revision', 'toy', { ...definition, revision: 2 }],
    ['another risk', 'toy', { ...definition, risk: 'high' }],
    ['another way of undo', 'toy', { ...definition, undo: { kind: 'changes-nothing' } }],
  ])('of a step definition change with %s', (_, procedure, changed) => {
    expect(stepDefinitionHash(procedure, changed)).not.toBe(stepDefinitionHash('toy', definition));
  });
});
