import { createHash, hash } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readChain, type ChainReading } from '../../../shared/engine/journal/chain.ts';
import type { TornLine } from '../../../shared/engine/journal/journal-parts.ts';
import type { JournalPort } from '../../../shared/engine/contract/ports.ts';
import { flushFolder, writeFileAtomically } from '../atomic-file.ts';
import { privateFile } from '../make-folder.ts';
import { done, refused, type FolderResult } from './outcome.ts';
import { readIfPresent } from '../plain-file.ts';
import { runFiles } from './run-files.ts';

export interface JournalFile extends JournalPort {
  close(): Promise<void>;
}

/**
 * Opens the journal of a run folder for appending, creating it when absent. The chain is verified first;
 * a torn last line is moved aside to `journal.torn-<n>`, any other damage refuses.
 */
export async function openJournal(folder: string): Promise<FolderResult<JournalFile>> {
  const path = join(folder, runFiles.journal);
  const reading = readChain((await readIfPresent(path)) ?? new Uint8Array());
  if (reading.kind === 'damaged') {
    const { line, reason, detail } = reading.damage;
    return refused({ code: 'damaged', file: runFiles.journal, line, detail: `${reason}: ${detail}` });
  }
  const torn = reading.torn && (await keepAside(folder, reading.torn));
  if (torn !== undefined) await shorten(path, reading.byteLength);
  const file = await open(path, 'a', privateFile);
  try {
    // Lines that a killed process wrote may still be on their way to the disk.
    await file.sync();
    await flushFolder(dirname(path));
  } catch (error) {
    await file.close();
    throw error;
  }
  return done(journalOver(file, reading, torn));
}

function journalOver(
  file: FileHandle,
  { entries, head, byteLength }: Extract<ChainReading, { readonly kind: 'intact' }>,
  torn: TornLine | undefined,
): JournalFile {
  let size = byteLength;
  let broken: Error | undefined;
  let last: Promise<void> = Promise.resolve();

  async function write(line: string): Promise<void> {
    if (broken !== undefined) throw broken;
    try {
      const bytes = Buffer.from(`${line}\n`);
      // Synchronous: a turn through the thread pool was measured at a tenth of the flush on a fast disk.
      if (fstatSync(file.fd).size !== size) throw new Error('Somebody else has written to the journal');
      await writeWhole(file, bytes);
      await file.datasync();
      size += bytes.length;
    } catch (error) {
      // Part of the line may stand there: nothing may follow it.
      broken = error instanceof Error ? error : new Error(String(error));
      throw broken;
    }
  }

  return {
    entries,
    head,
    torn,
    sha256Hex: (text) => hash('sha256', text),
    append(line) {
      const written = last.then(() => write(line));
      last = written.catch(() => undefined);
      return written;
    },
    async close() {
      await last;
      await file.close();
    },
  };
}

/** A write may be a short one, on a full disk for instance: the next then says why. */
async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += (await file.write(bytes, written)).bytesWritten;
  }
}

/** Windows lets a file opened for appending not be shortened: it takes a handle of its own. */
async function shorten(path: string, size: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(size);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Copies the torn bytes beside the journal, under the first free number. */
async function keepAside(folder: string, bytes: Uint8Array): Promise<TornLine> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  for (let number = 1; ; number++) {
    const keptAs = `journal.torn-${number}`;
    const there = await readIfPresent(join(folder, keptAs));
    if (there === undefined) await writeFileAtomically(join(folder, keptAs), bytes);
    if (there === undefined || there.equals(bytes)) return { keptAs, size: bytes.length, sha256 };
  }
}
