import { parseArgs } from 'node:util';
import { startTexts } from '../../shared/ipc/browser-host-texts.ts';

/** What `npm start` was asked for. */
interface StartOptions {
  /** Scenario of a practice run to go straight into. */
  readonly scenario: string | undefined;
  /** `best`: Electron where it can run, else a browser. */
  readonly place: 'best' | 'browser';
  /** Whether a browser is opened, or only the address printed. */
  readonly open: boolean;
}

export type ReadOptions =
  | { readonly kind: 'options'; readonly options: StartOptions }
  /** It was asked for something that does not exist. */
  | { readonly kind: 'wrong'; readonly text: string };

export function readStartOptions(words: readonly string[], scenarios: readonly string[]): ReadOptions {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        lab: { type: 'string' },
        browser: { type: 'boolean' },
        'no-open': { type: 'boolean' },
      },
    });
    const { lab: scenario, browser } = values;
    if (scenario !== undefined && !scenarios.includes(scenario)) {
      return { kind: 'wrong', text: startTexts.noSuchScenario(scenario, scenarios) };
    }
    const place = browser === true ? 'browser' : 'best';
    return { kind: 'options', options: { scenario, place, open: values['no-open'] !== true } };
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'wrong', text: startTexts.usage };
    throw error;
  }
}

/**
 * The words for the rehearsal in the terminal: asked for with `--terminal`, or because nobody sits at a terminal who could
 * look at a window and no browser was asked for. Undefined: a window is wanted.
 */
export function terminalWords(words: readonly string[], somebodyThere: boolean): readonly string[] | undefined {
  const wanted = words.includes('--terminal') || (!somebodyThere && !words.includes('--browser'));
  return wanted ? words.filter((word) => word !== '--terminal') : undefined;
}
