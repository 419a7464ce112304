/** Times in milliseconds, memory in bytes, rates per second. */
export type Unit = 'milliseconds' | 'bytes' | 'per-second';

/** The value divided by what it is measured against: `10 × the run of 10,000 users`. */
interface Ratio {
  readonly value: number;
  readonly against: string;
  /** Largest value that meets the goal; undefined: told, not judged. */
  readonly goal: number | undefined;
}

/** One line of the result. */
export interface Measurement {
  readonly id: string;
  readonly what: string;
  readonly measured: { readonly value: number; readonly unit: Unit };
  /**
   * Milliseconds of `measured` in which the thread computed, without waiting for the disk or for a processor that others
   * held: on a busy machine what the time would be near. Undefined where that says nothing.
   */
  readonly computing: number | undefined;
  /** Least and most of the repetitions; undefined when it was measured once. */
  readonly spread: { readonly least: number; readonly most: number; readonly repetitions: number } | undefined;
  /** Largest value that meets the goal, in the unit measured; undefined: told, not judged. */
  readonly goal: number | undefined;
  readonly ratio: Ratio | undefined;
  /** What the measurement is made of, in milliseconds or counts; for machines. */
  readonly details: Readonly<Record<string, number>>;
}

export type Verdict = 'met' | 'not-met' | 'not-judged';

/** Met when every goal of the line is. */
export function verdictOf({ measured, goal, ratio }: Measurement): Verdict {
  const judged = [
    ...(goal === undefined ? [] : [measured.value <= goal]),
    ...(ratio?.goal === undefined ? [] : [ratio.value <= ratio.goal]),
  ];
  if (judged.length === 0) return 'not-judged';
  return judged.every(Boolean) ? 'met' : 'not-met';
}
