import type { ConfigurationFile } from '../../../shared/entra-connect/formats/export/layout.ts';
import type { FolderError } from './folder-error.ts';
import type { UnreadFile } from './list-files.ts';
import type { TakenFile } from './take-text.ts';

/** The files of an export, in whichever format it came. */
export type ExportFilesOutcome =
  | {
      readonly ok: true;
      readonly container: 'folder' | 'archive' | 'file';
      /** Those that are part of an export, by their content or their place, with paths relative to where they were found. */
      readonly files: readonly ConfigurationFile[];
      /** Files that were not read, and remarks on how others were. */
      readonly unread: readonly UnreadFile[];
      readonly remarks: readonly UnreadFile[];
    }
  | { readonly ok: false; readonly errors: readonly FolderError[] };

/** Sorts the answers of single files; one that could not be read and must be makes the whole an error. */
export function outcomeOf(
  container: 'folder' | 'archive' | 'file',
  answers: readonly (TakenFile | UnreadFile | FolderError)[],
  others: readonly UnreadFile[],
): ExportFilesOutcome {
  const files: ConfigurationFile[] = [];
  const unread: UnreadFile[] = [...others];
  const remarks: UnreadFile[] = [];
  const errors: FolderError[] = [];
  for (const answer of answers) {
    if ('problem' in answer) errors.push(answer);
    else if ('why' in answer) unread.push(answer);
    else {
      files.push(answer.file);
      if (answer.remark !== undefined) remarks.push({ path: answer.file.path, why: answer.remark });
    }
  }
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    container,
    files,
    unread: unread.toSorted((left, right) => (left.path < right.path ? -1 : 1)),
    remarks,
  };
}
