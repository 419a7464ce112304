import type { PartFile } from './export/read-configuration.ts';

/** Folders of an export, in lower case: Windows does not tell the case of names. */
export const partFolders: ReadonlySet<string> = new Set(['synchronizationrules', 'connectors', 'globalsettings']);

/** The folder of the export that a part's path belongs to; empty for the topmost. A flat copy has its parts in it directly. */
export function baseOf(path: string): string {
  const folders = path.split('/').slice(0, -1);
  if (partFolders.has(folders.at(-1)?.toLowerCase() ?? '')) folders.pop();
  return folders.join('/');
}

/** The parts by the export that they belong to, in the order in which they come. */
export function partsByBase(parts: readonly PartFile[]): ReadonlyMap<string, readonly PartFile[]> {
  return Map.groupBy(parts, ({ file }) => baseOf(file.path));
}
