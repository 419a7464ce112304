import type { AppState, StateDelta } from '../../../shared/ipc/state.ts';

export interface Replayed {
  readonly state: AppState;
  readonly sequence: number;
}

/** What a window that has heard every delta holds. */
export function applyDelta({ state }: Replayed, { sequence, changes, journal }: StateDelta): Replayed {
  const lines = { same: state.journal, reset: [], added: state.journal }[journal.kind];
  const added = journal.kind === 'same' ? [] : journal.entries;
  return { sequence, state: { ...state, ...changes, journal: [...lines, ...added] } };
}
