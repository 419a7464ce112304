import type { HostTime } from '../../shared/engine/journal/host-time.ts';
import type { PendingWrite } from '../../shared/ipc/state.ts';
import { writeTexts } from './texts.ts';
import type { SystemWriters } from '../../shared/systems/systems.ts';
import { aroundWrites } from '../run/around-writes.ts';

/** Knows which writes other systems have not answered yet, whether or not anybody still waits for them. */
export interface PendingWrites {
  /** The same systems, watched. */
  watch(systems: SystemWriters): SystemWriters;
  /** Oldest first. */
  present(): readonly PendingWrite[];
  /** Called whenever one has ended. */
  onEnd(listener: () => void): void;
}

export function createPendingWrites(time: Pick<HostTime, 'now'>): PendingWrites {
  const pending = new Set<PendingWrite>();
  const listeners = new Set<() => void>();
  return {
    watch: (systems) =>
      aroundWrites(systems, async (name, make) => {
        const write: PendingWrite = { what: writeTexts[name], since: time.now().toISOString() };
        pending.add(write);
        try {
          return await make();
        } finally {
          pending.delete(write);
          for (const listener of listeners) listener();
        }
      }),
    present: () => [...pending],
    onEnd: (listener) => void listeners.add(listener),
  };
}
