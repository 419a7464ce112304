import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * JSON with sorted keys and no white space: equal values have equal text. Properties that are `undefined` are left out.
 * Throws on what JSON cannot hold (NaN, a Map, a Date, …): hashing it would call different things equal.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) {
    // The rows of object tables are most of a journal; nothing in them has keys to sort.
    return value.every(isText) ? JSON.stringify(value) : `[${value.map(canonicalJson).join(',')}]`;
  }
  if (isPlainObject(value)) {
    let members = '';
    for (const key of Object.keys(value).sort()) {
      const member = value[key];
      if (member === undefined) continue;
      members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
    }
    return `{${members}}`;
  }
  throw new TypeError(`JSON cannot hold ${Object.prototype.toString.call(value)}`);
}

/** SHA-256 in lower-case hexadecimal, of the bytes or of the text in UTF-8. */
export function sha256Hex(data: string | Uint8Array): string {
  return bytesToHex(sha256(typeof data === 'string' ? new TextEncoder().encode(data) : data));
}

/** SHA-256 of the canonical JSON of any value. */
export function jsonHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
