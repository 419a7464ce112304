import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { systemCodeOf } from './run-folder/outcome.ts';

/** What is made here concerns people by name: it is for the user who made it, where the file system has modes. */
export const privateFolder = 0o700;
export const privateFile = 0o600;

/**
 * Makes a folder with those above it that are missing, and returns the topmost one that was made. Each is tried once: the
 * recursive mkdir of Node goes on for ever where the system denies a folder under one that exists, as below /proc.
 * Throws the system's error.
 */
export async function makeFolder(path: string): Promise<string | undefined> {
  const missing: string[] = [];
  let there = resolve(path);
  while (!(await isThere(there)) && dirname(there) !== there) {
    missing.unshift(there);
    there = dirname(there);
  }
  let first: string | undefined;
  for (const folder of missing) {
    if (await makeOne(folder)) first ??= folder;
  }
  return first;
}

/** False: somebody else has made it meanwhile. */
async function makeOne(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: privateFolder });
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST' && (await stat(folder)).isDirectory()) return false;
    throw error;
  }
}

/** Throws EEXIST where a file stands in the way, as mkdir does. */
async function isThere(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true;
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'ENOENT') return false;
    throw error;
  }
  await mkdir(path);
  return true;
}
