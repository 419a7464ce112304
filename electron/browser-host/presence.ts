import type { HostTime } from '../../shared/engine/journal/host-time.ts';

/** Knows when the window has gone away for good. */
export interface Presence {
  came(): void;
  went(): void;
  /** Something may have come to its end: the time to go may have come. */
  reconsider(): void;
  stop(): void;
}

export interface PresenceOptions {
  readonly time: HostTime;
  /** Milliseconds for a window to come back: it is reloaded, or its machine sleeps. */
  readonly grace: number;
  /** Whether nothing is being written. */
  readonly mayGo: () => boolean;
  readonly onGone: () => void;
}

/** Calls `onGone` once, a while after the window went, and never while something is written. */
export function createPresence({ time, grace, mayGo, onGone }: PresenceOptions): Presence {
  let state: 'waiting-for-the-first' | 'here' | 'away' | 'overdue' | 'gone' = 'waiting-for-the-first';
  let stopTimer = () => {};

  function reconsider(): void {
    if (state !== 'overdue' || !mayGo()) return;
    state = 'gone';
    onGone();
  }

  return {
    came() {
      stopTimer();
      if (state !== 'gone') state = 'here';
    },
    went() {
      if (state !== 'here') return;
      state = 'away';
      stopTimer = time.after(grace, () => {
        state = 'overdue';
        reconsider();
      });
    },
    reconsider,
    stop() {
      stopTimer();
      state = 'gone';
    },
  };
}
