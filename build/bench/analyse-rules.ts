import { SaxesParser } from 'saxes';
import { contributorsOf } from '../../shared/sync-rules/contributors.ts';
import { readExportFiles } from '../../electron/workspace/export-files.ts';
import { inspectExpression } from '../../shared/sync-rules/expressions/inspect.ts';
import { parseExpression } from '../../shared/sync-rules/expressions/parse.ts';
import type { ConfigurationFile } from '../../shared/sync-rules/export/layout.ts';
import { readConfiguration } from '../../shared/sync-rules/export/read-configuration.ts';
import type { ServerConfiguration } from '../../shared/sync-rules/model.ts';
import { answer, parametersOfChild, threadMilliseconds } from './child.ts';

/** Reads and analyses an export several times over in one process; the first time nothing is compiled yet. */
export interface AnalysisRequest {
  readonly folder: string;
  readonly repetitions: number;
}

/** Milliseconds. */
export interface AnalysisTimes {
  readonly folder: number;
  readonly rules: number;
  readonly contributors: number;
  readonly expressions: number;
  readonly total: number;
  /** What the thread itself computed, without waiting for the disk or for a processor that others hold. */
  readonly computing: number;
  /** The same of the XML parser alone, over the same files: the least that reading them can take. */
  readonly parserAlone: number;
}

export interface AnalysisAnswer {
  readonly times: readonly AnalysisTimes[];
  readonly ruleCount: number;
  readonly expressionCount: number;
  readonly contributorCount: number;
}

async function analyseRepeatedly({ folder, repetitions }: AnalysisRequest): Promise<AnalysisAnswer> {
  const runs: Awaited<ReturnType<typeof analyse>>[] = [];
  for (let run = 0; run < repetitions; run += 1) runs.push(await analyse(folder));
  const [first] = runs;
  if (first === undefined) throw new RangeError('At least one repetition');
  return { ...first.counts, times: runs.map(({ times }) => times) };
}

async function analyse(
  folder: string,
): Promise<{ readonly times: AnalysisTimes; readonly counts: Omit<AnalysisAnswer, 'times'> }> {
  const computedBefore = threadMilliseconds();
  const started = performance.now();
  const read = await readExportFiles(folder, new AbortController().signal);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const filesRead = performance.now();
  const parsed = readConfiguration(read.files);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const { configuration } = parsed.document;
  const rulesRead = performance.now();
  const { inbound, outbound } = contributorsOf('msExchMailboxGuid', configuration);
  const contributorsFound = performance.now();
  const expressionCount = inspectExpressions(configuration);
  const ended = performance.now();
  const computing = threadMilliseconds() - computedBefore;
  return {
    times: {
      folder: filesRead - started,
      rules: rulesRead - filesRead,
      contributors: contributorsFound - rulesRead,
      expressions: ended - contributorsFound,
      total: ended - started,
      computing,
      parserAlone: parseAlone(read.files),
    },
    counts: {
      ruleCount: configuration.rules.length,
      expressionCount,
      contributorCount: inbound.length + outbound.length,
    },
  };
}

function parseAlone(files: readonly ConfigurationFile[]): number {
  const before = threadMilliseconds();
  for (const { text } of files) new SaxesParser({ position: false, xmlns: false }).write(text).close();
  return threadMilliseconds() - before;
}

/** Every expression of every rule; none may stay unread, or the time would be too good. */
function inspectExpressions({ rules }: ServerConfiguration): number {
  let count = 0;
  for (const { source } of rules.flatMap(({ flows }) => flows)) {
    if (source.type !== 'expression') continue;
    const parsed = parseExpression(source.expression);
    if (!parsed.ok) throw new Error(`Not an expression: ${source.expression}`);
    inspectExpression(parsed.expression);
    count += 1;
  }
  return count;
}

if (import.meta.main) answer(await analyseRepeatedly(parametersOfChild() as AnalysisRequest));
