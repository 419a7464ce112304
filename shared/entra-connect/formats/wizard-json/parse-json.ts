import { reportError, type FileReport } from '../export/problems.ts';
import { repeatedKeyIn } from './repeated-key.ts';

/** Parses a JSON document; `undefined`: the report received an error. */
export function parseJson(text: string, report: FileReport): { readonly value: unknown } | undefined {
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
    const repeated = repeatedKeyIn(text);
    if (repeated === undefined) return { value };
    reportError(report, 'duplicate-name', repeated.offset, repeated.key);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = /at position (\d+)/.exec(error.message)?.[1];
    const [reason = ''] = error.message.split(/ in JSON at position| \(line/);
    reportError(report, 'json-not-readable', offset === undefined ? text.length : Number(offset), reason);
  }
  return undefined;
}
