import { join } from 'node:path';
import { cliTexts } from '../../../shared/messages/cli.ts';
import { compareTexts as texts } from '../../../shared/messages/compare.ts';
import { csvOf } from '../../../shared/report/csv.ts';
import { serverComparisonPage } from '../../../shared/report/html/server-comparison-page.ts';
import { serverComparison, type ComparedSide } from '../../../shared/report/server-comparison/build.ts';
import type { ServerComparison } from '../../../shared/report/server-comparison/document.ts';
import { comparisonSummary, comparisonTables } from '../../../shared/report/server-comparison/tables.ts';
import { comparableOf, defaultsFor } from '../../session/comparable.ts';
import { comparisonOutput, refuseOutput, writeOutput } from '../../workspace/output-folder.ts';
import { CommandError, exitCodes, type ExitCode } from '../exit.ts';
import type { Output } from '../output.ts';
import type { CommandContext } from '../program.ts';
import { folderValue } from '../run-folders.ts';
import { withTarget } from '../target.ts';

interface CompareOptions {
  readonly on: string;
  readonly with: string;
  readonly out?: string;
}

/** `compare`: two configurations beside each other. Differences are a result, not a failure of the command. */
export async function compare(options: CompareOptions, context: CommandContext): Promise<ExitCode> {
  const { output } = context;
  if (options.out !== undefined) folderValue(await refuseOutput(options.out, comparisonOutput));
  const on = await sideOf(options.on, context);
  const other = options.with === 'defaults' ? defaultsFor(on) : await sideOf(options.with, context);
  const comparison = serverComparison(on, other);
  present(output, comparison);
  output.document(comparison);
  if (options.out !== undefined) {
    folderValue(await writeOutput(options.out, comparisonOutput, comparisonFiles(comparison)));
    output.line(cliTexts.written(join(options.out, 'comparison.html')));
  }
  return exitCodes.done;
}

function sideOf(text: string, { output, signal }: CommandContext): Promise<ComparedSide> {
  return withTarget(text, signal, async (target) => {
    const read = await comparableOf(target, signal);
    if (!read.ok) {
      const { problems, remedy } = read.problem;
      throw new CommandError(exitCodes.unreachable, 'unreachable', problems.join('\n'), remedy);
    }
    for (const note of target.notes) output.line({ style: 'dim', text: note });
    return read.side;
  });
}

function present(output: Output, comparison: ServerComparison): void {
  output.line({ style: 'bold', text: `${texts.on}: ${comparison.on}` });
  output.line({ style: 'bold', text: `${texts.with}: ${comparison.with}` });
  for (const sentence of comparisonSummary(comparison)) output.line(`  ${sentence}`);
  for (const remark of comparison.remarks) output.line({ style: 'yellow', text: remark });
  for (const { id, title, rows } of comparisonTables(comparison)) {
    // What differs in each rule is in the files: at the terminal it would hide the rest.
    if (rows.length === 0 || id === 'connector-matches' || id === 'differences') continue;
    output.line();
    output.line({ style: 'bold', text: title });
    for (const row of rows) output.line(`  ${row.filter((cell) => cell !== '').join(' · ')}`);
  }
}

function comparisonFiles(comparison: ServerComparison): ReadonlyMap<string, string> {
  return new Map([
    ['comparison.json', `${JSON.stringify(comparison, undefined, 2)}\n`],
    ['comparison.html', serverComparisonPage(comparison)],
    ...comparisonTables(comparison).map((table) => [`${table.id}.csv`, csvOf(table)] as const),
  ]);
}
