import { randomUUID } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { readChain } from '../../../shared/engine/journal/chain.ts';
import type { JournalEntry } from '../../../shared/engine/journal/journal-entry.ts';
import type { Json } from '../../../shared/base/json.ts';
import type { EvidencePort, JournalPort } from '../../../shared/engine/contract/ports.ts';
import { reduceAll } from '../../../shared/engine/run/reducer.ts';
import type { RunState } from '../../../shared/engine/run/run-state.ts';
import type { LockHolder } from '../../../shared/run-folder/texts.ts';
import type { ProcessClaim } from '../this-process.ts';
import { flushFolder, isTemporary, writeFileAtomically } from '../atomic-file.ts';
import {
  describeRun,
  descriptionText,
  fieldsOfAnotherRun,
  laterSchemaOf,
  parseDescription,
  type NewRun,
  type RunFolderDescription,
} from './description.ts';
import { createEvidenceStore } from './evidence-store.ts';
import { openJournal, type JournalFile } from './journal-file.ts';
import { breakLock, lookAtLock, takeLock, type FoundLock, type HeldLock } from '../lock.ts';
import { enclosingRecord } from '../enclosing-record.ts';
import { makeFolder } from '../make-folder.ts';
import { done, reaching, refused, systemCodeOf, type FolderResult } from './outcome.ts';
import { hostProcesses, type Processes } from '../processes.ts';
import { readIfPresent } from '../plain-file.ts';
import { removeLeftovers, runFiles } from './run-files.ts';
import { removeSeal, sealRun } from './seal.ts';

/** A run folder that this process alone writes to. */
export interface RunFolder {
  /** Absolute. */
  readonly path: string;
  readonly description: RunFolderDescription;
  readonly journal: JournalPort;
  readonly evidence: EvidencePort;
  /** Whose lock was broken to get in; for the journal. */
  readonly brokenLock: Json | undefined;
  /** Ends the work: closes the journal, lists every file in `seal.json` when asked to, gives the lock back. */
  close(ending: 'seal' | 'leave-open'): Promise<void>;
}

/** Who opens a run folder. */
export interface Opening extends ProcessClaim {
  readonly processes?: Processes;
}

/** The lock that was shown to a person who then decided to break it; undefined: it could not be read. */
export interface Breaking {
  readonly lock: LockHolder | undefined;
}

/** A run folder as anybody may read it, at any time. */
export interface ReadRun {
  readonly path: string;
  readonly description: RunFolderDescription;
  readonly entries: readonly JournalEntry[];
  readonly state: RunState;
  /** SHA-256 of the journal's last line. */
  readonly journalHash: string;
  readonly torn: boolean;
  /** Whether it holds the list of its files: written last, so a process that ended before has left none. */
  readonly sealed: boolean;
  /** Who works on it at this moment, or seems to. */
  readonly lock: FoundLock | undefined;
}

/** Makes a run folder: a new folder, or an empty one. */
export async function createRunFolder(
  path: string,
  run: NewRun,
  opening: Opening,
  breaking?: Breaking,
): Promise<FolderResult<RunFolder>> {
  const folder = resolve(path);
  return reaching(folder, async () => {
    const refusal = await unusableForNew(folder);
    if (refusal !== undefined) return refusal;
    await makeDurableFolder(folder);
    return underLock(folder, opening, breaking, async () => {
      if ((await readIfPresent(join(folder, runFiles.description))) !== undefined) {
        return refused({ code: 'is-a-run', path: folder });
      }
      await removeLeftovers(folder);
      const description = describeRun(run, randomUUID(), opening.now);
      await writeFileAtomically(join(folder, runFiles.description), descriptionText(description));
      return done(description);
    });
  });
}

/** Opens a run folder to go on with it. A seal is taken away, because the run is not finished any more. */
export async function openRunFolder(
  path: string,
  opening: Opening,
  breaking?: Breaking,
): Promise<FolderResult<RunFolder>> {
  const folder = resolve(path);
  return reaching(folder, async () => {
    const description = await readDescription(folder);
    if (!description.ok) return description;
    return underLock(folder, opening, breaking, async () => {
      await removeLeftovers(folder);
      return description;
    });
  });
}

/** Reads a run folder without touching it, whoever works on it. */
export async function readRunFolder(path: string, opening: Opening): Promise<FolderResult<ReadRun>> {
  const folder = resolve(path);
  return reaching(folder, async () => {
    const description = await readDescription(folder);
    if (!description.ok) return description;
    const reading = readChain((await readIfPresent(join(folder, runFiles.journal))) ?? new Uint8Array());
    if (reading.kind === 'damaged') {
      const { line, reason, detail } = reading.damage;
      return refused({ code: 'damaged', file: runFiles.journal, line, detail: `${reason}: ${detail}` });
    }
    const { entries, head, torn } = reading;
    const fields = fieldsOfAnotherRun(description.value, entries);
    if (fields.length > 0) return refused({ code: 'other-run', path: folder, fields });
    return done({
      path: folder,
      description: description.value,
      entries,
      state: reduceAll(entries),
      journalHash: head.hash,
      torn: torn !== undefined,
      sealed: (await readIfPresent(join(folder, runFiles.seal))) !== undefined,
      lock: await lookAtLock(join(folder, runFiles.lock), opening.host, opening.processes ?? hostProcesses),
    });
  });
}

async function underLock(
  folder: string,
  opening: Opening,
  breaking: Breaking | undefined,
  enter: () => Promise<FolderResult<RunFolderDescription>>,
): Promise<FolderResult<RunFolder>> {
  const lockFile = join(folder, runFiles.lock);
  const broken = breaking !== undefined && (await breakLock(lockFile, breaking.lock));
  const brokenLock = broken ? lockAsJson(breaking.lock) : undefined;
  const locking = await takeLock(lockFile, opening, opening.processes ?? hostProcesses);
  if (locking.kind === 'found') return refused({ code: 'locked', path: folder, ...locking.found });
  try {
    const description = await enter();
    const journal = description.ok ? await journalOf(folder, description.value) : description;
    if (journal.ok && description.ok) {
      await removeSeal(folder);
      return done(runFolderOf(folder, description.value, journal.value, locking.lock, brokenLock));
    }
    await locking.lock.release();
    return journal as Extract<typeof journal, { readonly ok: false }>;
  } catch (error) {
    await locking.lock.release();
    throw error;
  }
}

/** The journal of the run that the description is of. */
async function journalOf(folder: string, description: RunFolderDescription): Promise<FolderResult<JournalFile>> {
  const opened = await openJournal(folder);
  if (!opened.ok) return opened;
  const fields = fieldsOfAnotherRun(description, opened.value.entries);
  if (fields.length === 0) return opened;
  await opened.value.close();
  return refused({ code: 'other-run', path: folder, fields });
}

function runFolderOf(
  path: string,
  description: RunFolderDescription,
  journal: JournalFile,
  lock: HeldLock,
  brokenLock: RunFolder['brokenLock'],
): RunFolder {
  return {
    path,
    description,
    journal,
    evidence: createEvidenceStore(path),
    brokenLock,
    async close(ending) {
      await journal.close();
      if (ending === 'seal') await sealRun(path);
      await lock.release();
    },
  };
}

function lockAsJson(holder: LockHolder | undefined): Json {
  if (holder === undefined) return 'unreadable';
  const { processStart = null, ...rest } = holder;
  return { ...rest, processStart };
}

async function readDescription(folder: string): Promise<FolderResult<RunFolderDescription>> {
  const kind = await kindOf(folder);
  if (kind === 'other') return refused({ code: 'not-a-folder', path: folder });
  const bytes = kind === 'absent' ? undefined : await readIfPresent(join(folder, runFiles.description));
  if (bytes === undefined) return refused({ code: 'not-a-run', path: folder });
  const description = parseDescription(bytes);
  if (description !== undefined) return done(description);
  const schema = laterSchemaOf(bytes);
  if (schema !== undefined) return refused({ code: 'too-new', path: folder, schema });
  return refused({ code: 'damaged', file: runFiles.description, line: undefined, detail: 'it is not readable' });
}

async function unusableForNew(folder: string) {
  const kind = await kindOf(folder);
  if (kind === 'other') return refused({ code: 'not-a-folder', path: folder });
  if (kind === 'absent') return refuseInsideRecord(folder);
  const names = await readdir(folder);
  if (names.includes(runFiles.description)) return refused({ code: 'is-a-run', path: folder });
  return names.every(isOfACreation) ? refuseInsideRecord(folder) : refused({ code: 'not-empty', path: folder });
}

/** A run folder inside another, or inside a lab, would break the seal of the one or be lost with the other. */
async function refuseInsideRecord(path: string) {
  const record = await enclosingRecord(path);
  return record && refused({ code: 'inside-record', path, of: record.kind, record: record.folder });
}

/** A lock is another process about to make this run, and taking it decides; or one that ended in the middle of that. */
function isOfACreation(name: string): boolean {
  return name === runFiles.lock || isTemporary(name, runFiles.lock) || isTemporary(name, runFiles.description);
}

async function kindOf(path: string): Promise<'folder' | 'absent' | 'other'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'ENOENT') return 'absent';
    if (code === 'ENOTDIR') return 'other';
    throw error;
  }
}

async function makeDurableFolder(folder: string): Promise<void> {
  const first = await makeFolder(folder);
  if (first !== undefined) await flushFolder(dirname(first));
}
