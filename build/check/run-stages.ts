import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** Runs every stage, also after a failed one, and ends with what failed and the counts line; false when anything failed. */
export function runStages(stages: readonly Stage[]): boolean {
  rmSync(summaryFile, { force: true });
  const results = stages.map(runStage);
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

function runStage(stage: Stage, index: number): StageResult {
  console.log(`\n── ${stage.name} ──`);
  const countsFile = resolve(resultsFolder, `counts-${index}.json`);
  rmSync(countsFile, { force: true });
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [programFile(stage.tool), ...stage.arguments], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TEST_COUNTS_FILE: countsFile },
  });
  const succeeded = status === 0;
  const end = withFailure(readEnd(countsFile), succeeded);
  return { stage, succeeded, end, seconds: (performance.now() - started) / 1000 };
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
