import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Counts, StageEnd } from '../../build/check/counts.ts';
import type { Stage } from '../../build/check/stages.ts';

const runStagesModule = pathToFileURL(resolve('build/check/run-stages.ts')).href;
const folders: string[] = [];

afterEach(() => {
  folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

/** A stage whose tool leaves these counts, if any, with these failed tests, and ends with this exit code. */
function stage(name: string, exitCode: number, counts?: Counts, failed: StageEnd['failed'] = []): Stage {
  const end = counts === undefined ? [] : [JSON.stringify({ counts, failed } satisfies StageEnd)];
  const given = [String(exitCode), ...end];
  return { name, tool: { package: 'sample-tool', program: 'sample' }, arguments: given, onOneProcessor: false };
}

function run(...stages: readonly Stage[]): { lines: readonly string[]; summary: string; status: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'hybrid-preflight-stages-'));
  folders.push(folder);
  const tool = join(folder, 'node_modules', 'sample-tool');
  mkdirSync(tool, { recursive: true });
  mkdirSync(join(folder, 'test-results'));
  writeFileSync(join(tool, 'package.json'), JSON.stringify({ type: 'module', bin: { sample: 'sample.js' } }));
  writeFileSync(
    join(tool, 'sample.js'),
    `import fs from 'node:fs';
     const [exitCode, end] = process.argv.slice(2);
     if (end) fs.writeFileSync(process.env.TEST_COUNTS_FILE, end);
     process.stdout.write('words of ' + exitCode + '\\n', () => process.exit(Number(exitCode)));`,
  );
  const script = `import { runStages } from '${runStagesModule}';
    process.exitCode = (await runStages(${JSON.stringify(stages)})) ? 0 : 1;`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
  });
  return {
    lines: stdout.trimEnd().split('\n'),
    summary: readFileSync(join(folder, 'test-results', 'summary.txt'), 'utf8'),
    status,
  };
}

describe('runStages', () => {
  it('ends with the counts of all stages together', () => {
    const { lines, status } = run(
      stage('Lint', 0),
      stage('Tests', 0, { passed: 40, failed: 0, skipped: 2 }),
      stage('Browser tests', 0, { passed: 3, failed: 0, skipped: 1 }),
    );
    expect(lines.at(-1)).toBe('43 passed, 0 failed, 3 skipped');
    expect(status).toBe(0);
  });

  it('leaves the same line in a file for those who print after npm', () => {
    expect(run(stage('Tests', 0, { passed: 7, failed: 0, skipped: 0 })).summary).toBe(
      '7 passed, 0 failed, 0 skipped\n',
    );
  });

  it('runs the stages after a failed one and still fails', () => {
    const { lines, status } = run(stage('Lint', 1), stage('Tests', 0, { passed: 5, failed: 0, skipped: 0 }));
    expect(lines.at(-1)).toBe('5 passed, 1 failed, 0 skipped');
    expect(status).toBe(1);
  });

  it('counts the failed tests of a failed stage, and not the stage itself', () => {
    const { lines, status } = run(stage('Tests', 1, { passed: 5, failed: 2, skipped: 0 }));
    expect(lines.at(-1)).toBe('5 passed, 2 failed, 0 skipped');
    expect(status).toBe(1);
  });

  it('repeats which tests failed below their stage, when the rest has scrolled away', () => {
    const { lines } = run(
      stage('Tests', 1, { passed: 5, failed: 1, skipped: 0 }, [
        { name: 'test/lab.test.ts > the lab > answers', reason: 'expected 1 to be 2' },
      ]),
      stage('Browser tests', 0, { passed: 3, failed: 0, skipped: 0 }),
    );
    expect(lines.at(-4)).toBe('  test/lab.test.ts > the lab > answers: expected 1 to be 2');
    expect(lines.at(-5)).toMatch(/^✗ Tests/);
  });

  it('runs those for one processor beside each other, before the others, and keeps the words of each together', () => {
    const { lines, status } = run(
      stage('Tests', 0, { passed: 5, failed: 0, skipped: 0 }),
      { ...stage('Lint', 0), onOneProcessor: true },
      { ...stage('Types', 1), onOneProcessor: true },
    );
    const said = lines.filter((line) => line !== '');
    const at = (text: string) => said.indexOf(text);
    expect(said[at('── Lint ──') + 1]).toBe('words of 0');
    expect(said[at('── Types ──') + 1]).toBe('words of 1');
    expect(at('── Tests ──')).toBeGreaterThan(Math.max(at('── Lint ──'), at('── Types ──')));
    expect(said.slice(-4).map((line) => line.replace(/ \(.*/, ''))).toEqual([
      '✓ Tests',
      '✓ Lint',
      '✗ Types',
      '5 passed, 1 failed, 0 skipped',
    ]);
    expect(status).toBe(1);
  });

  it('counts a runner that crashed before it could count as a failure', () => {
    expect(run(stage('Tests', 134)).lines.at(-1)).toBe('0 passed, 1 failed, 0 skipped');
  });
});
