import type { ConnectorId } from '../../base/identifiers.ts';
import type { CloudEffect } from '../prediction/predict.ts';
import type { UserKind } from '../prediction/user-kinds.ts';

/**
 * What the next full synchronization does to the GUID of users who have been synchronized before: it goes on reaching the
 * cloud; it is removed there; what the cloud holds stays, because no rule manages it; the objects fail to synchronize;
 * or no public source tells what the rules do.
 */
const certainFates = ['reaches', 'removed', 'stays', 'fails', 'unknown'] as const;
export type CertainFate = (typeof certainFates)[number];

/** Mixed: it is not the same for all kinds. */
export type Fate = CertainFate | 'mixed';

export interface PlaceEffect {
  readonly fate: Fate;
  /** The fates of the kinds that decide it; one, unless it is mixed. */
  readonly fates: readonly CertainFate[];
  /** Whether it hangs on what Apply Once does to a stored value, which is documented nowhere. */
  readonly uncertain: boolean;
  /** The kinds with a nickname; those without have never had their GUID synchronized (entra-connect.md §2.3). */
  readonly kinds: readonly UserKind[];
}

/** The effect on the objects of one type of one connector. */
export function effectOn(
  place: { readonly connectorId: ConnectorId; readonly objectType: string },
  kinds: readonly UserKind[],
): PlaceEffect {
  const own = kinds.filter(
    (kind) =>
      kind.connectorId === place.connectorId &&
      kind.objectType.toLowerCase() === place.objectType.toLowerCase() &&
      kind.hasNickname,
  );
  return { ...effectOfKinds(decisiveOf(own)), kinds: own };
}

/** Remote mailboxes are left out of every change, so what happens to them decides nothing where there are others. */
export function decisiveOf(kinds: readonly UserKind[]): readonly UserKind[] {
  const waiting = kinds.filter(({ recipient }) => recipient !== 'remote-mailbox');
  return waiting.length === 0 ? kinds : waiting;
}

/** The effect on all of these kinds together. */
export function effectOfKinds(kinds: readonly UserKind[]): PlaceEffect {
  const found = new Set(kinds.map(({ prediction }) => fateOf(prediction.cloud)));
  const fates = certainFates.filter((fate) => found.has(fate));
  const [first = 'removed'] = fates;
  return {
    fate: fates.length > 1 ? 'mixed' : first,
    fates: fates.length === 0 ? ['removed'] : fates,
    uncertain: kinds.some(({ prediction, otherReading }) => fateOf(prediction.cloud) !== fateOf(otherReading.cloud)),
    kinds,
  };
}

export function fateOf(effect: CloudEffect): CertainFate {
  switch (effect.kind) {
    case 'reaches':
      return 'reaches';
    case 'left':
      return effect.held ? 'stays' : 'removed';
    case 'removed':
    case 'deleted':
    case 'no-object':
      return 'removed';
    case 'failed':
      return effect.certain ? 'fails' : 'unknown';
  }
}
