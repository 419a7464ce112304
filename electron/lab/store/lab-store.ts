import { randomUUID } from 'node:crypto';

import { dirname, resolve } from 'node:path';
import { failed, success, type Result } from '../../../shared/base/failure.ts';
import { damagedLab, fileChanged, fileMissing, folderNotEmpty, labTakenAway } from './texts.ts';
import { insideRecord } from '../../../shared/run-folder/texts.ts';
import { enclosingRecord } from '../../disk/enclosing-record.ts';
import { isTemporary } from '../../disk/atomic-file.ts';
import type { LabState } from '../state.ts';
import { checksum, folderFiles, type StoreFiles } from './files.ts';
import { Interner } from './interner.ts';
import type { HeldLock } from '../../disk/lock.ts';
import { lockLab, lockName } from './lock.ts';
import { filesOf, manifestName, parseManifest, type Manifest, type StoredFile } from '../../disk/lab-manifest.ts';
import { readPart, writePart } from './part-text.ts';
import { partNames, partsOf, stateOfParts, tablesOf, type Parts } from './sections.ts';
import { readShard, writeShard } from './shard-text.ts';
import { makeFolder } from '../../disk/make-folder.ts';

/** A lab in memory with its folder, held for this process alone. */
export interface StoredLab {
  /** Differs for every lab ever made, whatever its seed. */
  readonly id: string;
  readonly state: LabState;
  /** Writes what changed since the last save; on disk stands the former state or, at one moment, the new one. */
  save(): Promise<Result<void>>;
  /** Lets go of the folder; saves nothing. */
  close(): Promise<void>;
}

/** The claim of this process on the folder. */
export type Hold = Pick<HeldLock, 'isHeld' | 'release'>;

/** Names that a save gives its files; nothing else in the folder is ever removed. */
const ownFile = /^[a-z-]+[\w-]*\.\d+\.(?:json|ndjson)$/i;

/** Puts a new lab into a folder that does not exist or is empty. */
export async function createLab(folder: string, state: LabState): Promise<Result<StoredLab>> {
  const record = await enclosingRecord(dirname(resolve(folder)));
  if (record !== undefined) return failure(`create a lab in ${folder}`, insideRecord(record.kind, record.folder));
  await makeFolder(folder);
  const files = folderFiles(folder);
  const strangers = (await files.list()).filter((name) => !isLeftover(name) && name !== lockName);
  if (strangers.length > 0) return failure(`create a lab in ${folder}`, folderNotEmpty);
  const lock = await lockLab(folder);
  if (!lock.ok) return lock;
  const lab = storeOf(files, state, undefined, lock.value);
  const saved = await lab.save();
  if (saved.ok) return success(lab);
  await lab.close();
  return saved;
}

/** Reads the lab of a folder; a damaged one is refused with the file that is damaged. */
export async function openLab(folder: string): Promise<Result<StoredLab>> {
  const during = `open the lab ${folder}`;
  const files = folderFiles(folder);
  if (!(await files.list()).includes(manifestName)) {
    return failed({ code: 'no-lab', during, raw: '', retry: 'pointless' });
  }
  const lock = await lockLab(folder);
  if (!lock.ok) return lock;
  const read = await readState(files, during);
  if (read.ok) return success(storeOf(files, read.value.state, read.value, lock.value));
  await lock.value.release();
  return read;
}

/** What is on disk: the manifest and the values that its parts were written from. */
interface Saved {
  readonly manifest: Manifest;
  readonly parts: Parts;
}

/** The lab over any files; `saved` undefined: nothing is on disk yet. A lab that is no longer held is not saved: another process may have it. */
export function storeOf(files: StoreFiles, state: LabState, saved: Saved | undefined, hold: Hold): StoredLab {
  let last = saved;
  const id = saved?.manifest.id ?? randomUUID();
  return {
    id,
    state,
    async save() {
      try {
        const written = await writeState(files, id, state, last, hold);
        if (written === 'taken-away') {
          return failed({ code: 'in-use', during: 'save the lab', raw: labTakenAway, retry: 'pointless' });
        }
        last = written;
        return success(undefined);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        return failed({ code: 'service-error', during: 'save the lab', raw: error.message, retry: 'safe' });
      }
    },
    close: () => hold.release(),
  };
}

async function writeState(
  files: StoreFiles,
  id: string,
  state: LabState,
  last: Saved | undefined,
  hold: Hold,
): Promise<Saved | 'taken-away'> {
  const generation = (last?.manifest.generation ?? 0) + 1;
  const parts = partsOf(state);
  if (last !== undefined && isUnchanged(last, parts, state)) return last;
  // Before anything is removed, and once more before the manifest makes what was written count.
  if (!(await hold.isHeld())) return 'taken-away';
  const about = { format: 'hybrid-preflight-lab', version: 1, id, generation } as const;
  const manifest: Manifest = { ...about, parts: {}, tables: {} };
  const leftovers = await unneededFiles(files, last?.manifest);
  for (const name of leftovers) await files.remove(name);
  const encoder = new Encoder();
  for (const name of partNames) {
    const former = last?.manifest.parts[name];
    manifest.parts[name] =
      former !== undefined && last?.parts[name] === parts[name]
        ? former
        : await writeNew(files, encoder, `${name}.${generation}.json`, writePart(parts[name]));
  }
  const tables = tablesOf(state);
  for (const { name, table, column } of tables) {
    const former = new Map((last?.manifest.tables[name] ?? []).map((shard) => [shard.shard, shard]));
    const dirty = new Set(table.dirtyShards());
    manifest.tables[name] = [];
    for (let shard = 0; shard < table.shardCount; shard += 1) {
      const unchanged = dirty.has(shard) ? undefined : former.get(shard);
      const rows = unchanged === undefined ? table.shard(shard) : [];
      if (unchanged !== undefined) manifest.tables[name].push(unchanged);
      else if (rows.length > 0) {
        const content = writeShard({ table: name, shard, rows: rows.length }, rows, column);
        const file = await writeNew(files, encoder, `${name}-${shard}.${generation}.ndjson`, content);
        manifest.tables[name].push({ ...file, shard, rows: rows.length });
      }
    }
  }
  if (!(await hold.isHeld())) return 'taken-away';
  await files.replace(manifestName, Buffer.from(JSON.stringify(manifest)));
  for (const { table } of tables) table.clean();
  const next: Saved = { manifest, parts };
  for (const name of supersededFiles(last?.manifest, manifest)) await files.remove(name);
  return next;
}

/** Nothing is written for somebody who only looked. */
function isUnchanged(last: Saved, parts: Parts, state: LabState): boolean {
  const core = Buffer.from(writePart(parts.core));
  return (
    last.manifest.parts['core']?.checksum === checksum(core) &&
    partNames.every((name) => name === 'core' || last.parts[name] === parts[name]) &&
    tablesOf(state).every(({ table }) => table.dirtyShards().length === 0)
  );
}

/** One buffer for all files of a save: those that wait to be collected were hundreds of megabytes in a large lab. */
class Encoder {
  #buffer = Buffer.alloc(0);

  /** The text in UTF-8, valid until the next one is encoded. */
  encode(text: string): Buffer {
    const size = Buffer.byteLength(text);
    if (this.#buffer.length < size) this.#buffer = Buffer.allocUnsafeSlow(Math.ceil(size * 1.25));
    return this.#buffer.subarray(0, this.#buffer.write(text));
  }
}

async function writeNew(files: StoreFiles, encoder: Encoder, name: string, content: string): Promise<StoredFile> {
  const bytes = encoder.encode(content);
  await files.writeNew(name, bytes);
  return { file: name, bytes: bytes.length, checksum: checksum(bytes) };
}

/** Reads the state that the manifest names. */
export async function readState(
  files: StoreFiles,
  during: string,
): Promise<Result<Saved & { readonly state: LabState }>> {
  let present = manifestName;
  try {
    const manifest = parseManifest((await files.read(manifestName)).toString());
    const read = async (stored: StoredFile | undefined) => {
      if (stored === undefined) throw new Error(fileMissing);
      present = stored.file;
      const bytes = await files.read(stored.file);
      if (bytes.length !== stored.bytes || checksum(bytes) !== stored.checksum) throw new Error(fileChanged);
      return bytes.toString();
    };
    const contents: Record<string, unknown> = {};
    for (const name of partNames) contents[name] = readPart(await read(manifest.parts[name]));
    const state = stateOfParts(contents as unknown as Parts);
    const interner = new Interner();
    const tables = tablesOf(state);
    // Shard by shard over all tables: the same people stand near the same place in each, so that their values are shared.
    const shardCount = Math.max(0, ...Object.values(manifest.tables).map((shards) => (shards.at(-1)?.shard ?? 0) + 1));
    const shardsOf = tables.map(({ name }) => new Map(manifest.tables[name]?.map((shard) => [shard.shard, shard])));
    for (let number = 0; number < shardCount; number += 1) {
      for (const [position, { name, table, column }] of tables.entries()) {
        const stored = shardsOf[position]?.get(number);
        if (stored === undefined) continue;
        const header = { table: name, shard: number, rows: stored.rows };
        table.loadShard(number, readShard(await read(stored), header, column, interner));
      }
    }
    return success({ manifest, parts: partsOf(state), state });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const problem = (error as NodeJS.ErrnoException).code === 'ENOENT' ? fileMissing : error.message;
    return failure(during, damagedLab(present, problem));
  }
}

/** What a save that was killed, before or after its manifest, left behind. */
async function unneededFiles(files: StoreFiles, manifest: Manifest | undefined): Promise<readonly string[]> {
  const needed = manifest === undefined ? new Set<string>() : filesOf(manifest);
  return (await files.list()).filter((name) => isLeftover(name) && !needed.has(name));
}

function supersededFiles(former: Manifest | undefined, present: Manifest): readonly string[] {
  const needed = filesOf(present);
  return former === undefined ? [] : [...filesOf(former)].filter((name) => !needed.has(name));
}

function isLeftover(name: string): boolean {
  return ownFile.test(name) || isTemporary(name, manifestName) || isTemporary(name, lockName);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}

function failure(during: string, raw: string): ReturnType<typeof failed> {
  return failed({ code: 'invalid-input', during, raw, retry: 'pointless' });
}
