import { existsSync } from 'node:fs';

/** One program of the project's own tools, run from the root. */
export interface Stage {
  readonly name: string;
  /** The npm package that brings the program, and the program's name in it. */
  readonly tool: { readonly package: string; readonly program: string };
  readonly arguments: readonly string[];
  /** `tests` leave their counts in the file named by TEST_COUNTS_FILE; a `check` passes or fails as a whole. */
  readonly kind: 'check' | 'tests';
}

/** Everything that can be judged without a browser, the quick and most telling first. */
export const checkStages: readonly Stage[] = [
  { name: 'Format', tool: tool('prettier'), arguments: ['--check', '--log-level', 'warn', '.'], kind: 'check' },
  { name: 'Types', tool: tool('typescript', 'tsc'), arguments: ['-p', 'tsconfig.json'], kind: 'check' },
  {
    name: 'Types of shared, without Node',
    tool: tool('typescript', 'tsc'),
    arguments: ['-p', 'tsconfig.shared.json'],
    kind: 'check',
  },
  { name: 'Lint', tool: tool('eslint'), arguments: ['--max-warnings', '0', '.'], kind: 'check' },
  { name: 'Unused code', tool: tool('knip'), arguments: ['--no-progress'], kind: 'check' },
  { name: 'Tests', tool: tool('vitest'), arguments: ['run', '--allowOnly=false'], kind: 'tests' },
];

const browserTests: Stage = {
  name: 'Browser tests',
  tool: tool('@playwright/test', 'playwright'),
  arguments: ['test'],
  kind: 'tests',
};

/** The tests that need the window; none until there is one. */
export const windowStages: readonly Stage[] = existsSync('playwright.config.ts') ? [browserTests] : [];

function tool(packageName: string, program = packageName): Stage['tool'] {
  return { package: packageName, program };
}
