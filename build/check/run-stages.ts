import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { addCounts, countsLine, namedLine, noCounts, nothingRan, type StageEnd } from './counts.ts';
import type { Stage } from './stages.ts';

interface StageResult {
  readonly stage: Stage;
  readonly succeeded: boolean;
  readonly end: StageEnd;
  readonly seconds: number;
}

const resultsFolder = 'test-results';
/** The counts line alone, for those who must print it after npm's own last words. */
const summaryFile = join(resultsFolder, 'summary.txt');

/**
 * Runs every stage, also after a failed one: first those for one processor, as many at a time as there are processors, then
 * the others one after the other. Ends with what failed and the counts line; false when anything failed.
 */
export async function runStages(stages: readonly Stage[]): Promise<boolean> {
  rmSync(summaryFile, { force: true });
  const results = new Map<Stage, StageResult>();
  const run = async (stage: Stage) => results.set(stage, await runStage(stage, stages.indexOf(stage)));
  const beside = stages.filter(({ onOneProcessor }) => onOneProcessor).values();
  const worker = async () => {
    for (const stage of beside) await run(stage);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  for (const stage of stages.filter(({ onOneProcessor }) => !onOneProcessor)) await run(stage);
  return summed(stages.flatMap((stage) => results.get(stage) ?? []));
}

/** Says how the stages ended, in their order. */
function summed(results: readonly StageResult[]): boolean {
  const line = countsLine(results.map(({ end }) => end.counts).reduce(addCounts, noCounts));

  console.log('');
  for (const { stage, succeeded, seconds, end } of results) {
    console.log(`${succeeded ? '✓' : '✗'} ${stage.name} (${seconds.toFixed(1)} s)`);
    for (const test of end.failed) console.log(namedLine(test));
  }
  console.log(`\n${line}`);
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(summaryFile, `${line}\n`);
  return results.every((result) => result.succeeded);
}

async function runStage(stage: Stage, index: number): Promise<StageResult> {
  const countsFile = resolve(resultsFolder, `counts-${index}.json`);
  rmSync(countsFile, { force: true });
  const heading = `\n── ${stage.name} ──`;
  const started = performance.now();
  if (!stage.onOneProcessor) console.log(heading);
  const { status, said } = await runProgram(stage, countsFile);
  if (stage.onOneProcessor) console.log(`${heading}\n${said}`.trimEnd());
  const succeeded = status === 0;
  const end = withFailure(readEnd(countsFile), succeeded);
  return { stage, succeeded, end, seconds: (performance.now() - started) / 1000 };
}

/** What a stage says beside others is kept until it ends, so that nobody's words stand among another's. */
async function runProgram({ tool, arguments: words, onOneProcessor }: Stage, countsFile: string) {
  const output = onOneProcessor ? 'pipe' : 'inherit';
  const child = spawn(process.execPath, [programFile(tool), ...words], {
    stdio: ['ignore', output, output],
    env: { ...process.env, TEST_COUNTS_FILE: countsFile },
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise<number | null>((done, fail) => {
    child.on('error', fail);
    child.on('close', done);
  });
  return { status, said: Buffer.concat(chunks).toString() };
}

function readEnd(countsFile: string): StageEnd {
  return existsSync(countsFile) ? (JSON.parse(readFileSync(countsFile, 'utf8')) as StageEnd) : nothingRan;
}

/** A stage that failed without a failed test (a wrong format, a crashed runner) counts as one failure. */
function withFailure(end: StageEnd, succeeded: boolean): StageEnd {
  return succeeded || end.counts.failed > 0 ? end : { ...end, counts: { ...end.counts, failed: 1 } };
}

/** The program's script, run with our own Node: the commands npm links are batch files on Windows. */
function programFile(tool: Stage['tool']): string {
  const folder = join('node_modules', tool.package);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly bin: string | Readonly<Record<string, string>>;
  };
  const file = typeof bin === 'string' ? bin : bin[tool.program];
  if (file === undefined) throw new Error(`${tool.package} brings no program ${tool.program}`);
  return join(folder, file);
}
