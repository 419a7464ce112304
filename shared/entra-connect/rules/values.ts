import { base64FromBytes, bytesFromBase64 } from '../../base/base64.ts';

/** One value of an attribute: text, 64-bit integer, boolean or binary. A reference is a distinguished name as text. */
export type AttributeValue = string | bigint | boolean | Uint8Array;

/** All values of an attribute in the order the system gave them; an attribute without values is absent, not empty. */
export type AttributeValues = readonly AttributeValue[];

/** JSON form of a value, lossless: integers as decimal text, binary as base64. */
export type EncodedValue = string | boolean | { readonly integer: string } | { readonly binary: string };

/** Same kind and same content; text by code unit (case matters), binary byte by byte. */
export function equalValues(left: AttributeValue, right: AttributeValue): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return equalBytes(left, right);
}

/** Same values, however they are ordered: a multi-valued attribute is a set (LDAP, RFC 4511 §4.1.7). */
export function equalValueSets(left: AttributeValues, right: AttributeValues): boolean {
  if (left.length !== right.length) return false;
  if (left.length === 1) return left[0] !== undefined && right[0] !== undefined && equalValues(left[0], right[0]);
  const keys = left.map(valueKey).sort();
  return right
    .map(valueKey)
    .sort()
    .every((key, index) => key === keys[index]);
}

/** A text that two values share exactly when `equalValues` holds: for maps, sets and sorting. */
export function valueKey(value: AttributeValue): string {
  switch (typeof value) {
    case 'string':
      return `s${value}`;
    case 'bigint':
      return `i${value.toString()}`;
    case 'boolean':
      return value ? 'b1' : 'b0';
    default:
      return `x${hexFromBytes(value)}`;
  }
}

/** What a person reads: integers in decimal, `True`/`False` as the product writes them, binary in hexadecimal. */
export function valueText(value: AttributeValue): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'bigint':
      return value.toString();
    case 'boolean':
      return value ? 'True' : 'False';
    default:
      return hexFromBytes(value);
  }
}

/** Turns a value into what JSON can hold without loss. */
export function encodeValue(value: AttributeValue): EncodedValue {
  switch (typeof value) {
    case 'bigint':
      return { integer: value.toString() };
    case 'object':
      return { binary: base64FromBytes(value) };
    default:
      return value;
  }
}

/** Reads what `encodeValue` wrote; `undefined` for anything else (a damaged file is an expected failure of the caller). */
export function decodeValue(encoded: unknown): AttributeValue | undefined {
  if (typeof encoded === 'string' || typeof encoded === 'boolean') return encoded;
  if (typeof encoded !== 'object' || encoded === null) return undefined;
  if ('integer' in encoded) return decodeInteger(encoded.integer);
  return 'binary' in encoded && typeof encoded.binary === 'string' ? bytesFromBase64(encoded.binary) : undefined;
}

/** Byte by byte. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** Two upper-case hexadecimal digits for each byte. */
export function hexFromBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('');
}

function decodeInteger(text: unknown): bigint | undefined {
  return typeof text === 'string' && /^-?\d+$/.test(text) ? BigInt(text) : undefined;
}

/** `True` and `False` in any case, as constants and scope values of the export are written. */
export function booleanOf(text: string): boolean | undefined {
  const lower = text.trim().toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}
