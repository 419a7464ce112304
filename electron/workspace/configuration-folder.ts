import type { Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

import type { ConfigurationFile } from '../../shared/sync-rules/export/layout.ts';
import { decodeXmlText } from './decode-text.ts';
import { fileSystemError, folderError, type FolderError } from './folder-error.ts';

export type ReadFolderOutcome =
  | {
      readonly ok: true;
      /** The folder the files were found in: the one given, or the one inside or around it. */
      readonly folder: string;
      readonly files: readonly ConfigurationFile[];
      /** Files beside the configuration that were not read, relative to `folder`. */
      readonly ignored: readonly string[];
    }
  | { readonly ok: false; readonly errors: readonly FolderError[] };

/** Sizes in bytes. A whole export of a large forest has some 10 MB. */
export interface FolderLimits {
  readonly fileSize: number;
  readonly totalSize: number;
  readonly files: number;
}

export const folderLimits: FolderLimits = { fileSize: 64 * 2 ** 20, totalSize: 512 * 2 ** 20, files: 20_000 };

/** Folders of an export, in lower case: Windows does not tell the case of names. */
const partNames: ReadonlySet<string> = new Set(['synchronizationrules', 'connectors', 'globalsettings']);
/** Files asked for at once: each waits for the disk, and on Windows for the virus scanner. */
const filesAtOnce = 16;

/**
 * Reads the files of an exported configuration: of the folder given, of the only one inside it that holds an export,
 * or, when it is one of the three folders of an export, of the folder around it. Sizes are looked at before anything
 * is read, and links that lead out of the folder are not followed.
 */
export async function readConfigurationFolder(
  path: string,
  signal: AbortSignal,
  limits: FolderLimits = folderLimits,
): Promise<ReadFolderOutcome> {
  try {
    signal.throwIfAborted();
    const located = await locate(path);
    if (!located.ok) return { ok: false, errors: [located.error] };
    const listing = await listFiles(located.folder, signal);
    const errors = [...listing.errors, ...limitErrors(located.folder, listing.files, limits)];
    if (errors.length > 0) return { ok: false, errors };
    return await readFiles(located.folder, listing, signal, limits);
  } catch (error) {
    return {
      ok: false,
      errors: [signal.aborted ? folderError(path, 'cancelled') : fileSystemError(path, error, 'unreadable')],
    };
  }
}

type Located = { readonly ok: true; readonly folder: string } | { readonly ok: false; readonly error: FolderError };

async function locate(path: string): Promise<Located> {
  const folder = await realpath(path);
  if (!(await stat(folder)).isDirectory()) return { ok: false, error: folderError(path, 'not-a-folder') };
  if (await holdsConfiguration(folder)) return { ok: true, folder };
  if (partNames.has(basename(folder).toLowerCase())) return { ok: true, folder: dirname(folder) };
  const inside: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const subfolder = join(folder, entry.name);
    // A neighbour that may not be read is no reason to refuse the one that may.
    if (entry.isDirectory() && (await holdsConfiguration(subfolder).catch(() => false))) inside.push(subfolder);
  }
  const [only, ...others] = inside;
  if (only === undefined) return { ok: false, error: folderError(path, 'not-a-configuration') };
  if (others.length === 0) return { ok: true, folder: only };
  const names = inside.map((subfolder) => basename(subfolder)).join(', ');
  return { ok: false, error: folderError(path, 'several-configurations', names) };
}

/** Whether a folder holds one of the three folders of an export. */
export async function holdsConfiguration(folder: string): Promise<boolean> {
  return (await readdir(folder)).some((name) => partNames.has(name.toLowerCase()));
}

interface ListedFile {
  /** Relative to the export's folder, with `/`. */
  readonly path: string;
  readonly target: string;
  readonly size: number;
}

interface Listing {
  readonly files: readonly ListedFile[];
  readonly ignored: readonly string[];
  readonly errors: readonly FolderError[];
}

async function listFiles(folder: string, signal: AbortSignal): Promise<Listing> {
  const files: ListedFile[] = [];
  const ignored: string[] = [];
  const errors: FolderError[] = [];
  for (const part of await sortedEntries(folder)) {
    signal.throwIfAborted();
    if (!partNames.has(part.name.toLowerCase())) {
      ignored.push(part.name);
      continue;
    }
    const target = await targetInside(folder, part.name);
    if (typeof target !== 'string') {
      errors.push(target);
      continue;
    }
    if (!(await stat(target)).isDirectory()) {
      errors.push(folderError(join(folder, part.name), 'not-a-folder'));
      continue;
    }
    const candidates: Dirent[] = [];
    for (const entry of await sortedEntries(target)) {
      if (entry.name.toLowerCase().endsWith('.xml')) candidates.push(entry);
      else ignored.push(`${part.name}/${entry.name}`);
    }
    const listed = await allOf(candidates, (entry) => {
      signal.throwIfAborted();
      return listFile(folder, part.name, target, entry);
    });
    for (const file of listed) {
      if ('problem' in file) errors.push(file);
      else files.push(file);
    }
  }
  return { files, ignored, errors };
}

/** In the order of their names, so that the same folder always reads the same. */
async function sortedEntries(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.toSorted((left, right) => (left.name < right.name ? -1 : Number(left.name > right.name)));
}

/** `parent` is where the folder that holds the entry really is. */
async function listFile(
  folder: string,
  part: string,
  parent: string,
  entry: Dirent,
): Promise<ListedFile | FolderError> {
  const path = `${part}/${entry.name}`;
  // A plain file in a folder that is inside cannot be elsewhere: only links have to be followed.
  const target = entry.isFile() ? join(parent, entry.name) : await targetInside(folder, path);
  if (typeof target !== 'string') return target;
  try {
    const stats = await stat(target);
    return stats.isFile() ? { path, target, size: stats.size } : folderError(join(folder, path), 'not-a-file');
  } catch (error) {
    return fileSystemError(join(folder, path), error, 'unreadable');
  }
}

/** Where a path really leads, when that is inside the folder. */
async function targetInside(folder: string, path: string): Promise<string | FolderError> {
  const full = join(folder, path);
  try {
    const target = await realpath(full);
    return isInside(folder, target) ? target : folderError(full, 'link-leaves-folder');
  } catch (error) {
    return fileSystemError(full, error, 'unreadable');
  }
}

function isInside(folder: string, target: string): boolean {
  const way = relative(folder, resolve(target));
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function limitErrors(folder: string, files: readonly ListedFile[], limits: FolderLimits): readonly FolderError[] {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  return [
    ...(files.length > limits.files ? [folderError(folder, 'too-many-files', String(files.length))] : []),
    ...files
      .filter((file) => file.size > limits.fileSize)
      .map((file) => folderError(join(folder, file.path), 'file-too-large', megabytes(file.size))),
    ...(total > limits.totalSize ? [folderError(folder, 'folder-too-large', megabytes(total))] : []),
  ];
}

function megabytes(bytes: number): string {
  return `${String(Math.ceil(bytes / 2 ** 20))} MB`;
}

async function readFiles(
  folder: string,
  listing: Listing,
  signal: AbortSignal,
  limits: FolderLimits,
): Promise<ReadFolderOutcome> {
  const files: ConfigurationFile[] = [];
  const errors: FolderError[] = [];
  for (const result of await allOf(listing.files, (file) => readOne(folder, file, signal, limits))) {
    if ('problem' in result) errors.push(result);
    else files.push(result);
  }
  return errors.length === 0 ? { ok: true, folder, files, ignored: listing.ignored } : { ok: false, errors };
}

/** The answers in the order of the items, `filesAtOnce` of them waited for at a time. */
async function allOf<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) answers[index] = await ask(item);
  };
  await Promise.all(Array.from({ length: filesAtOnce }, worker));
  return answers;
}

async function readOne(
  folder: string,
  file: ListedFile,
  signal: AbortSignal,
  limits: FolderLimits,
): Promise<ConfigurationFile | FolderError> {
  const full = join(folder, file.path);
  try {
    await using handle = await open(file.target, 'r');
    const { size } = await handle.stat();
    if (size > limits.fileSize) return folderError(full, 'file-too-large', megabytes(size));
    const decoded = decodeXmlText(await handle.readFile({ signal }));
    return decoded.ok ? { path: file.path, text: decoded.text } : folderError(full, 'wrong-encoding', decoded.reason);
  } catch (error) {
    return signal.aborted ? folderError(full, 'cancelled') : fileSystemError(full, error, 'unreadable');
  }
}
