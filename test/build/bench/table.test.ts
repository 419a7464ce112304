import { describe, expect, it } from 'vitest';
import { verdictOf, type Measurement } from '../../../build/bench/measurement.ts';
import { tableOf } from '../../../build/bench/table.ts';

function measurement(changes: Partial<Measurement> = {}): Measurement {
  return {
    id: 'sample',
    what: 'Read rules',
    measured: { value: 80, unit: 'milliseconds' },
    computing: undefined,
    spread: undefined,
    goal: undefined,
    ratio: undefined,
    details: {},
    ...changes,
  };
}

const ratio = { value: 1.3, against: 'a bare write', goal: 1.2 };

describe('the verdict over a measurement', () => {
  it('is left out where there is no goal', () => {
    expect(verdictOf(measurement({ ratio: { ...ratio, goal: undefined } }))).toBe('not-judged');
  });

  it('is met at the goal itself', () => {
    expect(verdictOf(measurement({ goal: 80 }))).toBe('met');
  });

  it('is not met above the goal', () => {
    expect(verdictOf(measurement({ goal: 79 }))).toBe('not-met');
  });

  it('needs the ratio as well as the value', () => {
    expect(verdictOf(measurement({ goal: 100, ratio }))).toBe('not-met');
    expect(verdictOf(measurement({ goal: 10, ratio: { ...ratio, value: 1 } }))).toBe('not-met');
    expect(verdictOf(measurement({ goal: 100, ratio: { ...ratio, value: 1 } }))).toBe('met');
  });
});

describe('the table', () => {
  it('shows value, spread, computing, goal, ratio, baseline and verdict in a row', () => {
    const row = measurement({ computing: 60, spread: { least: 70, most: 90, repetitions: 3 }, goal: 100, ratio });
    expect(tableOf([row]).split('\n')[1]?.split(/ {2,}/)).toEqual([
      'Read rules',
      '80 ms (70 ms – 90 ms)',
      '60 ms',
      '≤ 100 ms, ≤ 1.2 ×',
      '1.30 ×',
      'a bare write',
      'NOT MET',
    ]);
  });

  it('writes long times in seconds, memory in megabytes and rates per second', () => {
    const values = [
      { value: 42_340, unit: 'milliseconds' },
      { value: 1_234_000_000, unit: 'bytes' },
      { value: 4180.4, unit: 'per-second' },
    ] as const;
    const table = tableOf(values.map((measured) => measurement({ measured })));
    expect(table).toContain('42.3 s');
    expect(table).toContain('1,234 MB');
    expect(table).toContain('4,180 /s');
  });

  it('begins its columns at the same place in every row', () => {
    const [heading, short, long] = tableOf([
      measurement({ what: 'a', goal: 1 }),
      measurement({ what: 'a much longer text', goal: 1 }),
    ]).split('\n');
    expect(short?.indexOf('80 ms')).toBe(heading?.indexOf('measured'));
    expect(long?.indexOf('80 ms')).toBe(heading?.indexOf('measured'));
  });
});
