import { describe, expect, it } from 'vitest';
import { growthOfSlope, median } from '../../../build/bench/statistics.ts';

describe('the median', () => {
  it('is the middle one of an odd number of values, in whatever order they come', () => {
    expect(median([30, 1000, 10])).toBe(30);
  });

  it('is the mean of the two in the middle of an even number', () => {
    expect(median([4, 1, 3, 1000])).toBe(3.5);
  });

  it('orders by number, not by spelling', () => {
    expect(median([9, 10, 100])).toBe(10);
  });

  it('does not exist for no values', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('the growth of the slope', () => {
  const sizes = [62, 1250, 5000] as const;
  const growthOf = (milliseconds: (size: number) => number) => {
    const [small, middle, large] = sizes.map((size) => ({ size, milliseconds: milliseconds(size) }));
    return growthOfSlope(small!, middle!, large!);
  };

  it('is 1 for linear work, however large the fixed cost', () => {
    expect(growthOf((size) => 1000 + 0.2 * size)).toBeCloseTo(1);
  });

  it('tells quadratic work apart', () => {
    expect(growthOf((size) => 1000 + 0.0002 * size ** 2)).toBeGreaterThan(4);
  });

  it('cannot be told of sizes that do not ascend', () => {
    const run = { size: 10, milliseconds: 1 };
    expect(() => growthOfSlope(run, run, { size: 20, milliseconds: 2 })).toThrow(RangeError);
  });
});
