import { open, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { outcomeOf, type ExportFilesOutcome } from './export-files-outcome.ts';
import { archiveLimits, exportLimits, megabytes, type ExportLimits } from './export-limits.ts';
import { fileSystemError, folderError, type FolderError } from './folder-error.ts';
import { allOf, listFiles, type ListedFile, type UnreadFile } from './list-files.ts';
import { locateConfiguration } from './locate-configuration.ts';
import { beginningOf, beginningSize, notWorthReading, takeText, type TakenFile } from './take-text.ts';

/**
 * Reads the files of whatever a customer sent: a file, a `.zip`, or a folder – the configuration export in it where there
 * is one, else every file that is part of an export by its content. Sizes are looked at before anything is read.
 */
export async function readExportFiles(
  path: string,
  signal: AbortSignal,
  limits: ExportLimits = exportLimits,
): Promise<ExportFilesOutcome> {
  try {
    signal.throwIfAborted();
    const real = await realpath(path);
    const stats = await stat(real);
    if (stats.isDirectory()) return await readFolder(real, path, signal, limits);
    if (!stats.isFile()) return { ok: false, errors: [folderError(path, 'not-a-file')] };
    return await readSingleFile(real, path, signal, limits);
  } catch (error) {
    return {
      ok: false,
      errors: [signal.aborted ? folderError(path, 'cancelled') : fileSystemError(path, error, 'unreadable')],
    };
  }
}

async function readSingleFile(
  real: string,
  path: string,
  signal: AbortSignal,
  limits: ExportLimits,
): Promise<ExportFilesOutcome> {
  const { size } = await stat(real);
  const listed: ListedFile = { path: basename(path), target: real, size, isPart: false };
  if (beginningOf(await beginningOfFile(listed)) === 'archive') {
    const { readArchive } = await import('./zip-files.ts');
    return readArchive(real, path, signal, archiveLimits);
  }
  return outcomeOf('file', [await takeFile(dirname(path), listed, signal, limits, { used: 0 })], []);
}

async function readFolder(
  folder: string,
  path: string,
  signal: AbortSignal,
  limits: ExportLimits,
): Promise<ExportFilesOutcome> {
  const located = await locateConfiguration(folder, path);
  if (located.kind === 'error') return { ok: false, errors: [located.error] };
  const isConfiguration = located.kind === 'configuration';
  const root = isConfiguration ? located.folder : folder;
  const listing = await listFiles(root, isConfiguration ? 'parts' : 'everything', limits.files, signal);
  const errors = [...listing.errors, ...limitErrors(root, listing.files, limits)];
  if (errors.length > 0) return { ok: false, errors };
  const budget: Budget = { used: 0 };
  const taken = await allOf(listing.files, (file) => takeFile(root, file, signal, limits, budget));
  return outcomeOf('folder', taken, [...listing.unread, ...(await besideOf(folder, root))]);
}

/** What stands in the folder that was named, beside the configuration inside it. */
async function besideOf(folder: string, root: string): Promise<readonly UnreadFile[]> {
  const way = relative(folder, root);
  if (way === '' || way.startsWith('..') || way.includes(sep)) return [];
  const { unread } = await listFiles(folder, 'parts', Number.POSITIVE_INFINITY, new AbortController().signal);
  return unread.filter((one) => one.path !== way).map((one) => ({ ...one, path: `../${one.path}` }));
}

/** Only files that have to be read count: what else stands in a folder may be large. */
function limitErrors(root: string, files: readonly ListedFile[], limits: ExportLimits): readonly FolderError[] {
  const parts = files.filter(({ isPart }) => isPart);
  const total = parts.reduce((sum, file) => sum + file.size, 0);
  return [
    ...parts
      .filter((file) => file.size > limits.fileSize)
      .map((file) => folderError(join(root, file.path), 'file-too-large', megabytes(file.size))),
    ...(total > limits.totalSize ? [folderError(root, 'folder-too-large', megabytes(total))] : []),
  ];
}

/** Bytes of the files that were kept so far. */
interface Budget {
  used: number;
}

async function takeFile(
  root: string,
  file: ListedFile,
  signal: AbortSignal,
  limits: ExportLimits,
  budget: Budget,
): Promise<TakenFile | UnreadFile | FolderError> {
  const { path, isPart } = file;
  const full = join(root, path);
  try {
    signal.throwIfAborted();
    const why = isPart ? undefined : notWorthReading(await beginningOfFile(file));
    if (why !== undefined) return { path, why };
    await using handle = await open(file.target, 'r');
    const { size } = await handle.stat();
    if (size > limits.fileSize) {
      const error = folderError(full, 'file-too-large', megabytes(size));
      return isPart ? error : { path, why: error.message };
    }
    const taken = takeText(path, await handle.readFile({ signal }), isPart);
    if ('problem' in taken) return { ...taken, path: full };
    if ('file' in taken) budget.used += size;
    return budget.used > limits.totalSize ? folderError(root, 'folder-too-large', megabytes(budget.used)) : taken;
  } catch (error) {
    if (signal.aborted) return folderError(full, 'cancelled');
    const failure = fileSystemError(full, error, 'unreadable');
    return isPart ? failure : { path, why: failure.message };
  }
}

async function beginningOfFile({ target }: ListedFile) {
  await using handle = await open(target, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(beginningSize), 0, beginningSize, 0);
  return buffer.subarray(0, bytesRead);
}
