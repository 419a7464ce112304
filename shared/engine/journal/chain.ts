import { textOfUtf8 } from '../../base/utf-8.ts';
import { canonicalJson, sha256Hex } from '../../base/hash.ts';
import { parseEntry, type JournalEntry } from './journal-entry.ts';

/** Where a journal ends: what the next line must carry. */
export interface ChainHead {
  /** Sequence of the last line; 0 before the first. */
  readonly sequence: number;
  /** SHA-256 of the last line's bytes; zeros before the first. The hash of the whole journal. */
  readonly hash: string;
}

export const emptyChain: ChainHead = { sequence: 0, hash: '0'.repeat(64) };

/** The first line that does not fit (1-based), and why. */
interface ChainDamage {
  readonly line: number;
  readonly reason: 'not-utf8' | 'not-json' | 'not-canonical' | 'schema' | 'sequence' | 'previous-hash';
  readonly detail: string;
}

export type ChainReading =
  | {
      readonly kind: 'intact';
      readonly entries: readonly JournalEntry[];
      readonly head: ChainHead;
      /** Length of the lines that count; what follows is the torn line. */
      readonly byteLength: number;
      /** Bytes of a last line that a crash left unfinished. */
      readonly torn: Uint8Array | undefined;
    }
  | { readonly kind: 'damaged'; readonly entries: readonly JournalEntry[]; readonly damage: ChainDamage };

/**
 * The line for an entry that follows `head`, without newline, and the head after it. Throws when the entry breaks the
 * schema. `hash` is the host's own `sha256Hex` where it has a faster one.
 */
export function nextLine(
  head: ChainHead,
  make: (link: { readonly sequence: number; readonly previous: string }) => JournalEntry,
  hash: (text: string) => string = sha256Hex,
): { readonly line: string; readonly entry: JournalEntry; readonly head: ChainHead } {
  const checked = parseEntry(make({ sequence: head.sequence + 1, previous: head.hash }));
  if (!checked.ok) throw new TypeError(`A journal entry breaks its schema: ${checked.text}`);
  const line = canonicalJson(checked.entry);
  return { line, entry: checked.entry, head: { sequence: head.sequence + 1, hash: hash(line) } };
}

/**
 * Reads and verifies a journal. A last line without newline or that is no JSON is what a crash leaves: it is reported,
 * not counted. Anything else that does not fit is damage.
 */
export function readChain(journal: string | Uint8Array): ChainReading {
  const bytes = typeof journal === 'string' ? new TextEncoder().encode(journal) : journal;
  const entries: JournalEntry[] = [];
  let head = emptyChain;
  let start = 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start);
    const torn = () => intact(entries, head, start, bytes.subarray(start));
    if (newline === -1) return torn();
    const line = bytes.subarray(start, newline);
    const reading = readLine(line, head);
    if (!reading.ok) {
      const unreadable = reading.damage.reason === 'not-json' || reading.damage.reason === 'not-utf8';
      if (unreadable && newline === bytes.length - 1) return torn();
      return { kind: 'damaged', entries, damage: { line: entries.length + 1, ...reading.damage } };
    }
    entries.push(reading.entry);
    head = { sequence: head.sequence + 1, hash: sha256Hex(line) };
    start = newline + 1;
  }
  return intact(entries, head, start, undefined);
}

function intact(
  entries: readonly JournalEntry[],
  head: ChainHead,
  byteLength: number,
  torn: Uint8Array | undefined,
): ChainReading {
  return { kind: 'intact', entries, head, byteLength, torn };
}

type LineReading =
  | { readonly ok: true; readonly entry: JournalEntry }
  | { readonly ok: false; readonly damage: Omit<ChainDamage, 'line'> };

function readLine(bytes: Uint8Array, head: ChainHead): LineReading {
  const text = textOfUtf8(bytes);
  if (text === undefined) return damaged('not-utf8', 'the bytes are not UTF-8');
  const value = parse(text);
  if (value === undefined) return damaged('not-json', text.slice(0, 80));
  const parsed = parseEntry(value);
  if (!parsed.ok) return damaged('schema', parsed.text);
  const { entry } = parsed;
  if (entry.sequence !== head.sequence + 1) {
    return damaged('sequence', `expected ${head.sequence + 1}, found ${entry.sequence}`);
  }
  if (entry.previous !== head.hash) return damaged('previous-hash', `expected ${head.hash}, found ${entry.previous}`);
  if (canonicalJson(value) !== text) return damaged('not-canonical', text.slice(0, 80));
  return { ok: true, entry };
}

function damaged(reason: ChainDamage['reason'], detail: string): LineReading {
  return { ok: false, damage: { reason, detail } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
