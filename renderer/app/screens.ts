import type { AppState } from '../../shared/ipc/state.ts';
import { windowTexts } from '../common/texts.ts';

export const screens = ['start', 'assessment', 'procedure', 'journal', 'report', 'settings'] as const;
export type ScreenName = (typeof screens)[number];

/** Why a screen has nothing to show yet; undefined when it has. */
export function reasonAgainst(
  screen: ScreenName,
  { run, target }: Pick<AppState, 'run' | 'target'>,
): string | undefined {
  switch (screen) {
    case 'start':
    case 'settings':
    case 'report':
      return undefined;
    case 'assessment':
      // What a run rests on can be looked at also when the run is closed and its target given back.
      return target.kind === 'open' || run !== null ? undefined : windowTexts.notYet.assessment;
    case 'procedure':
    case 'journal':
      return run === null ? windowTexts.notYet[screen] : undefined;
  }
}
