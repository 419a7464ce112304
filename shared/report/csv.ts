import { stringify } from 'csv-stringify/browser/esm/sync';
import type { ObjectTable } from '../engine/step.ts';

/**
 * A table as CSV for Excel: byte order mark, CRLF, every field quoted, and a cell that a spreadsheet would run as
 * a formula made text by a leading apostrophe (OWASP "CSV Injection").
 */
export function csvOf(table: ObjectTable): string {
  return stringify(
    [table.columns, ...table.rows].map((row) => [...row]),
    {
      bom: true,
      quoted: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
}
