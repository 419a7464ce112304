import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromFd, type Entry, type ZipFile } from 'yauzl';
import { open, type FileHandle } from 'node:fs/promises';
import { exportFormatTexts as texts } from '../../../shared/entra-connect/formats/texts.ts';
import { binaryReason } from '../../../shared/entra-connect/formats/foreign-texts.ts';
import { fileKindOf } from '../../../shared/entra-connect/formats/export/layout.ts';
import { placeOf } from '../../../shared/entra-connect/formats/recognise.ts';
import { outcomeOf, type ExportFilesOutcome } from './export-files-outcome.ts';
import { megabytes, type ExportLimits } from './export-limits.ts';
import { folderError, type FolderError } from './folder-error.ts';
import type { UnreadFile } from './list-files.ts';
import { beginningSize, notWorthReading, takeText, type TakenFile } from './take-text.ts';

/** Bits of `externalFileAttributes` that hold the Unix type of a file, and the type of a link. */
const unixType = 0o170_000;
const unixLink = 0o120_000;
/** What documents of Office, which are archives too, hold beside their content. */
const contentTypes = '[Content_Types].xml';
const centralHeader = 0x02_01_4b_50;

/** Something in an archive that makes all of it untrustworthy. */
class ArchiveRefused extends Error {
  readonly error: FolderError;

  constructor(error: FolderError) {
    super(error.message);
    this.error = error;
  }
}

/**
 * Reads the files of a `.zip` in memory; nothing is unpacked to the disk. Paths that lead out of it, links, encrypted or
 * damaged files, and files that are not what the archive's list says refuse all of it.
 */
export async function readArchive(
  path: string,
  shownPath: string,
  signal: AbortSignal,
  limits: ExportLimits,
): Promise<ExportFilesOutcome> {
  await using handle = await open(path, 'r');
  try {
    const archive = await openArchive(handle);
    const entries = await listEntries(archive, shownPath, limits, signal);
    await refuseUnlisted(archive, handle);
    if (entries.some(({ fileName }) => fileName === contentTypes)) {
      return outcomeOf('file', [{ path: basename(shownPath), why: binaryReason('office') }], []);
    }
    const answers: (TakenFile | UnreadFile | FolderError)[] = [];
    for (const entry of entries) answers.push(await takeEntry(archive, entry, shownPath, signal));
    return outcomeOf('archive', answers, []);
  } catch (error) {
    if (signal.aborted) return { ok: false, errors: [folderError(shownPath, 'cancelled')] };
    if (error instanceof ArchiveRefused) return { ok: false, errors: [error.error] };
    if (!(error instanceof Error)) throw error;
    return { ok: false, errors: [folderError(shownPath, 'damaged-archive', error.message)] };
  }
}

function openArchive(handle: FileHandle): Promise<ZipFile> {
  const { promise, resolve, reject } = Promise.withResolvers<ZipFile>();
  // The handle closes the file.
  fromFd(handle.fd, { lazyEntries: true, autoClose: false }, (error, archive) => {
    if (error === null) resolve(archive);
    else reject(error);
  });
  return promise;
}

/** The archive's files in the order of their names, before any of them is unpacked. */
async function listEntries(
  archive: ZipFile,
  shownPath: string,
  limits: ExportLimits,
  signal: AbortSignal,
): Promise<readonly Entry[]> {
  const refuse = (problem: Parameters<typeof folderError>[1], detail: string, name = '') =>
    new ArchiveRefused(folderError(name === '' ? shownPath : `${shownPath}: ${name}`, problem, detail));
  if (archive.entryCount > limits.files) throw refuse('too-many-files', String(archive.entryCount));
  const entries: Entry[] = [];
  const names = new Set<string>();
  let total = 0;
  for await (const entry of archive.eachEntry()) {
    signal.throwIfAborted();
    const { fileName: name, uncompressedSize } = entry;
    if (name.endsWith('/')) {
      if (uncompressedSize > 0) throw refuse('damaged-archive', texts.folderWithContent, name);
      continue;
    }
    if (((entry.externalFileAttributes >>> 16) & unixType) === unixLink) throw refuse('link-in-archive', '', name);
    if (entry.isEncrypted()) throw refuse('encrypted', '', name);
    if (!entry.canDecodeFileData()) throw refuse('unknown-compression', String(entry.compressionMethod), name);
    if (uncompressedSize > limits.fileSize) throw refuse('file-too-large', megabytes(uncompressedSize), name);
    total += uncompressedSize;
    if (total > limits.totalSize) throw refuse('folder-too-large', megabytes(total));
    if (names.has(name)) throw refuse('twice-in-archive', '', name);
    names.add(name);
    entries.push(entry);
  }
  return entries.toSorted((left, right) => (left.fileName < right.fileName ? -1 : 1));
}

/** The list of an archive must end where its number of files says: otherwise files would be left out in silence. */
async function refuseUnlisted(archive: ZipFile, handle: FileHandle): Promise<void> {
  const next = Buffer.alloc(4);
  const { bytesRead } = await handle.read(next, 0, next.length, Number(archive.readEntryCursor));
  if (bytesRead === next.length && next.readUInt32LE() === centralHeader) throw new Error(texts.archiveListsMore);
}

async function takeEntry(
  archive: ZipFile,
  entry: Entry,
  shownPath: string,
  signal: AbortSignal,
): Promise<TakenFile | UnreadFile | FolderError> {
  const path = entry.fileName;
  const bytes = await bytesOf(await archive.openReadStreamPromise(entry), entry, signal);
  if (crc32(bytes) !== entry.crc32) throw new Error(texts.wrongChecksum(path));
  const isPart = fileKindOf(placeOf(path)) !== 'other';
  const why = isPart ? undefined : notWorthReading(bytes.subarray(0, beginningSize));
  if (why !== undefined) return { path, why };
  const taken = takeText(path, bytes, isPart);
  return 'problem' in taken ? { ...taken, path: `${shownPath}: ${path}` } : taken;
}

/** The library ends the stream with an error as soon as there is more or less than the list says. */
async function bytesOf(stream: Readable, { uncompressedSize }: Entry, signal: AbortSignal): Promise<Uint8Array> {
  const bytes = new Uint8Array(uncompressedSize);
  let filled = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    signal.throwIfAborted();
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return bytes;
}
