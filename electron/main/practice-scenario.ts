import { parseArgs } from 'node:util';

/** The scenario in `--lab <scenario>` of a command line; undefined without one. Chromium's own switches may stand beside it. */
export function practiceScenario(words: readonly string[]): string | undefined {
  const { values } = parseArgs({
    args: [...words],
    options: { lab: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  return typeof values.lab === 'string' && values.lab !== '' ? values.lab : undefined;
}
