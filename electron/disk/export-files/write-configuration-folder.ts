import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { ConfigurationFile } from '../../../shared/entra-connect/formats/export/layout.ts';
import { insideRecord } from '../../../shared/run-folder/texts.ts';
import { writeFileAtomically } from '../atomic-file.ts';
import { enclosingRecord } from '../enclosing-record.ts';
import { fileSystemError, folderError, type FolderError } from './folder-error.ts';
import { makeFolder } from '../make-folder.ts';

export type WriteFolderOutcome = { readonly ok: true } | { readonly ok: false; readonly error: FolderError };

/**
 * Writes the files of a configuration into a new or empty folder, in UTF-8 without a byte order mark as the product
 * does. Each file appears complete or not at all. A folder with anything in it is refused.
 */
export async function writeConfigurationFolder(
  folder: string,
  files: readonly ConfigurationFile[],
  signal: AbortSignal,
): Promise<WriteFolderOutcome> {
  for (const { path } of files) {
    if (!isPathInsideAnExport(path)) throw new Error(`Not a path of a configuration: ${path}`);
  }
  try {
    signal.throwIfAborted();
    const record = await enclosingRecord(folder);
    if (record !== undefined) {
      return { ok: false, error: folderError(folder, 'inside-record', insideRecord(record.kind, record.folder)) };
    }
    await makeFolder(folder);
    if ((await readdir(folder)).length > 0) return { ok: false, error: folderError(folder, 'folder-not-empty') };
    for (const file of files) {
      signal.throwIfAborted();
      const path = join(folder, file.path);
      await makeFolder(dirname(path));
      await writeFileAtomically(path, file.text);
    }
    return { ok: true };
  } catch (error) {
    if (signal.aborted) return { ok: false, error: folderError(folder, 'cancelled') };
    return { ok: false, error: existingFile(folder, error) ?? fileSystemError(folder, error, 'cannot-write') };
  }
}

/** One folder and one file name, and nothing that leads elsewhere on any system. */
function isPathInsideAnExport(path: string): boolean {
  return /^[A-Za-z]+\/[^/\\:\0]+\.xml$/.test(path);
}

/** `mkdir` says EEXIST where a file stands in the way. */
function existingFile(folder: string, error: unknown): FolderError | undefined {
  const isInTheWay = error instanceof Error && 'code' in error && error.code === 'EEXIST';
  return isInTheWay ? folderError(folder, 'not-a-folder') : undefined;
}
