import type { Brand } from './brand.ts';

/** A GUID as lower-case text in the 8-4-4-4-12 form, without braces: two equal GUIDs are equal strings. */
export type Guid = Brand<string, 'Guid'>;

/** What systems write for "no GUID"; a recipient holding it has none. */
export const zeroGuid = '00000000-0000-0000-0000-000000000000' as Guid;

const byteLength = 16;
const canonicalForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const enclosures: readonly (readonly [opening: string, closing: string])[] = [
  ['{', '}'],
  ['(', ')'],
];

/**
 * For each position of the text, the byte that .NET's `Guid.ToByteArray` keeps there:
 * the first three groups are little-endian (graph-exchange.md §4.2).
 */
const byteOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15] as const;

/** Where the hyphens go into 32 hexadecimal digits. */
const firstFourGroups = /^(.{8})(.{4})(.{4})(.{4})/;

/** Reads a GUID in any case, bare or within one pair of braces or parentheses; anything else is `undefined`. */
export function parseGuid(text: string): Guid | undefined {
  const bare = withoutEnclosure(text.trim());
  return canonicalForm.test(bare) ? (bare.toLowerCase() as Guid) : undefined;
}

/** The 16 bytes in the order of .NET's `Guid.ToByteArray`, as msExchMailboxGuid and objectGUID store them. */
export function guidToBytes(guid: Guid): Uint8Array {
  const digits = guid.replaceAll('-', '');
  const bytes = new Uint8Array(byteLength);
  byteOrder.forEach((byteIndex, position) => {
    bytes[byteIndex] = Number.parseInt(digits.slice(position * 2, position * 2 + 2), 16);
  });
  return bytes;
}

/** Reads 16 bytes in the order of .NET's `Guid.ToByteArray`; any other length is `undefined`. */
export function guidFromBytes(bytes: Uint8Array): Guid | undefined {
  if (bytes.length !== byteLength) return undefined;
  const digits = byteOrder.map((byteIndex) => (bytes[byteIndex] ?? 0).toString(16).padStart(2, '0')).join('');
  return digits.replace(firstFourGroups, '$1-$2-$3-$4-') as Guid;
}

function withoutEnclosure(text: string): string {
  const enclosed = enclosures.some(([opening, closing]) => text.startsWith(opening) && text.endsWith(closing));
  return enclosed ? text.slice(1, -1) : text;
}
