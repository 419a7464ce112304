import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import { beginningOf, reportEnd, type TestsEnd } from './counts.ts';

/** Names each skipped test with its reason, and leaves the counts and the failed tests for `npm test` in a file. */
export class CountsReporter implements Reporter {
  readonly #countsFile: string | undefined;

  constructor(countsFile: string | undefined) {
    this.#countsFile = countsFile;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const failed = [...modules.flatMap(failedTests), ...unhandledErrors.map(outsideEveryTest)];
    const counts = {
      passed: states.filter((state) => state === 'passed').length,
      failed: failed.length,
      skipped: states.filter((state) => state === 'skipped').length,
    };
    reportEnd({ counts, skipped: modules.flatMap(skippedTests), failed }, this.#countsFile);
  }
}

function hasOwnErrors(group: { errors(): readonly unknown[] }): boolean {
  return group.errors().length > 0;
}

function skippedTests(module: TestModule): TestsEnd['skipped'] {
  return [...module.children.allTests('skipped')].map((test) => {
    const result = test.result();
    const note = result.state === 'skipped' ? result.note : undefined;
    return { name: `${module.relativeModuleId} > ${test.fullName}`, reason: note };
  });
}

/** With the file and each group that failed outside its tests. */
function failedTests(module: TestModule): TestsEnd['failed'] {
  const { relativeModuleId: file } = module;
  const groups = [...module.children.allSuites()].filter(hasOwnErrors).map((group) => ({
    name: `${file} > ${group.fullName}`,
    reason: beginningOf(group.errors()[0]?.message),
  }));
  const tests = [...module.children.allTests()].filter(hasFailed).map((test) => ({
    name: `${file} > ${test.fullName}`,
    reason: beginningOf(test.result().errors?.[0]?.message) ?? 'it did not end',
  }));
  const own = hasOwnErrors(module) ? [{ name: file, reason: beginningOf(module.errors()[0]?.message) }] : [];
  return [...own, ...groups, ...tests];
}

/** What is neither passed nor skipped was interrupted before it ended. */
function hasFailed(test: TestCase): boolean {
  const { state } = test.result();
  return state !== 'passed' && state !== 'skipped';
}

function outsideEveryTest({ message }: SerializedError): TestsEnd['failed'][number] {
  return { name: 'outside every test', reason: beginningOf(message) };
}
