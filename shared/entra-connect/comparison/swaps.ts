import type { RuleId } from '../../base/identifiers.ts';
import type { SyncRule } from '../rules/model.ts';
import type { WinnerChange } from './winners.ts';

interface Pair {
  readonly on: SyncRule;
  readonly with: SyncRule;
}

/** Two rules that have each other's precedence on the second side. */
export interface Swap {
  /** The one with the lower precedence on the first side. */
  readonly first: SyncRule;
  readonly second: SyncRule;
  /** Attributes that the one wins on the first side and the other on the second. */
  readonly attributes: readonly string[];
}

/** Rules that changed places with one another; of rules that share a precedence that cannot be told. */
export function swappedPairs<Paired extends Pair>(pairs: readonly Paired[]): readonly (readonly [Paired, Paired])[] {
  const byPlaces = Map.groupBy(pairs, (pair) => placesOf(pair.on.precedence, pair.with.precedence));
  return pairs.flatMap((pair) => {
    const [own, theirs] = [pair.on.precedence, pair.with.precedence];
    const [partner, ...more] = byPlaces.get(placesOf(theirs, own)) ?? [];
    const isAlone = more.length === 0 && byPlaces.get(placesOf(own, theirs))?.length === 1;
    return own < theirs && partner !== undefined && isAlone ? [[pair, partner] as const] : [];
  });
}

export function swapsOf(pairs: readonly Pair[], winners: readonly WinnerChange[]): readonly Swap[] {
  return swappedPairs(pairs).map(([{ on: first, with: firstThere }, { on: second, with: secondThere }]) => {
    const isBetween = (on: RuleId, there: RuleId) =>
      (on === first.id && there === secondThere.id) || (on === second.id && there === firstThere.id);
    const attributes = winners.filter((change) => isBetween(change.on.id, change.with.id)).map((one) => one.attribute);
    return { first, second, attributes: [...new Set(attributes)] };
  });
}

function placesOf(on: number, other: number): string {
  return `${String(on)} ${String(other)}`;
}
