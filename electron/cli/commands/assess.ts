import { join } from 'node:path';
import { cliTexts } from '../../../shared/messages/cli.ts';
import type { Assessment } from '../../../shared/procedures/assess/assessment.ts';
import { assessmentSchema } from '../../../shared/report/assessment-schema.ts';
import { assessmentTables } from '../../../shared/report/assessment-tables.ts';
import { csvOf } from '../../../shared/report/csv.ts';
import { assessmentPage } from '../../../shared/report/html/assessment-page.ts';
import { assessAtTerminal, presentAssessment } from '../assessment.ts';
import { exitCodes, interruptedError, type ExitCode } from '../exit.ts';
import { writeFiles } from '../../workspace/run-report.ts';
import { targetWithPath } from '../options.ts';
import type { CommandContext } from '../program.ts';
import { withTarget } from '../target.ts';

interface AssessOptions {
  readonly on: string;
  readonly out?: string;
}

/** `assess`: reads everything, changes nothing. A failed finding is a result, not a failure of the command. */
export async function assess(options: AssessOptions, { output, signal }: CommandContext): Promise<ExitCode> {
  return withTarget(options.on, signal, async (target) => {
    const assessment = await assessAtTerminal(target, output, signal);
    if (assessment === undefined) throw interruptedError();
    for (const note of target.notes) output.line({ style: 'dim', text: note });
    presentAssessment(output, assessment);
    const document = {
      schema: 'hybrid-preflight/assess/1',
      target: targetWithPath(options.on),
      ...assessment,
      notes: target.notes,
    };
    output.document(document);
    if (options.out !== undefined) {
      await writeFiles(options.out, assessmentFiles(assessment, target.text, document));
      output.line();
      output.line(cliTexts.written(join(options.out, 'assessment.html')));
    }
    return exitCodes.done;
  });
}

function assessmentFiles(assessment: Assessment, target: string, document: object): ReadonlyMap<string, string> {
  const reported = assessmentSchema.parse(assessment);
  return new Map([
    ['assessment.json', `${JSON.stringify(document, undefined, 2)}\n`],
    ['assessment.html', assessmentPage(reported, target)],
    ...assessmentTables(reported).map((table) => [`${table.id}.csv`, csvOf(table)] as const),
  ]);
}
