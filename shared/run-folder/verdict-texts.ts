import { assertNever } from '../base/assert-never.ts';
import { placeOf } from './texts.ts';

/** What checking a run folder came to. */
export type Verdict =
  | {
      readonly kind: 'intact';
      readonly journalHash: string;
      readonly lines: number;
      readonly files: number;
      readonly report:
        | { readonly kind: 'as-journaled' }
        | { readonly kind: 'not-compared'; readonly version: string }
        | { readonly kind: 'none' };
      readonly sealOnly: readonly string[];
    }
  | { readonly kind: 'not-finished'; readonly journalHash: string; readonly lines: number; readonly torn: boolean }
  | { readonly kind: 'not-sealed'; readonly journalHash: string; readonly lines: number }
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
      return [
        `Intact: ${verdict.lines} journal lines and ${verdict.files} files are as they were when the run was closed. Compare the journal hash with the one you filed: ${verdict.journalHash}`,
        coverageText(verdict),
      ].join('\n');
    case 'not-finished':
      return `Not finished: the ${verdict.lines} journal lines fit together, but the run was not closed${verdict.torn ? '; its last line was torn by a crash' : ''}. Journal hash so far: ${verdict.journalHash}`;
    case 'not-sealed':
      return `Closed, not sealed: the ${verdict.lines} journal lines fit together and the run was closed, but its folder is not sealed: the process ended before, or the seal was removed. Resume the run to seal it. Journal hash: ${verdict.journalHash}`;
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

/** What the journal hash vouches for, and what only the seal does, which whoever can write to the folder can renew. */
function coverageText({ report, sealOnly }: Extract<Verdict, { readonly kind: 'intact' }>): string {
  const covered = 'The journal hash covers the journal, run.json, and the evidence files that the journal names';
  const others = sealOnly.length === 0 ? '' : ` Covered by the seal only: ${sealOnly.join(', ')}.`;
  switch (report.kind) {
    case 'as-journaled':
      return `${covered}, and the report, which was built again from the journal and is identical.${others}`;
    case 'not-compared':
      return `${covered}. The report was written by version ${report.version} and was not compared with the journal; use that version to compare it.${others}`;
    case 'none':
      return `${covered}.${others}`;
    default:
      return assertNever(report);
  }
}
