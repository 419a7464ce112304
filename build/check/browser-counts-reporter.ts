import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import { relative } from 'node:path';
import { beginningOf, reportEnd, type Counts, type TestsEnd } from './counts.ts';

/** Names each skipped browser test with its reason, and leaves the counts and the failed tests for `npm test` in the file TEST_COUNTS_FILE. */
class BrowserCountsReporter implements Reporter {
  readonly #errors: TestError[] = [];
  #root: Suite | undefined;

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#root = suite;
  }

  onError(error: TestError): void {
    this.#errors.push(error);
  }

  onEnd(_result: FullResult): void {
    const tests = this.#root?.allTests() ?? [];
    reportEnd(
      {
        counts: countTests(tests, this.#errors),
        skipped: skippedTests(tests),
        failed: [...failedTests(tests), ...this.#errors.map(outsideEveryTest)],
      },
      process.env['TEST_COUNTS_FILE'],
    );
  }

  /** The terminal belongs to the reporter that shows progress. */
  printsToStdio(): boolean {
    return false;
  }
}

/** Errors outside all tests, of which one brings others along, count as one failure; a test that was not reached has failed. */
function countTests(tests: readonly TestCase[], errors: readonly TestError[]): Counts {
  const passed = tests.filter(hasPassed).length;
  const skipped = tests.filter(wasSkipped).length;
  return { passed, failed: tests.length - passed - skipped + Math.min(errors.length, 1), skipped };
}

/** Not `flaky`: a test that passed only when it was repeated has failed. */
function hasPassed(test: TestCase): boolean {
  return test.results.length > 0 && test.outcome() === 'expected';
}

/** On purpose: Playwright also calls those skipped that were not reached. */
function wasSkipped(test: TestCase): boolean {
  return test.results.length > 0 && test.expectedStatus === 'skipped';
}

function skippedTests(tests: readonly TestCase[]): TestsEnd['skipped'] {
  return tests.filter(wasSkipped).map((test) => ({
    name: nameOf(test),
    reason: test.annotations.find(({ type }) => type === 'skip')?.description,
  }));
}

function failedTests(tests: readonly TestCase[]): TestsEnd['failed'] {
  return tests
    .filter((test) => !hasPassed(test) && !wasSkipped(test))
    .map((test) => ({
      name: nameOf(test),
      reason: beginningOf(firstError(test)?.message) ?? 'it was not reached',
    }));
}

function firstError(test: TestCase): TestError | undefined {
  return test.results.flatMap(({ errors }) => errors)[0];
}

function nameOf(test: TestCase): string {
  return [relative('.', test.location.file), ...test.titlePath().slice(3)].join(' > ');
}

function outsideEveryTest({ message, value }: TestError): TestsEnd['failed'][number] {
  return { name: 'outside every test', reason: beginningOf(message ?? value) };
}

// Playwright loads a reporter by the name "default".
export { BrowserCountsReporter as default };
