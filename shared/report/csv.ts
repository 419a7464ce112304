import { stringify } from 'csv-stringify/browser/esm/sync';
import type { ObjectTable } from '../engine/contract/step.ts';

/**
 * A table as CSV for Excel: byte order mark, CRLF, every field quoted, and a cell that a spreadsheet would run as
 * a formula made text by a leading apostrophe (OWASP "CSV Injection"). Most of Europe's Excel takes `;` for the separator and
 * would begin a cell behind one: what follows it is made text likewise.
 */
export function csvOf(table: ObjectTable): string {
  return stringify(
    [table.columns, ...table.rows].map((row) => row.map(textBehindSemicolons)),
    {
      bom: true,
      quoted: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
}

function textBehindSemicolons(cell: string): string {
  return cell.replaceAll(/;(?=[\s"]*[=+@\-\t\r\uFF1D\uFF0B\uFF0D\uFF20])/g, ";'");
}
