import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { privateFile } from './make-folder.ts';
import { renamePatiently } from './rename.ts';

export interface AtomicWriteOptions {
  /** Flush file and folder to the disk before resolving; off only where losing the file after a power cut does no harm. */
  readonly fsync?: boolean;
}

const temporaryEnding = '.tmp';

/** A name beside a file for what is to become it, or no longer is it; one that a crash left behind is nobody's data. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}${temporaryEnding}`);
}

/** Whether a file's name was made by `temporaryBeside`; `of`: for a file of this name. */
export function isTemporary(name: string, of = ''): boolean {
  return name.startsWith(of === '' ? '.' : `.${of}.`) && name.endsWith(temporaryEnding);
}

/**
 * Writes a whole file or nothing: beside it, flushed, then renamed over the old one.
 * The folder must exist. Throws the system's error and leaves the old file as it was.
 */
export async function writeFileAtomically(
  path: string,
  data: string | Uint8Array,
  { fsync = true }: AtomicWriteOptions = {},
): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    await writeNewFile(temporary, data, fsync);
    await renamePatiently(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  if (fsync) await flushFolder(dirname(path));
}

/** Makes the names in a folder durable. Windows has no such call and keeps them in its own journal. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Writes a file that must not exist yet. A process that ends in the middle leaves it without its content. */
export async function writeNewFile(path: string, data: string | Uint8Array, fsync: boolean): Promise<void> {
  const file = await open(path, 'wx', privateFile);
  try {
    await file.writeFile(data);
    if (fsync) await file.sync();
  } finally {
    await file.close();
  }
}
