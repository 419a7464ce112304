import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isTemporary } from '../atomic-file.ts';
import { ifPresent, withPlainFile } from '../plain-file.ts';

/** Names inside a run folder. */
export const runFiles = {
  description: 'run.json',
  journal: 'journal.jsonl',
  lock: 'run.lock',
  evidence: 'evidence',
  seal: 'seal.json',
} as const;

/** A file below a folder; `path` relative, with `/`. */
export interface FolderEntry {
  readonly path: string;
  /** A link, a pipe or the like has no content of its own. */
  readonly plain: boolean;
}

/** Every file below a folder at any depth, sorted by path. */
export async function filesBelow(folder: string): Promise<readonly FolderEntry[]> {
  const found: FolderEntry[] = [];
  const visit = async (prefix: string): Promise<void> => {
    for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
      const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (entry.isDirectory()) await visit(path);
      else found.push({ path, plain: entry.isFile() });
    }
  };
  await visit('');
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

export interface FileDigest {
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

export function digestOf(path: string): Promise<FileDigest> {
  return withPlainFile(path, async (file) => {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      hash.update(chunk);
    }
    return { size, sha256: hash.digest('hex') };
  });
}

/** Size and hash of a file; undefined when there is none. */
export function digestIfPresent(path: string): Promise<FileDigest | undefined> {
  return ifPresent(() => digestOf(path));
}

/** Removes what atomic writing left behind when a process ended in the middle of it. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const { path } of await filesBelow(folder)) {
    if (isTemporary(path.slice(path.lastIndexOf('/') + 1))) await rm(join(folder, path), { force: true });
  }
}
