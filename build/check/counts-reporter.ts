import type { Reporter, TestModule } from 'vitest/node';
import { reportEnd, type Counts, type SkippedTest } from './counts.ts';

/** Names each skipped test with its reason, and leaves the counts for `npm test` in a file. */
export class CountsReporter implements Reporter {
  readonly #countsFile: string | undefined;

  constructor(countsFile: string | undefined) {
    this.#countsFile = countsFile;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    reportEnd(countTests(modules, unhandledErrors), modules.flatMap(skippedTests), this.#countsFile);
  }
}

/** Counts tests; a file or group that failed outside its tests, and an error outside all of them, counts as one failure. */
function countTests(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): Counts {
  const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
  const brokenGroups = modules.flatMap((module) => [module, ...module.children.allSuites()]).filter(hasOwnErrors);
  const passed = states.filter((state) => state === 'passed').length;
  const skipped = states.filter((state) => state === 'skipped').length;
  // What is neither was interrupted before it ended.
  const failed = states.length - passed - skipped + brokenGroups.length + unhandledErrors.length;
  return { passed, failed, skipped };
}

function hasOwnErrors(group: { errors(): readonly unknown[] }): boolean {
  return group.errors().length > 0;
}

function skippedTests(module: TestModule): readonly SkippedTest[] {
  return [...module.children.allTests('skipped')].map((test) => {
    const result = test.result();
    const note = result.state === 'skipped' ? result.note : undefined;
    return { name: `${module.relativeModuleId} > ${test.fullName}`, reason: note };
  });
}
