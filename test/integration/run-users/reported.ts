import { readChain } from '../../../shared/engine/journal/chain.ts';
import { csvOf } from '../../../shared/report/csv.ts';
import { buildReport, type BuiltReport } from '../../../shared/report/build-report.ts';
import type { runUsersTexts } from '../../../shared/report/run-users-texts.ts';
import type { LabWorld } from '../null-clone/lab-run.ts';

/** The report of what is on the disk of a lab run. */
export function reportOn({ disk, procedure }: LabWorld): BuiltReport {
  const reading = readChain(disk.text);
  if (reading.kind === 'damaged') throw new Error(JSON.stringify(reading.damage));
  const surroundings = { productVersion: '0.1.0', customer: undefined, ticket: undefined, procedure };
  return buildReport(reading.entries, reading.head, surroundings, disk.files);
}

type Column = (typeof runUsersTexts.columns)[number];
/** A line of users.csv, by column. */
export type UserLine = Readonly<Record<Column, string>>;

/** The lines of users.csv; none: there is no such file. */
export function usersIn({ tables }: BuiltReport): readonly UserLine[] {
  const { columns, rows } = tables.get('users.csv') ?? { columns: [], rows: [] };
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])) as UserLine);
}

/** The lines of users.csv as a spreadsheet reads the file. */
export function csvLines(report: BuiltReport): readonly string[] {
  const table = report.tables.get('users.csv');
  return table === undefined ? [] : csvOf(table).trim().split('\r\n');
}
