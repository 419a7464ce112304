import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../../shared/ipc/bridge.ts';
import type { StateDelta } from '../../../shared/ipc/state.ts';
import { emptyState } from '../app-state.ts';

/** A service that answers `getState` and lets the test send deltas. */
function serviceAt(sequence: number) {
  const listeners = new Set<(delta: StateDelta) => void>();
  let present = sequence;
  const call = vi.fn(() => Promise.resolve({ ok: true, value: { state: emptyState(), sequence: present } }));
  const bridge = {
    call,
    onDelta(listener: (delta: StateDelta) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Bridge;
  return {
    call,
    bridge,
    send(next: number) {
      present = Math.max(present, next);
      for (const listener of listeners) listener({ sequence: next, changes: {}, journal: { kind: 'same' } });
    },
  };
}

describe('following the service', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.resetModules();
    vi.stubGlobal('requestAnimationFrame', (paint: () => void) => setTimeout(paint, 16));
    return () => {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    };
  });

  async function follow(service: ReturnType<typeof serviceAt>) {
    const { followService } = await import('../../../renderer/app/store.ts');
    let reconnect: (() => void) | undefined;
    followService({
      bridge: service.bridge,
      onConnection(listener) {
        reconnect = () => listener('connected');
        return () => undefined;
      },
    });
    await vi.advanceTimersByTimeAsync(200);
    return { reconnect: () => reconnect?.() };
  }

  it('reads the state once and then lives on deltas', async () => {
    const service = serviceAt(1);
    await follow(service);
    service.send(2);
    service.send(3);
    await vi.advanceTimersByTimeAsync(200);
    expect(service.call).toHaveBeenCalledTimes(1);
  });

  it('reads the state anew when a delta is missing', async () => {
    const service = serviceAt(1);
    await follow(service);
    service.send(3);
    await vi.advanceTimersByTimeAsync(200);
    expect(service.call).toHaveBeenCalledTimes(2);
  });

  it('reads the state anew when the connection is back', async () => {
    const service = serviceAt(1);
    const { reconnect } = await follow(service);
    reconnect();
    await vi.advanceTimersByTimeAsync(200);
    expect(service.call).toHaveBeenCalledTimes(2);
  });
});
