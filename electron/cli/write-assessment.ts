import type { Assessment } from '../../shared/procedures/assess/assessment.ts';
import { assessmentSchema } from '../../shared/report/assessment-schema.ts';
import { assessmentTables } from '../../shared/report/assessment-tables.ts';
import { csvOf } from '../../shared/report/csv.ts';
import { assessmentPage } from '../../shared/report/html/assessment-page.ts';
import { writeFiles } from '../workspace/run-report.ts';

/** Writes an assessment into a folder: the page, the lists and `document`. */
export async function writeAssessment(
  folder: string,
  assessment: Assessment,
  target: string,
  document: object,
): Promise<void> {
  const reported = assessmentSchema.parse(assessment);
  await writeFiles(
    folder,
    new Map([
      ['assessment.json', `${JSON.stringify(document, undefined, 2)}\n`],
      ['assessment.html', assessmentPage(reported, target)],
      ...assessmentTables(reported).map((table) => [`${table.id}.csv`, csvOf(table)] as const),
    ]),
  );
}
