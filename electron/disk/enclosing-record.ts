import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { manifestName, parseManifest } from './lab-manifest.ts';
import { parseDescription } from './run-folder/description.ts';
import { readIfPresent } from './plain-file.ts';
import { runFiles } from './run-folder/run-files.ts';

/** A folder whose content is complete as it is: a file more would break the seal of a run, or be lost with a lab. */
export interface EnclosingRecord {
  readonly kind: 'run' | 'lab';
  readonly folder: string;
}

/** The run folder or lab that a path lies in, or is; undefined: neither. Links are followed to where they lead. */
export async function enclosingRecord(path: string): Promise<EnclosingRecord | undefined> {
  let folder = await realPathOf(resolve(path));
  for (;;) {
    const kind = await kindOf(folder);
    if (kind !== undefined) return { kind, folder };
    if (dirname(folder) === folder) return undefined;
    folder = dirname(folder);
  }
}

async function kindOf(folder: string): Promise<EnclosingRecord['kind'] | undefined> {
  const description = await contentOf(join(folder, runFiles.description));
  if (description !== undefined && parseDescription(description) !== undefined) return 'run';
  const manifest = await contentOf(join(folder, manifestName));
  return manifest !== undefined && isManifest(manifest) ? 'lab' : undefined;
}

/** What may not be read is nothing that this user could write to either. */
async function contentOf(path: string): Promise<Buffer | undefined> {
  return readIfPresent(path).catch(() => undefined);
}

function isManifest(content: Buffer): boolean {
  try {
    parseManifest(content.toString());
    return true;
  } catch {
    return false;
  }
}

/** Of what is not there yet, where it will be. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return dirname(path) === path ? path : join(await realPathOf(dirname(path)), basename(path));
  }
}
