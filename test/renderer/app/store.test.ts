import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../../shared/ipc/bridge.ts';
import type { StateDelta } from '../../../shared/ipc/state.ts';
import { emptyState } from '../app-state.ts';

/** A service that answers `getState` and lets the test send deltas. */
function serviceAt(sequence: number) {
  const listeners = new Set<(delta: StateDelta) => void>();
  let present = sequence;
  let delay = 0;
  const call = vi.fn(async () => {
    const value = { state: emptyState(), sequence: present };
    await new Promise((answered) => setTimeout(answered, delay));
    return { ok: true, value };
  });
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
    /** Answers only after this many milliseconds. */
    isSlow(milliseconds: number) {
      delay = milliseconds;
    },
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
      pathOfFile: null,
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

  it('goes on living on deltas when reading the state took long', async () => {
    const service = serviceAt(1);
    const { reconnect } = await follow(service);
    service.isSlow(1000);
    reconnect();
    service.send(2);
    await vi.advanceTimersByTimeAsync(3000);
    service.isSlow(0);
    const before = service.call.mock.calls.length;
    // A gap is noticed only by a window that still takes deltas in.
    service.send(4);
    await vi.advanceTimersByTimeAsync(200);
    expect(service.call).toHaveBeenCalledTimes(before + 1);
  });

  it('reads once more when the connection came while the state was being read', async () => {
    const service = serviceAt(1);
    const { reconnect } = await follow(service);
    service.isSlow(1000);
    reconnect();
    await vi.advanceTimersByTimeAsync(500);
    reconnect();
    await vi.advanceTimersByTimeAsync(3000);
    expect(service.call).toHaveBeenCalledTimes(3);
  });
});
