import { defineConfig } from 'vitest/config';
import { CountsReporter } from './build/check/counts-reporter.ts';

const tests = 'test/**/*.test.ts';
/** Every combination of two lists, one child process or lab each: many minutes of work, so with time limits of their own. */
const matrices = 'test/**/*.matrix.test.ts';
const seconds = 1000;

export default defineConfig({
  test: {
    reporters: ['default', new CountsReporter(process.env['TEST_COUNTS_FILE'])],
    // Child processes and working folders belong to one test file only.
    pool: 'forks',
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'tests',
          include: [tests],
          exclude: [matrices, 'test/e2e/**'],
          // Against hanging only: several times what the slowest takes on a busy machine with two cores.
          testTimeout: 120 * seconds,
          hookTimeout: 120 * seconds,
        },
      },
      {
        extends: true,
        test: {
          name: 'matrices',
          include: [matrices],
          testTimeout: 300 * seconds,
          hookTimeout: 300 * seconds,
        },
      },
    ],
  },
});
