import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyChain, nextLine, readChain } from '../../../../shared/engine/journal/chain.ts';
import { drive } from '../../../../shared/engine/drive.ts';
import { sha256Hex } from '../../../../shared/base/hash.ts';
import { agreeable, memoryDisk, toyEngine } from '../toy-run.ts';
import { toySystem } from '../toy-system.ts';

let journal = '';
let lines: readonly string[] = [];

beforeAll(async () => {
  const disk = memoryDisk();
  await drive(await toyEngine({ disk, systems: toySystem() }), agreeable);
  journal = disk.text;
  lines = journal.trimEnd().split('\n');
});

function damageOf(text: string | Uint8Array) {
  const reading = readChain(text);
  return reading.kind === 'damaged' ? reading.damage : undefined;
}

describe('reading a journal', () => {
  it('gives every entry and the hash of the last line', () => {
    const reading = readChain(journal);
    expect(reading).toMatchObject({
      kind: 'intact',
      torn: undefined,
      byteLength: new TextEncoder().encode(journal).length,
    });
    expect(reading.entries.map((entry) => entry.sequence)).toEqual(lines.map((_, index) => index + 1));
    expect(reading.kind === 'intact' && reading.head.hash).toBe(sha256Hex(lines.at(-1)!));
  });

  it('finds nothing in an empty file', () => {
    expect(readChain('')).toEqual({ kind: 'intact', entries: [], head: emptyChain, byteLength: 0, torn: undefined });
  });

  it('chains each line to the bytes of the one before', () => {
    const { entries } = readChain(journal);
    expect(entries[0]?.previous).toBe('0'.repeat(64));
    expect(entries[4]?.previous).toBe(sha256Hex(lines[3]!));
  });

  it('tolerates and reports a last line cut anywhere, and keeps what lies before', () => {
    const start = journal.lastIndexOf('\n', journal.length - 2) + 1;
    for (let end = start + 1; end < journal.length; end++) {
      const reading = readChain(journal.slice(0, end));
      expect(reading).toMatchObject({
        kind: 'intact',
        byteLength: new TextEncoder().encode(journal.slice(0, start)).length,
      });
      expect(reading.entries).toHaveLength(lines.length - 1);
      expect(reading.kind === 'intact' && new TextDecoder().decode(reading.torn)).toBe(journal.slice(start, end));
    }
  });

  it.each([
    ['zeros', '\0'.repeat(40)],
    ['half a line with its newline', '{"event":"appl'],
  ])('tolerates a last line of %s', (_, garbage) => {
    expect(readChain(`${journal}${garbage}\n`)).toMatchObject({ kind: 'intact', head: { sequence: lines.length } });
  });

  it.each([
    ['a line that is no JSON', 'not-json', 3, (all: readonly string[]) => all.with(2, all[2]!.slice(1))],
    ['a line removed', 'sequence', 3, (all: readonly string[]) => all.toSpliced(2, 1)],
    ['a line doubled', 'sequence', 4, (all: readonly string[]) => all.toSpliced(2, 0, all[2]!)],
    ['two lines exchanged', 'sequence', 3, (all: readonly string[]) => all.with(2, all[3]!).with(3, all[2]!)],
    ['the first line removed', 'sequence', 1, (all: readonly string[]) => all.slice(1)],
    ['a word changed', 'previous-hash', 4, (all: readonly string[]) => all.with(2, all[2]!.replace('Anna', 'Otto'))],
    ['a field added', 'schema', 3, (all: readonly string[]) => all.with(2, all[2]!.replace('{', '{"also":1,'))],
    ['white space added', 'not-canonical', 3, (all: readonly string[]) => all.with(2, all[2]!.replace('{', '{ '))],
    ['an empty line', 'not-json', 3, (all: readonly string[]) => all.toSpliced(2, 0, '')],
    ['Windows line ends', 'not-canonical', 1, (all: readonly string[]) => all.map((line) => `${line}\r`)],
  ] as const)('names the first line that does not fit: %s', (_, reason, line, tamper) => {
    expect(damageOf(`${tamper(lines).join('\n')}\n`)).toMatchObject({ line, reason });
  });

  it('names a line that is not UTF-8', () => {
    const bytes = new TextEncoder().encode(journal);
    bytes[5] = 0xff;
    expect(damageOf(bytes)).toMatchObject({ line: 1, reason: 'not-utf8' });
  });

  it('finds every changed byte but those of the last line', () => {
    const bytes = new TextEncoder().encode(journal);
    const lastLine = new TextEncoder().encode(`${lines.slice(0, -1).join('\n')}\n`).length;
    fc.assert(
      fc.property(fc.nat({ max: lastLine - 2 }), fc.integer({ min: 1, max: 255 }), (at, difference) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at]! + difference) % 256;
        expect(readChain(changed).kind).toBe('damaged');
      }),
    );
  });
});

describe('making a line', () => {
  it('refuses an entry that the schema does not know', () => {
    const odd = { event: 'applied', step: 'pause', phase: 'apply' } as never;
    expect(() => nextLine(emptyChain, () => odd)).toThrow(TypeError);
  });
});
