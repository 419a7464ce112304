import { join } from 'node:path';
import { cliTexts } from '../texts.ts';
import { drawnUpForFiles } from '../../../shared/assessment/lists/offered-list.ts';
import { assessAtTerminal, presentAssessment } from '../assessment.ts';
import { exitCodes, interruptedError, type ExitCode } from '../exit.ts';
import { targetWithPath } from '../options.ts';
import type { CommandContext } from '../program.ts';
import { withTarget } from '../target.ts';

interface AssessOptions {
  readonly on: string;
  readonly out?: string;
}

/** `assess`: reads everything, changes nothing. A failed finding is a result, not a failure of the command. */
export async function assess(options: AssessOptions, { output, signal }: CommandContext): Promise<ExitCode> {
  const { out } = options;
  if (out !== undefined) {
    const { refuseAssessment } = await import('../write-assessment.ts');
    await refuseAssessment(out);
  }
  return withTarget(options.on, signal, async (target) => {
    const assessed = await assessAtTerminal(target, output, signal);
    if (assessed === undefined) throw interruptedError();
    const { assessment } = assessed;
    // A terminal shows no names: they are not drawn up for it.
    const lists = out === undefined && !output.json ? [] : drawnUpForFiles(assessed.lists);
    for (const note of target.notes) output.line({ style: 'dim', text: note });
    presentAssessment(output, assessment);
    const document = {
      schema: 'hybrid-preflight/assess/1',
      target: targetWithPath(options.on),
      ...assessment,
      lists,
      notes: target.notes,
    };
    output.document(document);
    if (out !== undefined) {
      const { writeAssessment } = await import('../write-assessment.ts');
      await writeAssessment(out, { assessment, lists, document }, target.text);
      output.line();
      output.copyable(cliTexts.written(join(out, 'assessment.html')));
    }
    return exitCodes.done;
  });
}
