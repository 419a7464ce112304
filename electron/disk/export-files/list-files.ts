import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileKindOf } from '../../../shared/entra-connect/formats/export/layout.ts';
import { partFolders } from '../../../shared/entra-connect/formats/configuration-base.ts';
import { placeOf } from '../../../shared/entra-connect/formats/recognise.ts';
import { exportFormatTexts as texts } from '../../../shared/entra-connect/formats/texts.ts';
import { fileSystemError, folderError, type FolderError } from './folder-error.ts';

/** A file below a folder. `path` is relative, with `/`; `target` where it really is; sizes in bytes. */
export interface ListedFile {
  readonly path: string;
  readonly target: string;
  readonly size: number;
  /** It stands where an export has one of its files: when it cannot be read, the export cannot. */
  readonly isPart: boolean;
}

/** A file that was not read, and why. */
export interface UnreadFile {
  readonly path: string;
  readonly why: string;
}

export interface Listing {
  readonly files: readonly ListedFile[];
  readonly unread: readonly UnreadFile[];
  readonly errors: readonly FolderError[];
}

/** Which entries of the topmost folder are gone into: all, or only the three folders of a configuration export. */
export type Extent = 'everything' | 'parts';

/** Deeper than anybody files an export. */
const deepestFolder = 8;
/** Files asked for at once: each waits for the disk, and on Windows for the virus scanner. */
const filesAtOnce = 16;

/** Lists the files below a folder in the order of their names; links that lead out of it are not followed. */
export async function listFiles(root: string, extent: Extent, most: number, signal: AbortSignal): Promise<Listing> {
  const walk: Walk = { root, extent, most, signal, files: [], unread: [], errors: [], seen: 0 };
  await listFolder(walk, '', root);
  return walk;
}

interface Walk {
  readonly root: string;
  readonly extent: Extent;
  readonly most: number;
  readonly signal: AbortSignal;
  readonly files: ListedFile[];
  readonly unread: UnreadFile[];
  readonly errors: FolderError[];
  seen: number;
}

/** `real` is where the folder of that relative path really is. */
async function listFolder(walk: Walk, path: string, real: string): Promise<void> {
  walk.signal.throwIfAborted();
  const entries = await sortedEntries(real);
  walk.seen += entries.length;
  if (walk.seen > walk.most) {
    if (walk.errors.every(({ problem }) => problem !== 'too-many-files')) {
      walk.errors.push(folderError(walk.root, 'too-many-files', String(walk.seen)));
    }
    return;
  }
  const isPartFolder = partFolders.has(path.split('/').at(-1)?.toLowerCase() ?? '');
  const folders: Dirent[] = [];
  const files: Dirent[] = [];
  for (const entry of entries) {
    const isPart = path === '' && partFolders.has(entry.name.toLowerCase());
    if (walk.extent === 'parts' && path === '' && !isPart) {
      walk.unread.push({ path: entry.name, why: texts.besideConfiguration });
    } else if (isPart || (!isPartFolder && (await isFolder(real, entry)))) {
      folders.push(entry);
    } else if (entry.isDirectory() && !entry.name.toLowerCase().endsWith('.xml')) {
      walk.unread.push({ path: `${path}/${entry.name}`, why: texts.folderInside });
    } else {
      files.push(entry);
    }
  }
  const listed = await allOf(files, (entry) => listFile(walk, path, real, entry));
  for (const file of listed) {
    if ('why' in file) walk.unread.push(file);
    else if ('problem' in file) walk.errors.push(file);
    else walk.files.push(file);
  }
  for (const folder of folders) await enterFolder(walk, joined(path, folder.name));
}

async function enterFolder(walk: Walk, path: string): Promise<void> {
  const isPart = partFolders.has(path.split('/').at(-1)?.toLowerCase() ?? '');
  const target = await targetInside(walk.root, path);
  if (typeof target !== 'string') {
    if (isPart) walk.errors.push(target);
    else walk.unread.push({ path, why: target.message });
    return;
  }
  if (isPart && !(await stat(target)).isDirectory()) {
    walk.errors.push(folderError(join(walk.root, path), 'not-a-folder'));
    return;
  }
  if (path.split('/').length > deepestFolder) {
    walk.unread.push({ path, why: texts.folderTooDeep });
    return;
  }
  try {
    await listFolder(walk, path, target);
  } catch (error) {
    if (isPart || walk.signal.aborted) throw error;
    walk.unread.push({ path, why: fileSystemError(path, error, 'unreadable').message });
  }
}

async function isFolder(parent: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  const target = await stat(join(parent, entry.name)).catch(() => undefined);
  return target?.isDirectory() === true;
}

/** In the order of their names, so that the same folder always reads the same. */
async function sortedEntries(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.toSorted((left, right) => (left.name < right.name ? -1 : Number(left.name > right.name)));
}

/** `parent` is where the folder that holds the entry really is. */
async function listFile(
  { root, signal }: Walk,
  folder: string,
  parent: string,
  entry: Dirent,
): Promise<ListedFile | UnreadFile | FolderError> {
  signal.throwIfAborted();
  const path = joined(folder, entry.name);
  const isPart = fileKindOf(placeOf(path)) !== 'other';
  // A plain file in a folder that is inside cannot be elsewhere: only links have to be followed.
  const target = entry.isFile() ? join(parent, entry.name) : await targetInside(root, path);
  const listed = typeof target === 'string' ? await sizeOf(root, path, target) : target;
  if (!('problem' in listed)) return { path, isPart, ...listed };
  return isPart ? listed : { path, why: listed.message };
}

async function sizeOf(
  root: string,
  path: string,
  target: string,
): Promise<Pick<ListedFile, 'target' | 'size'> | FolderError> {
  try {
    const stats = await stat(target);
    return stats.isFile() ? { target, size: stats.size } : folderError(join(root, path), 'not-a-file');
  } catch (error) {
    return fileSystemError(join(root, path), error, 'unreadable');
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

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The answers in the order of the items, `filesAtOnce` of them waited for at a time. */
export async function allOf<Item, Answer>(
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
