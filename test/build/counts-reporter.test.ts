import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { StageEnd } from '../../build/check/counts.ts';

/** Inside the checkout, so that the sample finds vitest; and where git and the formatter do not look. */
const resultsFolder = resolve('test-results');
const root = resolve('.');
const samples: string[] = [];

afterEach(() => {
  samples.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

/** Runs our vitest configuration over one invented test file. */
function runSample(testFile: string): StageEnd & { readonly output: string; readonly exitCode: unknown } {
  mkdirSync(resultsFolder, { recursive: true });
  const folder = mkdtempSync(join(resultsFolder, 'sample-'));
  samples.push(folder);
  mkdirSync(join(folder, 'test'));
  writeFileSync(join(folder, 'test', 'sample.test.ts'), testFile);
  const countsFile = join(folder, 'nested', 'counts.json');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder, '--config', join(root, 'vitest.config.ts')],
    { cwd: root, encoding: 'utf8', env: { ...process.env, TEST_COUNTS_FILE: countsFile } },
  );
  return {
    ...(JSON.parse(readFileSync(countsFile, 'utf8')) as StageEnd),
    output: stdout + stderr,
    exitCode: status,
  };
}

describe('CountsReporter', () => {
  it('counts passed, failed and skipped tests, also within groups', () => {
    const { counts, exitCode } = runSample(`
      import { describe, expect, it } from 'vitest';
      it('passes', () => expect(1).toBe(1));
      it('fails', () => expect(1).toBe(2));
      it.todo('is still to be written');
      describe('group', () => {
        it('passes too', () => expect(1).toBe(1));
        it.skip('is left out', () => expect(1).toBe(2));
      });
    `);
    expect(counts).toEqual({ passed: 2, failed: 1, skipped: 2 });
    expect(exitCode).toBe(1);
  });

  it('names each skipped test with the reason it gives', () => {
    const { counts, output } = runSample(`
      import { describe, it } from 'vitest';
      describe('real export', () => {
        it('is read', ({ skip }) => skip('the export is not on this machine'));
      });
    `);
    expect(counts).toEqual({ passed: 0, failed: 0, skipped: 1 });
    expect(output).toContain('test/sample.test.ts > real export > is read: the export is not on this machine');
  });

  it('leaves the name of each failed test with the beginning of its error', () => {
    const { failed } = runSample(`
      import { describe, expect, it } from 'vitest';
      it('passes', () => expect(1).toBe(1));
      describe('group', () => {
        it('fails', () => expect(1).toBe(2));
      });
    `);
    expect(failed).toEqual([
      { name: 'test/sample.test.ts > group > fails', reason: 'expected 1 to be 2 // Object.is equality' },
    ]);
  });

  it('counts a group that cannot begin as a failure, and names it', () => {
    const { counts, failed } = runSample(`
      import { beforeAll, describe, it } from 'vitest';
      describe('group', () => {
        beforeAll(() => { throw new Error('cannot begin'); });
        it('is not reached', () => {});
      });
    `);
    expect(counts).toEqual({ passed: 0, failed: 1, skipped: 1 });
    expect(failed).toEqual([{ name: 'test/sample.test.ts > group', reason: 'cannot begin' }]);
  });

  it('counts a file that cannot be loaded as a failure, and names it', () => {
    const { counts, failed } = runSample(`throw new Error('broken before its first test');`);
    expect(counts).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(failed).toEqual([{ name: 'test/sample.test.ts', reason: 'broken before its first test' }]);
  });

  it('counts an error outside every test as a failure, and says it', () => {
    const { counts, failed } = runSample(`
      import { expect, it } from 'vitest';
      it('passes', () => {
        void Promise.reject(new Error('nobody waits for this'));
        expect(1).toBe(1);
      });
    `);
    expect(counts).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(failed).toEqual([{ name: 'outside every test', reason: 'nobody waits for this' }]);
  });
});
