/** Repeatable randomness: the same seed gives the same sequence on every machine. */
export interface Random {
  /** 0 ≤ value < 1. */
  next(): number;
  /** Whole number, 0 ≤ value < limit. */
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

/** A generator of the Mulberry32 family: small, fast and good enough for invented people (never for secrets). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  function word(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }
  function next(): number {
    return word() / 0x1_0000_0000;
  }
  function below(limit: number): number {
    return Math.floor(next() * limit);
  }
  function pick<Item>(items: readonly Item[]): Item {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('Nothing to pick from.');
    return item;
  }
  return { next, below, pick };
}
