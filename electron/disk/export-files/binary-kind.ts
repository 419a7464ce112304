import type { BinaryKind } from '../../../shared/entra-connect/formats/foreign-texts.ts';

/** First bytes of files that customers send and that are no export; `at` is their offset. */
const signatures: readonly (readonly [kind: BinaryKind, at: number, bytes: string])[] = [
  ['archive-7z', 0, '7z\xbc\xaf\x27\x1c'],
  ['archive-cab', 0, 'MSCF'],
  ['archive-rar', 0, 'Rar!\x1a\x07'],
  ['archive-gzip', 0, '\x1f\x8b'],
  ['archive-tar', 257, 'ustar'],
  ['office', 0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['pdf', 0, '%PDF-'],
  ['picture', 0, '\x89PNG'],
  ['picture', 0, '\xff\xd8\xff'],
  ['program', 0, 'MZ\x90\0'],
  ['event-log', 0, 'ElfFile\0'],
];

/** What a file is that its first bytes tell to be no text. */
export function binaryKindOf(bytes: Uint8Array): BinaryKind | undefined {
  return signatures.find(([, at, expected]) => Buffer.from(expected, 'latin1').equals(bytes.subarray(at, at + expected.length)))?.[0]; // prettier-ignore
}
