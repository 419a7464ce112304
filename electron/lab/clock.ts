import type { Clock } from '../../shared/base/clock.ts';
import type { LabMachine } from './machine.ts';

/** The lab's virtual clock: waiting takes no real time, only the work that falls due meanwhile. */
export function labClock(machine: LabMachine): Clock {
  return {
    now: () => machine.now(),
    sleep: (milliseconds, signal) => machine.pass(milliseconds, signal),
  };
}
