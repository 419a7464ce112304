import type { JournalEntry } from '../../shared/engine/journal/journal-entry.ts';
import { stateAfter } from '../../shared/ipc/apply-delta.ts';
import type { AppState, StateDelta } from '../../shared/ipc/state.ts';

export type Changes = StateDelta['changes'];

/** The one state of the service: immutable, and every change of it a numbered delta. */
export interface StateStore {
  state(): AppState;
  /** Number of the last delta; 0 before the first. */
  sequence(): number;
  change(changes: Changes): void;
  /** More lines of the present run, and the hash of the last. */
  addLines(entries: readonly JournalEntry[], journalHash: string, changes: Changes): void;
  /** Another run with its lines, or none. */
  resetLines(entries: readonly JournalEntry[], run: NonNullable<Changes['run']> | null, changes?: Changes): void;
  onDelta(listener: (delta: StateDelta) => void): () => void;
}

/** `onListenerError`: a listener that throws is told of and otherwise ignored, for it must not stop what is going on. */
export function createStateStore(initial: AppState, onListenerError: (error: unknown) => void): StateStore {
  let state = initial;
  let sequence = 0;
  const listeners = new Set<(delta: StateDelta) => void>();

  function emit(changes: Changes, journal: StateDelta['journal']): void {
    const delta: StateDelta = { sequence: sequence + 1, changes, journal };
    state = stateAfter(state, delta);
    sequence = delta.sequence;
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
    change: (changes) => emit(changes, { kind: 'same' }),
    addLines(entries, journalHash, changes) {
      if (state.run === null) throw new Error('Lines of a run that is not there');
      const { folder, report } = state.run;
      emit({ ...changes, run: { folder, report, journalHash } }, { kind: 'added', entries });
    },
    resetLines: (entries, run, changes = {}) => emit({ ...changes, run }, { kind: 'reset', entries }),
    onDelta(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
