import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { partFolders } from '../../../shared/entra-connect/formats/configuration-base.ts';
import { folderError, type FolderError } from './folder-error.ts';

/** `whole`: the folder itself is to be looked through, because it has not the shape of a configuration export. */
export type Located =
  | { readonly kind: 'configuration'; readonly folder: string }
  | { readonly kind: 'whole' }
  | { readonly kind: 'error'; readonly error: FolderError };

/**
 * Finds the folder of a configuration export: the one given, the one around it when it is one of the three folders of an
 * export, or the only one inside it. `folder` is a real path, `path` as it was given.
 */
export async function locateConfiguration(folder: string, path: string): Promise<Located> {
  if (await holdsConfiguration(folder)) return { kind: 'configuration', folder };
  if (partFolders.has(basename(folder).toLowerCase())) return { kind: 'configuration', folder: dirname(folder) };
  const inside: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const subfolder = join(folder, entry.name);
    // A neighbour that may not be read is no reason to refuse the one that may.
    if (entry.isDirectory() && (await holdsConfiguration(subfolder).catch(() => false))) inside.push(subfolder);
  }
  const [only, ...others] = inside;
  if (only === undefined) return { kind: 'whole' };
  if (others.length === 0) return { kind: 'configuration', folder: only };
  const names = inside.map((subfolder) => basename(subfolder)).join(', ');
  return { kind: 'error', error: folderError(path, 'several-configurations', names) };
}

/** Whether a folder holds one of the three folders of an export. */
export async function holdsConfiguration(folder: string): Promise<boolean> {
  return (await readdir(folder)).some((name) => partFolders.has(name.toLowerCase()));
}
