import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../shared/base/clock.ts';

/** The clock of the machine this program runs on. */
export const hostClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, { signal }),
};
