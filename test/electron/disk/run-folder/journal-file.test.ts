import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyChain, type ChainHead } from '../../../../shared/engine/journal/chain.ts';
import { sha256Hex } from '../../../../shared/base/hash.ts';
import { openJournal, type JournalFile } from '../../../../electron/disk/run-folder/journal-file.ts';
import { someLine, valueOf } from './run-builder.ts';
import { emptyFolder } from '../temporary-folder.ts';

async function opened(folder: string): Promise<JournalFile> {
  const journal = valueOf(await openJournal(folder));
  onTestFinished(() => journal.close());
  return journal;
}

async function journalWith(lines: number): Promise<{ readonly folder: string; readonly head: ChainHead }> {
  const folder = await emptyFolder();
  const journal = await opened(folder);
  const head = await appendLines(journal, emptyChain, lines);
  await journal.close();
  return { folder, head };
}

async function appendLines(journal: JournalFile, from: ChainHead, count: number): Promise<ChainHead> {
  let head = from;
  for (let index = 0; index < count; index++) {
    const next = someLine(head);
    await journal.append(next.line);
    head = next.head;
  }
  return head;
}

describe('a journal file', () => {
  it('is created empty and holds what was appended when it is opened again', async () => {
    const { folder, head } = await journalWith(3);
    const journal = await opened(folder);
    expect(journal.entries).toHaveLength(3);
    expect(journal.head).toEqual(head);
    expect(journal.torn).toBeUndefined();
    await appendLines(journal, journal.head, 2);
    await journal.close();
    expect((await opened(folder)).entries).toHaveLength(5);
  });

  it('has the line in the file when append resolves', async () => {
    const folder = await emptyFolder();
    const journal = await opened(folder);
    const { line } = someLine(emptyChain);
    await journal.append(line);
    expect(await readFile(join(folder, 'journal.jsonl'), 'utf8')).toBe(`${line}\n`);
    await journal.close();
  });

  it('hashes any text as the chain does', async () => {
    const journal = await opened(await emptyFolder());
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (binary, graphemes) => {
        for (const text of [binary, graphemes]) expect(journal.sha256Hex?.(text)).toBe(sha256Hex(text));
      }),
    );
  });

  it('keeps the order of lines appended at once', async () => {
    const folder = await emptyFolder();
    const journal = await opened(folder);
    const first = someLine(emptyChain);
    const second = someLine(first.head);
    await Promise.all([journal.append(first.line), journal.append(second.line)]);
    await journal.close();
    expect((await opened(folder)).head).toEqual(second.head);
  });

  it('moves a torn line aside, byte for byte, and goes on after the last whole one', async () => {
    const { folder, head } = await journalWith(2);
    await appendFile(join(folder, 'journal.jsonl'), '{"event":"appl');
    const journal = await opened(folder);
    expect(journal.torn).toMatchObject({ keptAs: 'journal.torn-1', size: 14 });
    expect(await readFile(join(folder, 'journal.torn-1'), 'utf8')).toBe('{"event":"appl');
    expect(journal.head).toEqual(head);
    await appendLines(journal, journal.head, 1);
    await journal.close();
    expect((await opened(folder)).entries).toHaveLength(3);
  });

  it('numbers torn lines of several crashes', async () => {
    const { folder } = await journalWith(1);
    for (const torn of ['{"a', '{"b']) {
      await appendFile(join(folder, 'journal.jsonl'), torn);
      await (await opened(folder)).close();
    }
    expect(await readdir(folder)).toEqual(['journal.jsonl', 'journal.torn-1', 'journal.torn-2']);
  });

  it('is refused with the line when it is damaged, and left as it is', async () => {
    const { folder } = await journalWith(3);
    const path = join(folder, 'journal.jsonl');
    const damaged = (await readFile(path, 'utf8')).replace('"Anna"', '"Otto"');
    await writeFile(path, damaged);
    const opened = await openJournal(folder);
    expect(opened).toMatchObject({ ok: false, problem: { code: 'damaged', file: 'journal.jsonl', line: 2 } });
    expect(await readFile(path, 'utf8')).toBe(damaged);
  });

  it('takes no further line after one that may not be on the disk, even when the file looks right again', async () => {
    const { folder, head } = await journalWith(1);
    const path = join(folder, 'journal.jsonl');
    const before = await readFile(path, 'utf8');
    const journal = await opened(folder);
    await appendFile(path, 'half');
    await expect(journal.append(someLine(head).line)).rejects.toThrow();
    await writeFile(path, before);
    await expect(journal.append(someLine(head).line)).rejects.toThrow();
  });

  it('takes no further line once somebody else has written to it', async () => {
    const { folder, head } = await journalWith(1);
    const journal = await opened(folder);
    await appendFile(join(folder, 'journal.jsonl'), `${someLine(head).line}\n`);
    await expect(journal.append(someLine(head).line)).rejects.toThrow('Somebody else');
    await expect(journal.append(someLine(head).line)).rejects.toThrow('Somebody else');
    await journal.close();
    expect((await opened(folder)).entries).toHaveLength(2);
  });
});
