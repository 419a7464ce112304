import { create } from 'zustand';
import type { AppState } from '../../shared/ipc/state.ts';
import { reasonAgainst, screens, type ScreenName } from './screens.ts';

/** Undefined: whichever fits the state. Kept in the address, so that a reload comes back to it. */
const useScreenStore = create<{ readonly screen: ScreenName | undefined }>(() => ({ screen: screenOfAddress() }));

export function goTo(screen: ScreenName): void {
  history.replaceState(null, '', `#${screen}`);
  useScreenStore.setState({ screen });
}

/** The screen to show: the one that was asked for where it is open, else the one that fits. */
export function useScreen(state: Pick<AppState, 'run' | 'target'>): ScreenName {
  const wanted = useScreenStore(({ screen }) => screen);
  return wanted !== undefined && reasonAgainst(wanted, state) === undefined ? wanted : fittingScreen(state);
}

function fittingScreen({ run, target }: Pick<AppState, 'run' | 'target'>): ScreenName {
  if (run !== null) return 'procedure';
  return target.kind === 'open' ? 'assessment' : 'start';
}

function screenOfAddress(): ScreenName | undefined {
  const name = location.hash.slice(1);
  return screens.find((screen) => screen === name);
}
