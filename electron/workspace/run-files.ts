import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isTemporary } from './atomic-file.ts';
import { systemCodeOf } from './outcome.ts';

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

export async function digestOf(path: string): Promise<FileDigest> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      size += chunk.length;
      hash.update(chunk);
    }
  });
  return { size, sha256: hash.digest('hex') };
}

/** What the system answers where no file stands under a path. */
const noFile: readonly (string | undefined)[] = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/** The bytes of a file; undefined when there is none. */
export async function readIfPresent(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (noFile.includes(systemCodeOf(error))) return undefined;
    throw error;
  }
}

/** Size and hash of a file; undefined when there is none. */
export async function digestIfPresent(path: string): Promise<FileDigest | undefined> {
  try {
    return await digestOf(path);
  } catch (error) {
    if (noFile.includes(systemCodeOf(error))) return undefined;
    throw error;
  }
}

/** Removes what atomic writing left behind when a process ended in the middle of it. */
export async function removeLeftovers(folder: string): Promise<void> {
  for (const { path } of await filesBelow(folder)) {
    if (isTemporary(path.slice(path.lastIndexOf('/') + 1))) await rm(join(folder, path), { force: true });
  }
}
