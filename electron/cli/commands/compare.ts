import { join } from 'node:path';
import { cliTexts } from '../texts.ts';
import { compareTexts as texts } from '../../../shared/report/server-comparison/texts.ts';
import { csvOf } from '../../../shared/report/csv.ts';
import { serverComparisonPage } from '../../../shared/report/html/server-comparison-page.ts';
import { serverComparison, type ComparedSide } from '../../../shared/report/server-comparison/build.ts';
import type { ServerComparison, WholeRule } from '../../../shared/report/server-comparison/document.ts';
import { comparisonSummary, comparisonTables } from '../../../shared/report/server-comparison/tables.ts';
import { filtered, type DifferenceKind } from '../../../shared/report/server-comparison/filter.ts';
import { distinguishedNameOf, type DomainMap } from '../../../shared/entra-connect/comparison/domain-map.ts';
import { comparableOf, defaultsFor } from '../../targets/comparable.ts';
import { comparisonOutput, refuseOutput, writeOutput } from '../../disk/output-folder.ts';
import { CommandError, exitCodes, type ExitCode } from '../exit.ts';
import type { Output } from '../output.ts';
import type { CommandContext } from '../program.ts';
import { folderValue } from '../run-folders.ts';
import { withTarget } from '../target.ts';

interface CompareOptions {
  readonly on: string;
  readonly with: string;
  readonly out?: string;
  readonly script?: string;
  readonly mapDomain: ReadonlyMap<string, string>;
  readonly rule?: string;
  readonly connector?: string;
  readonly attribute?: string;
  readonly kind?: DifferenceKind;
}

/** `compare`: two configurations beside each other. Differences are a result, not a failure of the command. */
export async function compare(options: CompareOptions, context: CommandContext): Promise<ExitCode> {
  const { output } = context;
  if (options.out !== undefined) folderValue(await refuseOutput(options.out, comparisonOutput));
  const on = await sideOf(options.on, context);
  const other = options.with === 'defaults' ? defaultsFor(on) : await sideOf(options.with, context);
  const domains = domainsOf(options.mapDomain);
  const comparison = filtered(serverComparison(on, other, domains), options);
  present(output, comparison);
  output.document(comparison);
  if (options.out !== undefined) {
    folderValue(await writeOutput(options.out, comparisonOutput, comparisonFiles(comparison)));
    output.copyable(cliTexts.written(join(options.out, 'comparison.html')));
  }
  if (options.script === undefined) return exitCodes.done;
  const { writeCarryScript } = await import('../carry-script.ts');
  return writeCarryScript(options.script, on, other, domains, output);
}

/** `contoso.dev=contoso.com` as distinguished names. */
function domainsOf(given: ReadonlyMap<string, string>): DomainMap {
  return new Map([...given].map(([one, two]) => [distinguishedNameOf(one), distinguishedNameOf(two)]));
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
    if (rows.length === 0 || inFilesOnly.has(id)) continue;
    output.line();
    output.line({ style: 'bold', text: title });
    for (const row of rows)
      output.line(
        `  ${row
          .filter((cell) => cell !== '')
          .join(' · ')
          .replaceAll('\n', ', ')}`,
      );
    if (id === 'rules-added') presentWholeRules(output, comparison.rules.added);
    if (id === 'rules-removed') presentWholeRules(output, comparison.rules.removed);
  }
}

/** What differs in each rule is in the files: at the terminal it would hide the rest. So are all rules of a long list. */
const inFilesOnly = new Set([
  'connector-matches',
  'domain-matches',
  'differences',
  'rules-added-content',
  'rules-removed-content',
]);
const mostWholeRules = 6;

function presentWholeRules(output: Output, rules: readonly WholeRule[]): void {
  if (rules.length > mostWholeRules) {
    output.line({ style: 'dim', text: `  ${texts.contentInFiles}` });
    return;
  }
  for (const { name, precedence, mailboxGuid, content } of rules) {
    output.line();
    output.line({ style: 'bold', text: `  ${texts.winner(name, precedence)}` });
    if (mailboxGuid !== undefined) output.line({ style: 'yellow', text: `    ${texts.guidOf}: ${mailboxGuid}` });
    for (const { part, label, before, after } of content) {
      const text = (after ?? before ?? '').replaceAll('\n', '; ');
      if (text !== '') output.line(`    ${part} · ${label}: ${text}`);
    }
  }
}

function comparisonFiles(comparison: ServerComparison): ReadonlyMap<string, string> {
  return new Map([
    ['comparison.json', `${JSON.stringify(comparison, undefined, 2)}\n`],
    ['comparison.html', serverComparisonPage(comparison)],
    ...comparisonTables(comparison).map((table) => [`${table.id}.csv`, csvOf(table)] as const),
  ]);
}
