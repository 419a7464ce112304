/** What a text file turned out to be; `reason` names the encoding that did not fit. */
export type DecodeOutcome =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** First bytes that give an encoding away: byte order marks, and `<` without one (W3C XML 1.0, appendix F). */
const signatures: readonly (readonly [bytes: readonly number[], encoding: Encoding | 'utf-32'])[] = [
  [[0xff, 0xfe, 0x00, 0x00], 'utf-32'],
  [[0x00, 0x00, 0xfe, 0xff], 'utf-32'],
  [[0x3c, 0x00, 0x00, 0x00], 'utf-32'],
  [[0x00, 0x00, 0x00, 0x3c], 'utf-32'],
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0x3c, 0x00], 'utf-16le'],
  [[0x00, 0x3c], 'utf-16be'],
];

/** Encodings under which the bytes may be declared without being wrong: tools often declare UTF-16 and save UTF-8. */
const compatibleDeclarations: ReadonlySet<string> = new Set([
  'utf-8',
  'utf8',
  'utf-16',
  'unicode',
  'us-ascii',
  'ascii',
]);

/**
 * Decodes a text file in UTF-8 or UTF-16, with or without a byte order mark. The bytes decide, not an XML declaration;
 * bytes that are not valid in their encoding are refused, never replaced.
 */
export function decodeText(bytes: Uint8Array): DecodeOutcome {
  const signature = signatures.find(([start]) => start.every((byte, index) => bytes[index] === byte));
  const encoding = signature?.[1] ?? wideEncodingOf(bytes) ?? 'utf-8';
  if (encoding === 'utf-32') return { ok: false, reason: encoding };
  const text = decode(bytes, encoding);
  if (text === undefined) return { ok: false, reason: declaredEncoding(bytes) ?? encoding };
  if (signature === undefined) {
    const declared = declaredEncoding(bytes);
    const isAscii = text.length === bytes.length;
    if (declared !== undefined && !isAscii && !compatibleDeclarations.has(declared)) {
      return { ok: false, reason: declared };
    }
  }
  return { ok: true, text };
}

/** What is meant by a Windows code page cannot be told; this is that of Western European editions. */
export function decodeCodePage(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

/** UTF-16 without a byte order mark: scripts and JSON begin with characters of ASCII, of which every other byte is 0. */
function wideEncodingOf(bytes: Uint8Array): Encoding | 'utf-32' | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  if (bytes.length < 4) return undefined;
  if (first !== 0 && second === 0 && fourth === 0) return third === 0 ? 'utf-32' : 'utf-16le';
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  return undefined;
}

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The encoding that an XML declaration in single bytes names, in lower case. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1]?.toLowerCase();
}
