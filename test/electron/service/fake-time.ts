import type { HostTime } from '../../../shared/engine/journal/host-time.ts';

/** A host's time that stands still until it is told to pass. */
export interface FakeTime extends HostTime {
  pass(milliseconds: number): void;
  /** Milliseconds until each timer that has not gone off, as it was set. */
  waiting(): readonly number[];
}

export function fakeTime(): FakeTime {
  let now = Date.parse('2026-11-21T08:00:00.000Z');
  let timers: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    now: () => new Date(now),
    after(milliseconds, callback) {
      const timer = { at: now + milliseconds, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pass(milliseconds) {
      const until = now + milliseconds;
      for (;;) {
        const due = timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.callback();
      }
      now = until;
    },
    waiting: () => timers.map(({ at }) => at - now),
  };
}
