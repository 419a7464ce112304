import type { BuiltReport } from './build-report.ts';
import { csvOf } from './csv.ts';
import { reportPage } from './html/page.ts';
import { reportJsonSchema } from './model.ts';

/** Every file of a report by its name: the page, the document, its published schema, and a CSV file per table. */
export function reportFiles({ report, tables }: BuiltReport): ReadonlyMap<string, string> {
  const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
  return new Map([
    ['report.html', reportPage(report)],
    ['report.json', json(report)],
    ['report.schema.json', json(reportJsonSchema())],
    ...[...tables].map(([file, table]) => [file, csvOf(table)] as const),
  ]);
}
