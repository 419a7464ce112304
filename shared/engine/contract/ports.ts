import type { Result } from '../../base/failure.ts';
import type { ChainHead } from '../journal/chain.ts';
import type { JournalEntry } from '../journal/journal-entry.ts';
import type { TornLine } from '../journal/journal-parts.ts';

/** The journal of one run, opened for writing by this process alone. */
export interface JournalPort {
  /** The lines that were there when it was opened, verified. */
  readonly entries: readonly JournalEntry[];
  readonly head: ChainHead;
  /** What a crash left behind the last whole line. */
  readonly torn: TornLine | undefined;
  /** Resolves when the line is on the disk; rejects when that is not certain, and then for ever. */
  append(line: string): Promise<void>;
  /** The same as `sha256Hex` of hash.ts, by what the host has in native code; undefined where it has nothing. */
  readonly sha256Hex?: ((text: string) => string) | undefined;
}

/** Files sealed beside the journal: written once, never changed. Paths are relative, with `/`. */
export interface EvidencePort {
  /** Resolves when the file is on the disk. `object-conflict`: there is another text under that path. */
  seal(path: string, text: string): Promise<Result<SealedFile>>;
  read(path: string): Promise<Result<string>>;
}

export interface SealedFile {
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}
