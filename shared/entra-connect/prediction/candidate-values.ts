import type { AttributeSyntax, AttributeType, ScopeCondition } from '../rules/model.ts';
import type { AttributeValue, AttributeValues } from '../rules/values.ts';

/**
 * Values of one attribute worth trying against clauses about it, the present ones first; `undefined` is "absent". Whether
 * one fits is for the caller to check: the engine alone says what an operator means.
 */
export function candidateValues(
  type: AttributeType,
  clauses: readonly ScopeCondition[],
  present: AttributeValues | undefined,
  sampleReference: string,
): readonly (AttributeValues | undefined)[] {
  const singles = singleCandidates(type.syntax, clauses, present?.[0], sampleReference);
  const lists = singles.map((value) => [value]);
  const together = type.multiValued && singles.length > 1 ? [singles.slice(0, 16)] : [];
  return [present, undefined, ...lists, ...together];
}

function singleCandidates(
  syntax: AttributeSyntax,
  clauses: readonly ScopeCondition[],
  present: AttributeValue | undefined,
  sampleReference: string,
): readonly AttributeValue[] {
  switch (syntax) {
    case 'string':
      return texts(clauses, typeof present === 'string' ? present : undefined);
    case 'reference':
      return [...valuesOf(clauses, ['EQUAL', 'ISIN']), sampleReference];
    case 'integer':
      return integers(clauses, typeof present === 'bigint' ? present : 0n);
    case 'boolean':
      return [true, false];
    case 'binary':
      return [
        ...valuesOf(clauses, ['EQUAL', 'ISIN']).flatMap(bytesOfHex),
        Uint8Array.from({ length: 16 }, (_, index) => index + 1),
      ];
  }
}

/** Texts made of what must stand at the beginning, somewhere, and at the end. */
function texts(clauses: readonly ScopeCondition[], present: string | undefined): readonly string[] {
  const starts = longest(valuesOf(clauses, ['STARTSWITH']));
  const ends = longest(valuesOf(clauses, ['ENDSWITH']));
  const parts = valuesOf(clauses, ['CONTAINS']).join('');
  const composed = ['', 'x', ' x '].map((filling) => `${starts}${filling}${parts}${ends}`);
  const compared = valuesOf(clauses, ['LESSTHAN', 'LESSTHAN_OR_EQUAL', 'GREATERTHAN', 'GREATERTHAN_OR_EQUAL']);
  const neighbours = compared.flatMap((value) => [
    value,
    `${value}x`,
    value.slice(0, -1),
    ...numbersNear(value),
    '!',
    '~',
  ]);
  const bits = [...combinedBits(clauses, 0n)].map(String);
  const continued = present === undefined ? [] : [`${starts}${present}${ends}`, `${present}${parts}`];
  const all = [...valuesOf(clauses, ['EQUAL', 'ISIN']), ...continued, ...composed, ...neighbours, ...bits, 'Sample'];
  return [...new Set(all)].filter((text) => text !== '');
}

function integers(clauses: readonly ScopeCondition[], present: bigint): readonly bigint[] {
  const near = clauses
    .flatMap((clause) => integerOf(clause.value) ?? [])
    .flatMap((value) => [value, value + 1n, value - 1n]);
  return [...new Set([...near, ...combinedBits(clauses, present), ...combinedBits(clauses, 0n), 0n, 1n])];
}

/** `start` with every bit set that must be, and cleared that must not be. */
function combinedBits(clauses: readonly ScopeCondition[], start: bigint): readonly bigint[] {
  const masks = (operator: 'ISBITSET' | 'ISBITNOTSET') =>
    clauses.filter((clause) => clause.operator === operator).flatMap((clause) => integerOf(clause.value) ?? []);
  const set = masks('ISBITSET').reduce((bits, mask) => bits | mask, start);
  return [masks('ISBITNOTSET').reduce((bits, mask) => bits & ~mask, set)];
}

function numbersNear(text: string): readonly string[] {
  const value = integerOf(text);
  return value === undefined ? [] : [(value - 1n).toString(), (value + 1n).toString()];
}

function valuesOf(
  clauses: readonly ScopeCondition[],
  operators: readonly ScopeCondition['operator'][],
): readonly string[] {
  return clauses.filter((clause) => operators.includes(clause.operator)).map((clause) => clause.value);
}

function longest(values: readonly string[]): string {
  return values.reduce((long, value) => (value.length > long.length ? value : long), '');
}

/** Decimal, or hexadecimal after `&H` or `0x`. */
function integerOf(text: string): bigint | undefined {
  const trimmed = text.trim();
  if (/^-?\d+$/.test(trimmed)) return BigInt(trimmed);
  const hexadecimal = /^(?:&H|0x)([0-9a-f]+)$/i.exec(trimmed)?.[1];
  return hexadecimal === undefined ? undefined : BigInt(`0x${hexadecimal}`);
}

function bytesOfHex(text: string): readonly Uint8Array[] {
  if (!/^(?:[0-9a-f]{2})+$/i.test(text)) return [];
  return [Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))];
}
