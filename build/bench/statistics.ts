/** The middle value; of an even number of values the mean of the two in the middle. Throws without values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (lower === undefined || upper === undefined) throw new RangeError('No values to take the median of');
  return (lower + upper) / 2;
}

/** Size and time of one run of the same work. */
export interface SizedTime {
  readonly size: number;
  readonly milliseconds: number;
}

/**
 * How much more one further item costs between the larger two sizes than between the smaller two: 1 is linear whatever
 * the fixed cost is. Quadratic work over sizes n, 4n and 16n gives 4. Throws unless the sizes ascend.
 */
export function growthOfSlope(small: SizedTime, middle: SizedTime, large: SizedTime): number {
  return slope(middle, large) / slope(small, middle);
}

function slope(from: SizedTime, to: SizedTime): number {
  if (to.size <= from.size) throw new RangeError(`Sizes must ascend, not ${from.size} to ${to.size}`);
  return (to.milliseconds - from.milliseconds) / (to.size - from.size);
}
