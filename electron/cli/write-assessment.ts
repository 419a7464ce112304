import type { Assessment } from '../../shared/procedures/assess/assessment.ts';
import type { UserList } from '../../shared/procedures/assess/user-lists.ts';
import { assessmentSchema } from '../../shared/report/assessment-schema.ts';
import { assessmentTables, listFile } from '../../shared/report/assessment-tables.ts';
import { csvOf } from '../../shared/report/csv.ts';
import { assessmentPage } from '../../shared/report/html/assessment-page.ts';
import { writeFiles } from '../workspace/run-report.ts';

interface Written {
  readonly assessment: Assessment;
  /** The names behind the counts. */
  readonly lists: readonly UserList[];
  readonly document: object;
}

/** Writes an assessment into a folder: the page, the lists and `document`. */
export async function writeAssessment(
  folder: string,
  { assessment, lists, document }: Written,
  target: string,
): Promise<void> {
  const reported = assessmentSchema.parse(assessment);
  await writeFiles(
    folder,
    new Map([
      ['assessment.json', `${JSON.stringify(document, undefined, 2)}\n`],
      ['assessment.html', assessmentPage(reported, target, lists)],
      ...assessmentTables(reported).map((table) => [`${table.id}.csv`, csvOf(table)] as const),
      ...lists.map((list) => [listFile(list), csvOf(list)] as const),
    ]),
  );
}
