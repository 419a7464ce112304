import type { Assessment } from '../../shared/assessment/assessment.ts';
import type { UserList } from '../../shared/assessment/lists/offered-list.ts';
import { assessmentSchema } from '../../shared/report/assessment-schema.ts';
import { assessmentTables, listFile } from '../../shared/report/assessment-tables.ts';
import { csvOf } from '../../shared/report/csv.ts';
import { assessmentPage } from '../../shared/report/html/assessment-page.ts';
import { assessmentOutput, refuseOutput, writeOutput } from '../disk/output-folder.ts';
import { folderValue } from './run-folders.ts';

/** Refuses a folder that an assessment may not be written into, before one is made. */
export async function refuseAssessment(folder: string): Promise<void> {
  folderValue(await refuseOutput(folder, assessmentOutput));
}

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
  const files = new Map([
    [
      'assessment.json',
      `${JSON.stringify(document, undefined, 2)}
`,
    ],
    ['assessment.html', assessmentPage(reported, target, lists)],
    ...assessmentTables(reported).map((table) => [`${table.id}.csv`, csvOf(table)] as const),
    ...lists.map((list) => [listFile(list), csvOf(list)] as const),
  ]);
  folderValue(await writeOutput(folder, assessmentOutput, files));
}
