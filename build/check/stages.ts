/** One program of the project's tools, run from the root. One that runs tests counts them in the file TEST_COUNTS_FILE. */
export interface Stage {
  readonly name: string;
  /** The npm package that brings the program, and the program's name in it. */
  readonly tool: { readonly package: string; readonly program: string };
  readonly arguments: readonly string[];
  /** Whether it computes on one processor only and says little: it runs beside others. */
  readonly onOneProcessor: boolean;
}

/** Everything that can be judged without a browser; what takes longest of the reading ones first. */
export const checkStages: readonly Stage[] = [
  reading('Lint', tool('eslint'), '--max-warnings', '0', '.'),
  reading('Types', tool('typescript', 'tsc'), '-p', 'tsconfig.json'),
  reading('Format', tool('prettier'), '--check', '--log-level', 'warn', '.'),
  reading('Types of shared, without Node', tool('typescript', 'tsc'), '-p', 'tsconfig.shared.json'),
  reading('Types of the window', tool('typescript', 'tsc'), '-p', 'renderer'),
  reading('Types of the window’s tests', tool('typescript', 'tsc'), '-p', 'test/renderer'),
  reading('Types of the browser tests', tool('typescript', 'tsc'), '-p', 'test/e2e'),
  reading('Unused code', tool('knip'), '--no-progress'),
  running('Tests', tool('vitest'), 'run', '--allowOnly=false'),
];

/** The tests that look at the window. */
export const windowStages: readonly Stage[] = [
  running('Browser tests', tool('@playwright/test', 'playwright'), 'test'),
];

/** `npm run screenshots`: proves nothing, and is no part of `npm test`. */
export const screenshotStages: readonly Stage[] = [
  running(
    'Screenshots',
    tool('@playwright/test', 'playwright'),
    ...['test', '--config', 'test/screenshots/playwright.config.ts'],
  ),
];

/** A stage that reads the code. */
function reading(name: string, program: Stage['tool'], ...words: readonly string[]): Stage {
  return { name, tool: program, arguments: words, onOneProcessor: true };
}

/** A stage that runs the code, on every processor. */
function running(name: string, program: Stage['tool'], ...words: readonly string[]): Stage {
  return { name, tool: program, arguments: words, onOneProcessor: false };
}

function tool(packageName: string, program = packageName): Stage['tool'] {
  return { package: packageName, program };
}
