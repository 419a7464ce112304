import type { JournalEntry } from '../../shared/engine/journal-entry.ts';
import type { AppState, StateDelta } from '../../shared/ipc/state.ts';

export type Changes = StateDelta['changes'];

/** The one state of the service: immutable, and every change of it a numbered delta. */
export interface StateStore {
  state(): AppState;
  /** Number of the last delta; 0 before the first. */
  sequence(): number;
  change(changes: Changes): void;
  addLines(entries: readonly JournalEntry[], changes: Changes): void;
  /** Another journal, or none. */
  resetLines(entries: readonly JournalEntry[], changes: Changes): void;
  onDelta(listener: (delta: StateDelta) => void): () => void;
}

/** `onListenerError`: a listener that throws is told of and otherwise ignored, for it must not stop what is going on. */
export function createStateStore(initial: AppState, onListenerError: (error: unknown) => void): StateStore {
  let state = initial;
  let sequence = 0;
  const listeners = new Set<(delta: StateDelta) => void>();

  function emit(changes: Changes, journal: StateDelta['journal'], lines: AppState['journal']): void {
    state = { ...state, ...changes, journal: lines };
    sequence += 1;
    const delta: StateDelta = { sequence, changes, journal };
    for (const listener of listeners) {
      try {
        listener(delta);
      } catch (error) {
        onListenerError(error);
      }
    }
  }

  return {
    state: () => state,
    sequence: () => sequence,
    change: (changes) => emit(changes, { kind: 'same' }, state.journal),
    addLines: (entries, changes) => emit(changes, { kind: 'added', entries }, [...state.journal, ...entries]),
    resetLines: (entries, changes) => emit(changes, { kind: 'reset', entries }, entries),
    onDelta(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
