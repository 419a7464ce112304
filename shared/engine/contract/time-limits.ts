import type { Phase } from '../journal/journal-parts.ts';

/** Milliseconds on the host's clock. */
export interface TimeLimits {
  readonly probe: number;
  readonly capture: number;
  readonly apply: number;
  readonly verify: number;
  readonly restore: number;
  readonly verifyUndo: number;
  /** How long a phase is waited for after it has been told to stop. */
  readonly settle: number;
  /** How long a step that was cancelled while it wrote may be read back. */
  readonly verifyAfterCancel: number;
}

const minutes = 60_000;
const hours = 60 * minutes;

/** A full synchronization of a large environment takes more than a day: limits end what hangs, not what is slow. */
export const generousTimeLimits: TimeLimits = {
  probe: 2 * hours,
  capture: 4 * hours,
  apply: 72 * hours,
  verify: 72 * hours,
  restore: 72 * hours,
  verifyUndo: 72 * hours,
  settle: 1 * minutes,
  verifyAfterCancel: 5 * minutes,
};

export function limitOf(limits: TimeLimits, phase: Exclude<Phase, 'plan'>): number {
  return phase === 'verify-undo' ? limits.verifyUndo : limits[phase];
}
