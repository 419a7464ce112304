import type { JournalEntry } from './journal-entry.ts';
import type { CapturedFile } from './journal-parts.ts';

/** The files beside the journal that a line of it names. */
export function sealedFilesOf(entry: JournalEntry): readonly CapturedFile[] {
  switch (entry.event) {
    case 'captured':
      return entry.files;
    case 'verified':
    case 'undone':
      return entry.files ?? [];
    case 'failed':
    case 'undo-failed':
      return entry.problem.kind === 'verification' ? (entry.problem.files ?? []) : [];
    default:
      return [];
  }
}
