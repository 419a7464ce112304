import { sha256 } from '@noble/hashes/sha2.js';
import { base64FromBytes, bytesFromBase64 } from '../../../base/base64.ts';
import { guidToBytes } from '../../../base/guid.ts';
import { hexFromBytes, valueText } from '../../rules/values.ts';
import { failure, Reference, truthOf, unpredictable, wrongType, type Outcome } from '../runtime.ts';
import { expressionMessages as messages } from '../messages.ts';
import { guidFromText } from './guid-text.ts';
import { isPlainNumber, mayBeNumber } from './number-text.ts';
import {
  anything,
  binary,
  integer,
  mapping,
  optional,
  text,
  textOrBinary,
  whole,
  type FunctionTable,
  type Produced,
} from './signature.ts';

/** Conversion functions of the functions reference, and CBin and Thumbprint, which only the product's rules use. */
export const conversionFunctions: FunctionTable = {
  CBool: whole(1, 1, (name, value) => truthOf(name, value)),
  CGuid: mapping(text, [], 'undocumented', (_name, value) => {
    const guid = guidFromText(value);
    return guid === undefined ? failure(messages.notAGuid(value)) : guidToBytes(guid);
  }),
  CNum: mapping(anything, [], 'undocumented', (name, value) => {
    if (typeof value === 'string') return numberFromText(name, value);
    if (value instanceof Uint8Array) return numberFromBytes(name, value);
    return typeof value === 'bigint' ? value : unpredictable(name, 'type-undocumented');
  }),
  // A 2-byte length and a 1-byte identifier of a KEYCREDENTIALLINK_ENTRY are little-endian ([MS-ADTS] 2.2.20.3).
  CBin: mapping(integer, [integer], 'undocumented', (name, value, size) => {
    const fits = size >= 1n && size <= 8n && value >= 0n && value < 1n << (8n * size);
    return fits ? littleEndian(value, Number(size)) : unpredictable(name, 'undocumented');
  }),
  // KeyHash is the SHA-256 of the entries that follow ([MS-ADTS] 2.2.20.6), and the rules build it with Thumbprint.
  Thumbprint: mapping(binary, [], 'undocumented', (_name, value) => sha256(value)),
  CRef: mapping(anything, [], 'null', (name, value) => {
    if (value instanceof Reference) return value;
    return typeof value === 'string' ? new Reference(value) : unpredictable(name, 'type-undocumented');
  }),
  CStr: mapping(anything, [], 'null', (name, value) => {
    if (value instanceof Reference) return value.distinguishedName;
    if (typeof value === 'object') return wrongType(name, 'a string, a number, a reference or a boolean', value);
    return valueText(value);
  }),
  ConvertFromBase64: mapping(text, [optional(text)], 'null', decodedText),
  // A binary value is encoded as it is, a text in UTF-16 (functions reference, ConvertToBase64).
  ConvertToBase64: mapping(textOrBinary, [], 'null', (_name, value) =>
    base64FromBytes(typeof value === 'string' ? utf16(value) : value),
  ),
  ConvertFromUTF8Hex: mapping(text, [], 'null', (_name, value) => {
    if (!/^(?:[0-9A-Fa-f]{2})*$/.test(value)) return failure(messages.notHexadecimal(value));
    const bytes = Uint8Array.from(value.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    return decoded('utf-8', bytes) ?? failure(messages.notHexadecimal(value));
  }),
  ConvertToUTF8Hex: mapping(text, [], 'null', (_name, value) => hexFromBytes(new TextEncoder().encode(value))),
  // Upper or lower case, with or without braces: documented nowhere.
  StringFromGuid: mapping(binary, [], 'null', (name) => unpredictable(name, 'undocumented')),
  StringFromSid: mapping(binary, [], 'null', (_name, value) => sidText(value) ?? failure(messages.notASid())),
};

function numberFromText(name: string, value: string): bigint | Outcome {
  if (isPlainNumber(value)) return BigInt(value);
  return mayBeNumber(value) ? unpredictable(name, 'culture-dependent') : failure(messages.notANumber(value));
}

/** The rules read a version and a length of a KEYCREDENTIALLINK_BLOB, which are little-endian and unsigned. */
function numberFromBytes(name: string, bytes: Uint8Array): bigint | Outcome {
  if (bytes.length < 1 || bytes.length > 7) return unpredictable(name, 'undocumented');
  return bytes.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);
}

function littleEndian(value: bigint, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_byte, index) => Number((value >> (8n * BigInt(index))) & 0xffn));
}

function decodedText(name: string, value: string, encoding: string | undefined): Produced {
  const bytes = bytesFromBase64(value);
  if (bytes === undefined) return failure(messages.notBase64(value));
  switch (encoding) {
    case undefined:
    case 'Unicode':
      return decoded('utf-16le', bytes) ?? unpredictable(name, 'undocumented');
    case 'UTF8':
      return decoded('utf-8', bytes) ?? unpredictable(name, 'undocumented');
    case 'ASCII':
      return bytes.every((byte) => byte < 0x80) ? decoded('utf-8', bytes) : unpredictable(name, 'undocumented');
    default:
      return unpredictable(name, 'undocumented');
  }
}

/** `undefined` when the bytes are not of that encoding. */
function decoded(encoding: 'utf-8' | 'utf-16le', bytes: Uint8Array): string | undefined {
  const lenient = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return lenient.includes('\ufffd') ? undefined : lenient;
}

function utf16(value: string): Uint8Array {
  const bytes = new Uint8Array(value.length * 2);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < value.length; index += 1) view.setUint16(index * 2, value.charCodeAt(index), true);
  return bytes;
}

/** Text form of a security identifier ([MS-DTYP] 2.4.2); `undefined` when the bytes are none. */
function sidText(bytes: Uint8Array): string | undefined {
  const [revision, count = 0] = bytes;
  if (revision !== 1 || count > 15 || bytes.length !== 8 + 4 * count) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const authority = view.getUint16(2) * 2 ** 32 + view.getUint32(4);
  // An authority of more than 32 bits is written in hexadecimal.
  const head =
    authority < 2 ** 32 ? authority.toString() : `0x${authority.toString(16).padStart(12, '0').toUpperCase()}`;
  const rest = Array.from({ length: count }, (_item, index) => `-${view.getUint32(8 + 4 * index, true)}`);
  return `S-1-${head}${rest.join('')}`;
}
