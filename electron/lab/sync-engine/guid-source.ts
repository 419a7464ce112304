import type { Guid } from '../../../shared/base/guid.ts';

/** State of a lab's generator of identifiers: the same seed gives the same GUIDs, in the same order. */
export interface GuidSource {
  readonly seed: number;
  /** How many GUIDs were given out. */
  count: number;
}

/** The next GUID (version 4 by its shape; two different counts of one seed never give the same GUID). */
export function nextGuid(source: GuidSource): Guid {
  source.count += 1;
  const words = [0, 1, 2].map((salt) => scrambled(source.seed, source.count, salt));
  const [high, middle, low] = words as [number, number, number];
  // The count itself stands in the text, through a bijection: uniqueness does not depend on luck.
  const unique = bijection(source.count >>> 0);
  const text =
    hexWord(unique) +
    hexWord((high & 0xffff0fff) | 0x4000) +
    hexWord((middle & 0x3fffffff) | 0x80000000) +
    hexWord(low);
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}` as Guid;
}

function hexWord(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

/** Multiplication by an odd number and an xor-shift: one-to-one over 32 bits. */
function bijection(word: number): number {
  const product = Math.imul(word ^ (word >>> 16), 0x9e3779b1) >>> 0;
  return (product ^ (product >>> 15)) >>> 0;
}

function scrambled(seed: number, count: number, salt: number): number {
  let word =
    Math.imul(seed ^ 0x85ebca6b, 0xcc9e2d51) ^
    Math.imul(count + 0x165667b1, 0x1b873593) ^
    Math.imul(salt + 1, 0x27d4eb2f);
  for (let round = 0; round < 3; round += 1) {
    word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
    word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
    word ^= word >>> 16;
  }
  return word >>> 0;
}
