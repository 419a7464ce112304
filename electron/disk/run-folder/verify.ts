import { stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { readChain, type ChainReading } from '../../../shared/engine/journal/chain.ts';
import type { JournalEntry } from '../../../shared/engine/journal/journal-entry.ts';
import type { RunOutcome } from '../../../shared/engine/journal/journal-parts.ts';
import { emptyRun, reduce } from '../../../shared/engine/run/reducer.ts';
import { sealedFilesOf } from '../../../shared/engine/journal/sealed-files.ts';
import { fieldsOfAnotherRun, parseDescription } from './description.ts';
import { checkReport, type FindProcedure, type ReportCheck } from './check-report.ts';
import { systemCodeOf } from './outcome.ts';
import { NotAPlainFile, readIfPresent } from '../plain-file.ts';
import { digestIfPresent, filesBelow, runFiles, type FileDigest } from './run-files.ts';
import { listFiles, parseSeal, sealText, type SealedList } from './seal.ts';

/** The first thing of a run folder that does not fit. */
export interface Misfit {
  /** Relative to the run folder, with `/`. */
  readonly file: string;
  /** Line of the journal, from 1. */
  readonly line?: number;
  readonly reason:
    'changed' | 'missing' | 'extra' | 'not-a-plain-file' | 'not-this-journal' | 'not-of-this-run' | 'damaged-line';
  readonly detail: string;
}

export type RunVerdict =
  /** Everything is as it was when the run was closed. `journalHash`: SHA-256 of the journal's last line. */
  | {
      readonly kind: 'intact';
      readonly journalHash: string;
      readonly lines: number;
      readonly files: number;
      readonly outcome: RunOutcome;
      readonly report: ReportCheck;
      /** Files that the seal alone covers: the journal hash says nothing of them. */
      readonly sealOnly: readonly string[];
    }
  /** The run was not closed: its chain and its evidence are right as far as they go. */
  | { readonly kind: 'not-finished'; readonly journalHash: string; readonly lines: number; readonly torn: boolean }
  /** The run was closed; the process that closed it ended before seal and lock were as they should be. */
  | { readonly kind: 'not-sealed'; readonly journalHash: string; readonly lines: number }
  | { readonly kind: 'tampered'; readonly misfit: Misfit }
  | { readonly kind: 'not-a-run' }
  /** The operating system refuses to read it; `systemCode` is its word. */
  | { readonly kind: 'unreadable'; readonly systemCode: string };

type Chain = Extract<ChainReading, { readonly kind: 'intact' }>;

/** What verifying may be told. */
export interface Verifying {
  /** The journal hash that was filed. */
  readonly journalHash?: string;
  readonly findProcedure?: FindProcedure;
}

/** Recomputes everything that a run folder claims. Changes nothing. */
export async function verifyRun(folder: string, given: Verifying = {}): Promise<RunVerdict> {
  try {
    return await verifyFolder(folder, given);
  } catch (error) {
    if (error instanceof NotAPlainFile) {
      return tampered({ file: pathInside(folder, error.path), reason: 'not-a-plain-file', detail: '' });
    }
    const systemCode = systemCodeOf(error);
    if (systemCode === undefined) throw error;
    return { kind: 'unreadable', systemCode };
  }
}

async function verifyFolder(folder: string, { journalHash, findProcedure }: Verifying): Promise<RunVerdict> {
  if (!(await isRunFolder(folder))) return { kind: 'not-a-run' };
  const seal = await readIfPresent(join(folder, runFiles.seal));
  const journal = await readIfPresent(join(folder, runFiles.journal));
  if (journal === undefined) return tampered({ file: runFiles.journal, reason: 'missing', detail: '' });
  const chain = readChain(journal);
  if (chain.kind === 'damaged') {
    const { line, reason, detail } = chain.damage;
    return damagedLine(line, `${reason}: ${detail}`);
  }
  const misfit =
    misfitOfStory(chain.entries) ??
    misfitOfHash(chain, journalHash) ??
    (await misfitOfDescription(folder, chain)) ??
    (await misfitOfEvidence(folder, chain.entries)) ??
    (await misfitOfSeal(folder, chain, seal));
  if (misfit !== undefined) return tampered(misfit);
  const { hash, sequence: lines } = chain.head;
  const last = chain.entries.at(-1);
  if (last?.event !== 'closed' || chain.torn !== undefined) {
    return { kind: 'not-finished', journalHash: hash, lines, torn: chain.torn !== undefined };
  }
  if (seal === undefined || (await readIfPresent(join(folder, runFiles.lock))) !== undefined) {
    return { kind: 'not-sealed', journalHash: hash, lines };
  }
  const report = await checkReport(folder, chain, findProcedure);
  if (report.kind === 'changed') return tampered(report.misfit);
  const files = (await listFiles(folder)).map(({ path }) => path);
  const covered = new Set([
    ...coveredByJournal(chain.entries),
    ...(report.kind === 'as-journaled' ? report.files : []),
  ]);
  return {
    ...{ kind: 'intact', journalHash: hash, lines, files: files.length, outcome: last.outcome, report },
    sealOnly: files.filter((path) => !covered.has(path)),
  };
}

/** The files whose content the journal's lines hold, or whose hash they name. */
function coveredByJournal(entries: readonly JournalEntry[]): readonly string[] {
  return [runFiles.journal, runFiles.description, ...entries.flatMap(namedFiles).map(({ file }) => file)];
}

async function isRunFolder(folder: string): Promise<boolean> {
  try {
    if (!(await stat(folder)).isDirectory()) return false;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false;
    throw error;
  }
  const marks: readonly string[] = [runFiles.description, runFiles.journal, runFiles.seal];
  return (await filesBelow(folder)).some(({ path }) => marks.includes(path));
}

/** The lines must tell something that a run can do. */
function misfitOfStory(entries: readonly JournalEntry[]): Misfit | undefined {
  let state = emptyRun;
  for (const entry of entries) {
    try {
      state = reduce(state, entry);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { file: runFiles.journal, line: entry.sequence, reason: 'damaged-line', detail };
    }
  }
  return undefined;
}

function misfitOfHash({ head }: Chain, expected: string | undefined): Misfit | undefined {
  if (expected === undefined || expected.toLowerCase() === head.hash) return undefined;
  const detail = `the report says ${expected}, the journal ends with ${head.hash}`;
  return { file: runFiles.journal, line: head.sequence, reason: 'not-this-journal', detail };
}

async function misfitOfDescription(folder: string, { entries }: Chain): Promise<Misfit | undefined> {
  const file = runFiles.description;
  const bytes = await readIfPresent(join(folder, file));
  if (bytes === undefined) return { file, reason: 'missing', detail: '' };
  const description = parseDescription(bytes);
  if (description === undefined) return { file, reason: 'changed', detail: 'it is no description of a run' };
  const fields = fieldsOfAnotherRun(description, entries);
  if (fields.length === 0) return undefined;
  const detail = `it differs from the journal’s first line: ${fields.join(', ')}`;
  return { file, reason: 'not-of-this-run', detail };
}

/** Every file that the journal names with its hash must still be that file. */
async function misfitOfEvidence(folder: string, entries: readonly JournalEntry[]): Promise<Misfit | undefined> {
  for (const entry of entries) {
    for (const { file, size, sha256 } of namedFiles(entry)) {
      const digest = await digestIfPresent(join(folder, ...file.split('/')));
      const detail = `named in journal line ${entry.sequence}`;
      if (digest === undefined) return { file, reason: 'missing', detail };
      if (digest.size !== size || digest.sha256 !== sha256) return { file, reason: 'changed', detail };
    }
  }
  return undefined;
}

type NamedFile = FileDigest & { readonly file: string };

function namedFiles(entry: JournalEntry): readonly NamedFile[] {
  if (entry.event !== 'resumed') {
    return sealedFilesOf(entry).map(({ storedAs, ...digest }) => ({
      ...digest,
      file: `${runFiles.evidence}/${storedAs}`,
    }));
  }
  if (entry.torn === undefined) return [];
  const { keptAs: file, ...digest } = entry.torn;
  return [{ ...digest, file }];
}

async function misfitOfSeal(folder: string, chain: Chain, seal: Buffer | undefined): Promise<Misfit | undefined> {
  const file = runFiles.seal;
  const closed = chain.entries.at(-1)?.event === 'closed' && chain.torn === undefined;
  // A closed run without its seal was left in the middle of its end.
  if (seal === undefined) return undefined;
  const odd = (await filesBelow(folder)).find(({ plain }) => !plain);
  if (odd !== undefined) return { file: odd.path, reason: 'not-a-plain-file', detail: '' };
  const today = await listFiles(folder);
  if (!seal.equals(Buffer.from(sealText(today)))) {
    const sealed = parseSeal(seal.toString('utf8'));
    return (sealed && firstDifference(sealed, today)) ?? { file, reason: 'changed', detail: 'the seal itself' };
  }
  const detail = 'it does not end as a sealed run does';
  return closed ? undefined : { file: runFiles.journal, line: chain.head.sequence + 1, reason: 'changed', detail };
}

function firstDifference(sealed: SealedList, today: SealedList): Misfit | undefined {
  const paths = [...new Set([...sealed, ...today].map((file) => file.path))].sort();
  for (const path of paths) {
    const before = sealed.find((file) => file.path === path);
    const now = today.find((file) => file.path === path);
    if (before === undefined) return { file: path, reason: 'extra', detail: 'not in the seal' };
    if (now === undefined) return { file: path, reason: 'missing', detail: '' };
    if (now.sha256 !== before.sha256)
      return { file: path, reason: 'changed', detail: `${before.size} bytes were sealed` };
  }
  return undefined;
}

function damagedLine(line: number, detail: string): RunVerdict {
  return tampered({ file: runFiles.journal, line, reason: 'damaged-line', detail });
}

function tampered(misfit: Misfit): RunVerdict {
  return { kind: 'tampered', misfit };
}

function pathInside(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}
