import type { AppState, StateDelta } from '../../shared/ipc/state.ts';

/** The window's copy of the service's state; only deltas and whole readings change it. */
export interface Replica {
  readonly state: AppState;
  /** Number of the last delta that is in it. */
  readonly sequence: number;
}

export type DeltaEnd =
  | { readonly kind: 'applied'; readonly replica: Replica }
  /** The delta was in the replica already. */
  | { readonly kind: 'known' }
  /** A delta is missing: read the whole state anew. */
  | { readonly kind: 'gap' };

export function applyDelta(replica: Replica, delta: StateDelta): DeltaEnd {
  if (delta.sequence <= replica.sequence) return { kind: 'known' };
  if (delta.sequence !== replica.sequence + 1) return { kind: 'gap' };
  const state = { ...replica.state, ...delta.changes, journal: journalAfter(replica.state.journal, delta.journal) };
  return { kind: 'applied', replica: { state, sequence: delta.sequence } };
}

function journalAfter(journal: AppState['journal'], change: StateDelta['journal']): AppState['journal'] {
  switch (change.kind) {
    case 'same':
      return journal;
    case 'reset':
      return change.entries;
    case 'added':
      return [...journal, ...change.entries];
  }
}
