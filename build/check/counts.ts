import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

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

/** A test by its file and its name, and what is to be said of it. */
interface NamedTest {
  readonly name: string;
  /** Of a skipped one why, of a failed one how its error begins; undefined: none was given. */
  readonly reason: string | undefined;
}

/** What a test runner has to say at its end. */
export interface TestsEnd {
  readonly counts: Counts;
  readonly skipped: readonly NamedTest[];
  /** With what failed outside every test: a file that cannot be loaded, an error nobody waited for. */
  readonly failed: readonly NamedTest[];
}

/** What the file of the counts holds: what `npm test` repeats at its own end, when the rest has scrolled away. */
export type StageEnd = Pick<TestsEnd, 'counts' | 'failed'>;

export const nothingRan: StageEnd = { counts: noCounts, failed: [] };

/** Names each skipped test at the terminal, and leaves the counts and the failed tests in a file. */
export function reportEnd({ counts, skipped, failed }: TestsEnd, countsFile: string | undefined): void {
  if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map(namedLine).join('\n')}\n`);
  if (countsFile === undefined) return;
  mkdirSync(dirname(countsFile), { recursive: true });
  writeFileSync(countsFile, JSON.stringify({ counts, failed } satisfies StageEnd));
}

export function namedLine({ name, reason = 'no reason given' }: NamedTest): string {
  return `  ${name}: ${reason}`;
}

/** How an error's message begins, without the colours that a test runner gives it: with the seed of a property test. */
export function beginningOf(message: string | undefined): string | undefined {
  return message === undefined ? undefined : stripVTControlCharacters(message).split('\n', 4).join('\n    ');
}
