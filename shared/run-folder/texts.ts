import { assertNever } from '../base/assert-never.ts';
import { runSessionTexts } from './run-session-texts.ts';

/** Who works on a run folder, as the lock says. */
export interface LockHolder {
  readonly host: string;
  readonly pid: number;
  /** When that process began, in the words of its system: tells a reused process id from the same process. */
  readonly processStart: string | undefined;
  readonly user: string;
  /** ISO UTC. */
  readonly takenAt: string;
  /** Differs for every lock ever taken. */
  readonly token: string;
}

/** `stale`: that process has ended; `cannot-tell`: it runs on another machine. */
export type LockStanding = 'alive' | 'stale' | 'cannot-tell';

/** Why a run folder cannot be used. */
export type RunFolderProblem =
  | { readonly code: 'not-a-folder'; readonly path: string }
  | { readonly code: 'not-empty'; readonly path: string }
  | { readonly code: 'is-a-run'; readonly path: string }
  /** It lies in a run folder or a lab, or is one; nothing further may be written there. */
  | { readonly code: 'inside-record'; readonly path: string; readonly of: 'run' | 'lab'; readonly record: string }
  /** It holds an earlier document of the same kind, which may be approved or filed. */
  | { readonly code: 'holds-output'; readonly path: string; readonly file: string }
  | { readonly code: 'not-a-run'; readonly path: string }
  | { readonly code: 'too-new'; readonly path: string; readonly schema: number }
  /** `run.json` differs in these fields from the journal's first line. */
  | { readonly code: 'other-run'; readonly path: string; readonly fields: readonly string[] }
  | { readonly code: 'damaged'; readonly file: string; readonly line: number | undefined; readonly detail: string }
  | {
      readonly code: 'locked';
      readonly path: string;
      /** Undefined: the lock cannot be read. */
      readonly holder: LockHolder | undefined;
      readonly standing: LockStanding;
    }
  /** The operating system refuses; `systemCode` is its word, e.g. EACCES or ENOSPC. */
  | { readonly code: 'unreachable'; readonly path: string; readonly systemCode: string };

/** What is wrong with a run folder and what to do, for a person. */
export function runFolderMessage(problem: RunFolderProblem): string {
  switch (problem.code) {
    case 'not-a-folder':
      return `${problem.path} is not a folder.`;
    case 'not-empty':
      return `${problem.path} holds other files. Choose an empty or a new folder.`;
    case 'is-a-run':
      return `${problem.path} already holds a run. Resume it, or choose another folder for a new one.`;
    case 'inside-record':
      return insideRecord(problem.of, problem.record);
    case 'holds-output':
      return `${problem.path} already holds ${problem.file}, which may have been approved.`;
    case 'not-a-run':
      return `${problem.path} is not a run folder: it has no run.json.`;
    case 'too-new':
      return `${problem.path} was written by a later version of Hybrid Preflight (schema ${problem.schema}). Use that version.`;
    case 'other-run':
      return runSessionTexts.otherRun(problem.fields);
    case 'damaged':
      return `${placeOf(problem.file, problem.line)} is damaged: ${problem.detail}. The run cannot be continued; keep the folder as it is.`;
    case 'locked':
      return lockMessage(problem.holder, problem.standing);
    case 'unreachable':
      return `${problem.path} cannot be used: the system answers ${problem.systemCode}.`;
    default:
      return assertNever(problem);
  }
}

/** A file of the run folder, with the line where it is known. */
export function placeOf(file: string, line: number | undefined): string {
  return line === undefined ? file : `${file} line ${line}`;
}

function lockMessage(holder: LockHolder | undefined, standing: LockStanding): string {
  if (holder === undefined) {
    return 'The run folder is locked, and the lock cannot be read. If nobody works on this run, break the lock on purpose.';
  }
  const who = `${holder.user} on ${holder.host} (process ${holder.pid}, since ${holder.takenAt})`;
  switch (standing) {
    case 'alive':
      return `${who} is working on this run. Wait until it has ended.`;
    case 'stale':
      return `The run folder is still locked by ${who}, but that process has ended. Break the lock on purpose to go on.`;
    case 'cannot-tell':
      return `The run folder is locked by ${who}. Whether that process still runs cannot be seen from here: make sure that it does not, then break the lock on purpose.`;
    default:
      return assertNever(standing);
  }
}

/** A folder that gets no further files: a run folder is sealed as a whole, and a lab removes what is not its own. */
export function insideRecord(kind: 'run' | 'lab', folder: string): string {
  return kind === 'run'
    ? `${folder} is a run folder or a report: another file in it would break its seal. Choose a folder outside it.`
    : `${folder} is a practice lab. Choose a folder outside it.`;
}
