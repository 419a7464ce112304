import { assertNever } from '../assert-never.ts';
import { placeOf } from './run-folder.ts';

/** What checking a run folder came to. */
export type Verdict =
  | { readonly kind: 'intact'; readonly journalHash: string; readonly lines: number; readonly files: number }
  | { readonly kind: 'not-finished'; readonly journalHash: string; readonly lines: number; readonly torn: boolean }
  | {
      readonly kind: 'tampered';
      readonly misfit: {
        readonly file: string;
        readonly line?: number;
        readonly reason: string;
        readonly detail: string;
      };
    }
  | { readonly kind: 'unreadable'; readonly systemCode: string }
  | { readonly kind: 'not-a-run' };

/** The verdict in one or two sentences. */
export function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'intact':
      return `Intact: ${verdict.lines} journal lines and ${verdict.files} files are as they were when the run was closed. Compare the journal hash with the one you filed: ${verdict.journalHash}`;
    case 'not-finished':
      return `Not finished: the ${verdict.lines} journal lines fit together, but the run was not closed${verdict.torn ? '; its last line was torn by a crash' : ''}. Journal hash so far: ${verdict.journalHash}`;
    case 'tampered': {
      const { file, line, reason, detail } = verdict.misfit;
      return `Does not fit: ${placeOf(file, line)}: ${reason.replaceAll('-', ' ')}${detail === '' ? '' : ` (${detail})`}`;
    }
    case 'unreadable':
      return `The folder cannot be read: the system answers ${verdict.systemCode}.`;
    case 'not-a-run':
      return 'This folder holds no run.';
    default:
      return assertNever(verdict);
  }
}
