import { readMessage, readNoteMessage, writeMessage } from './texts.ts';
import type { XmlProblem } from './xml-tree.ts';

/** What can be wrong with an exported configuration. */
export type ReadProblem =
  | XmlProblem
  | 'wrong-root'
  | 'missing-element'
  | 'duplicate-element'
  | 'unexpected-text'
  | 'bad-guid'
  | 'bad-number'
  | 'bad-boolean'
  | 'bad-date'
  | 'bad-interval'
  | 'bad-value'
  | 'unknown-reference'
  | 'duplicate-name'
  | 'duplicate-rule'
  | 'duplicate-connector'
  | 'unknown-connector'
  | 'nothing-to-read'
  | 'nothing-recognised'
  | 'no-rule-read'
  | 'missing-rules'
  | 'missing-connectors'
  | 'missing-global-settings'
  | 'duplicate-global-settings'
  | 'several-configurations'
  | 'several-in-archive'
  | 'script-not-readable'
  | 'json-not-readable'
  | 'not-a-policy'
  | 'missing-value'
  | 'wrong-kind-of-value'
  | 'clauses-without-groups';

/** `line` counts from 1; it is absent when the problem is that of a whole file or folder. */
export interface ReadError {
  readonly file: string;
  readonly line: number | undefined;
  readonly problem: ReadProblem;
  readonly message: string;
}

/** Something a reader should know that does not stop the reading. */
export type ReadNoteKind =
  | 'uninterpreted'
  | 'ignored-file'
  | 'unknown-syntax'
  | 'file-name-differs'
  | 'not-taken'
  | 'not-held'
  | 'statement-not-interpreted'
  | 'rule-left-out'
  | 'rule-not-finished'
  | 'rule-replaced'
  | 'rules-lost'
  | 'changed-after-adding'
  | 'blank-behind-backtick'
  | 'identifier-made-up'
  | 'key-not-interpreted'
  | 'same-rule-twice';

export interface ReadNote {
  readonly file: string;
  readonly line: number | undefined;
  readonly kind: ReadNoteKind;
  readonly message: string;
}

/** Why a configuration cannot be written. `subject` names the rule, connector or setting. */
export type WriteProblem =
  | 'character-not-allowed'
  | 'flow-without-source'
  | 'uninterpreted-not-well-formed'
  | 'uninterpreted-without-place'
  | 'change-not-supported'
  | 'duplicate-file';

export interface WriteError {
  readonly subject: string;
  readonly problem: WriteProblem;
  readonly message: string;
}

/** Collects what is wrong with one file, so that one mistake does not hide the next. */
export interface FileReport {
  readonly file: string;
  readonly text: string;
  readonly errors: ReadError[];
  readonly notes: ReadNote[];
}

/** Records an error at an offset of the file; without one it is that of the whole file. */
export function reportError(
  report: FileReport,
  problem: ReadProblem,
  offset: number | undefined,
  detail: string,
): void {
  report.errors.push(readError(report.file, lineOf(report, offset), problem, detail));
}

/** Records a note at an offset of the file. */
export function reportNote(report: FileReport, kind: ReadNoteKind, offset: number | undefined, detail: string): void {
  report.notes.push(readNote(report.file, lineOf(report, offset), kind, detail));
}

export function readError(file: string, line: number | undefined, problem: ReadProblem, detail: string): ReadError {
  return { file, line, problem, message: readMessage(problem, detail) };
}

export function readNote(file: string, line: number | undefined, kind: ReadNoteKind, detail: string): ReadNote {
  return { file, line, kind, message: readNoteMessage(kind, detail) };
}

export function writeError(subject: string, problem: WriteProblem, detail: string): WriteError {
  return { subject, problem, message: writeMessage(problem, detail) };
}

/** Number of the line, from 1, at an offset of a report's file. */
export function lineIn(report: FileReport, offset: number): number {
  const starts = lineStartsOf(report.text);
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

function lineOf(report: FileReport, offset: number | undefined): number | undefined {
  return offset === undefined ? undefined : lineIn(report, offset);
}

/** Those of the text asked for last: one file after the other is read, and a long one may have many notes. */
let lastLines: { readonly text: string; readonly starts: readonly number[] } = { text: '', starts: [0] };

function lineStartsOf(text: string): readonly number[] {
  if (lastLines.text !== text) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    lastLines = { text, starts };
  }
  return lastLines.starts;
}
