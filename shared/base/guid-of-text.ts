import { sha256 } from '@noble/hashes/sha2.js';
import { guidFromBytes, type Guid } from './guid.ts';

/** The same GUID for the same text, always: identifiers of things that have none of their own. */
export function guidOfText(text: string): Guid {
  return versionFour(sha256(new TextEncoder().encode(text)).slice(0, 16));
}

/** Marks random bytes as a GUID of version 4, variant 1 (RFC 9562 §5.4), in .NET byte order. */
function versionFour(bytes: Uint8Array): Guid {
  const marked = Uint8Array.from(bytes, (byte, index) => {
    if (index === 7) return (byte & 0x0f) | 0x40;
    return index === 8 ? (byte & 0x3f) | 0x80 : byte;
  });
  const guid = guidFromBytes(marked);
  if (guid === undefined) throw new Error('16 bytes make a GUID.');
  return guid;
}
