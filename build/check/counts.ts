import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** How many tests ended how. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(left: Counts, right: Counts): Counts {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}

/** The last line of `npm test` and `.ci/run`; other programs read it, so its form is fixed. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

export interface SkippedTest {
  readonly name: string;
  /** Undefined: none was given. */
  readonly reason: string | undefined;
}

/** What a test runner leaves at its end: the name and the reason of each skipped test at the terminal, the counts in a file. */
export function reportEnd(counts: Counts, skipped: readonly SkippedTest[], countsFile: string | undefined): void {
  if (skipped.length > 0) {
    const lines = skipped.map(({ name, reason = 'no reason given' }) => `  ${name}: ${reason}`);
    console.log(`\nSkipped:\n${lines.join('\n')}\n`);
  }
  if (countsFile === undefined) return;
  mkdirSync(dirname(countsFile), { recursive: true });
  writeFileSync(countsFile, JSON.stringify(counts));
}
