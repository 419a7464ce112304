import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { StageEnd } from '../../build/check/counts.ts';

/** Inside the checkout, so that the sample finds Playwright; and where git and the formatter do not look. */
const resultsFolder = resolve('test-results');
const reporter = resolve('build/check/browser-counts-reporter.ts');
const samples: string[] = [];

afterEach(() => {
  samples.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

/** Runs Playwright over one invented test file that needs no browser. */
function runSample(testFile: string) {
  mkdirSync(resultsFolder, { recursive: true });
  const folder = mkdtempSync(join(resultsFolder, 'sample-'));
  samples.push(folder);
  writeFileSync(join(folder, 'sample.spec.ts'), testFile);
  writeFileSync(
    join(folder, 'playwright.config.ts'),
    `export default { testDir: '.', outputDir: 'out', retries: 1, reporter: [[${JSON.stringify(reporter)}]] };`,
  );
  const countsFile = join(folder, 'nested', 'counts.json');
  const { stdout } = spawnSync(process.execPath, [resolve('node_modules/@playwright/test/cli.js'), 'test'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TEST_COUNTS_FILE: countsFile },
  });
  return { ...(JSON.parse(readFileSync(countsFile, 'utf8')) as StageEnd), output: stdout };
}

describe('BrowserCountsReporter', () => {
  it('counts passed, failed and skipped tests, and one that passed only when repeated as failed', () => {
    const { counts } = runSample(`
      import { expect, test } from '@playwright/test';
      test('passes', () => expect(1).toBe(1));
      test('fails', () => expect(1).toBe(2));
      test('passes the second time', ({}, { retry }) => expect(retry).toBe(1));
      test.skip('is left out', () => {});
    `);
    expect(counts).toEqual({ passed: 1, failed: 2, skipped: 1 });
  });

  it('names each skipped test with its reason', () => {
    const { output } = runSample(`
      import { test } from '@playwright/test';
      test('looks at the window', () => test.skip(true, 'there is no browser'));
    `);
    expect(output).toContain('sample.spec.ts > looks at the window: there is no browser');
  });

  it('leaves the name of each failed test with the beginning of its error', () => {
    const { failed } = runSample(`
      import { expect, test } from '@playwright/test';
      test('passes', () => expect(1).toBe(1));
      test('fails', () => { throw new Error(['one', 'two', 'three', 'four', 'five'].join('\\n')); });
    `);
    expect(failed).toEqual([{ name: 'sample.spec.ts > fails', reason: 'Error: one\n    two\n    three\n    four' }]);
  });

  it('counts a file that cannot be loaded as a failure, and says it', () => {
    const { counts, failed } = runSample(`throw new Error('broken before its first test');`);
    expect(counts).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(failed[0]).toEqual({ name: 'outside every test', reason: 'Error: broken before its first test' });
  });

  it('counts the tests that never ran as failed', () => {
    const { counts, failed } = runSample(`
      import { test } from '@playwright/test';
      test.beforeAll(() => { throw new Error('cannot begin'); });
      test('one', () => {});
      test('two', () => {});
    `);
    expect(counts).toEqual({ passed: 0, failed: 2, skipped: 0 });
    expect(failed.map(({ reason }) => reason)).toEqual(['Error: cannot begin', 'it was not reached']);
  });
});
