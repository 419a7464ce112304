/** One program of the project's tools, run from the root. One that runs tests counts them in the file TEST_COUNTS_FILE. */
export interface Stage {
  readonly name: string;
  /** The npm package that brings the program, and the program's name in it. */
  readonly tool: { readonly package: string; readonly program: string };
  readonly arguments: readonly string[];
}

/** Everything that can be judged without a browser, the quick and most telling first. */
export const checkStages: readonly Stage[] = [
  { name: 'Format', tool: tool('prettier'), arguments: ['--check', '--log-level', 'warn', '.'] },
  { name: 'Types', tool: tool('typescript', 'tsc'), arguments: ['-p', 'tsconfig.json'] },
  {
    name: 'Types of shared, without Node',
    tool: tool('typescript', 'tsc'),
    arguments: ['-p', 'tsconfig.shared.json'],
  },
  { name: 'Types of the window', tool: tool('typescript', 'tsc'), arguments: ['-p', 'renderer'] },
  { name: 'Types of the window’s tests', tool: tool('typescript', 'tsc'), arguments: ['-p', 'test/renderer'] },
  { name: 'Types of the browser tests', tool: tool('typescript', 'tsc'), arguments: ['-p', 'test/e2e'] },
  { name: 'Lint', tool: tool('eslint'), arguments: ['--max-warnings', '0', '.'] },
  { name: 'Unused code', tool: tool('knip'), arguments: ['--no-progress'] },
  { name: 'Tests', tool: tool('vitest'), arguments: ['run', '--allowOnly=false'] },
];

/** The tests that look at the window. */
export const windowStages: readonly Stage[] = [
  { name: 'Browser tests', tool: tool('@playwright/test', 'playwright'), arguments: ['test'] },
];

/** `npm run screenshots`: proves nothing, and is no part of `npm test`. */
export const screenshotStages: readonly Stage[] = [
  {
    name: 'Screenshots',
    tool: tool('@playwright/test', 'playwright'),
    arguments: ['test', '--config', 'test/screenshots/playwright.config.ts'],
  },
];

function tool(packageName: string, program = packageName): Stage['tool'] {
  return { package: packageName, program };
}
