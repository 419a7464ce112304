/**
 * Of items that stand in a second order too, those that have changed places: the fewest that must be moved to come from one
 * order to the other. `positions` are the places in the second order, in the first.
 */
export function movedIndexes(positions: readonly number[]): ReadonlySet<number> {
  /** For each length the index of the smallest last place of a rising sequence of that length. */
  const lastOfLength: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, position] of positions.entries()) {
    let [low, high] = [0, lastOfLength.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((positions[lastOfLength[middle] ?? 0] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? undefined : lastOfLength[low - 1];
    lastOfLength[low] = index;
  }
  const moved = new Set(positions.keys());
  for (let index = lastOfLength.at(-1); index !== undefined; index = before[index]) moved.delete(index);
  return moved;
}
