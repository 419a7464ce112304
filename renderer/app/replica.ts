import { stateAfter } from '../../shared/ipc/apply-delta.ts';
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
  return { kind: 'applied', replica: { state: stateAfter(replica.state, delta), sequence: delta.sequence } };
}
