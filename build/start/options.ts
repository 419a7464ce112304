import { parseArgs } from 'node:util';

/** What `npm start` was asked for. */
export interface StartOptions {
  /** Scenario of a practice run to go straight into. */
  readonly scenario: string | undefined;
  /** `best`: Electron where it can run, else a browser. */
  readonly place: 'best' | 'browser' | 'terminal';
  /** Whether a browser is opened, or only the address printed. */
  readonly open: boolean;
}

/** Undefined: it was asked for something that does not exist. */
export function readStartOptions(words: readonly string[]): StartOptions | undefined {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        lab: { type: 'string' },
        terminal: { type: 'boolean' },
        browser: { type: 'boolean' },
        'no-open': { type: 'boolean' },
      },
    });
    const place = values.terminal === true ? 'terminal' : values.browser === true ? 'browser' : 'best';
    return { scenario: values.lab, place, open: values['no-open'] !== true };
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
