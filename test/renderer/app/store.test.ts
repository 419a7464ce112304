import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge } from '../../../shared/ipc/bridge.ts';
import type { StateDelta } from '../../../shared/ipc/state.ts';
import { emptyState } from '../app-state.ts';

/** A service that answers `getState` and lets the test send deltas. */
function serviceAt(sequence: number) {
  const listeners = new Set<(delta: StateDelta) => void>();
  let present = sequence;
  let delay = 0;
  let told = 0;
  const call = vi.fn(async () => {
    const value = { state: emptyState(), sequence: present };
    await new Promise((answered) => setTimeout(answered, delay));
    return { ok: true, value, sequence: told };
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
    /** What it answers from now on, it answers after that delta. */
    answersAt(next: number) {
      told = next;
    },
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

  /** How many answers have been given to whoever asked. */
  async function ask(service: ReturnType<typeof serviceAt>) {
    const { askService, setBridge } = await import('../../../renderer/app/store.ts');
    setBridge(service.bridge);
    let answers = 0;
    const answered = async (sequence: number) => {
      service.answersAt(sequence);
      await askService('assess', {});
      answers += 1;
    };
    return { answered: (sequence: number) => void answered(sequence), answers: () => answers };
  }

  async function follow(service: ReturnType<typeof serviceAt>) {
    const { followService } = await import('../../../renderer/app/store.ts');
    let reconnect: (() => void) | undefined;
    let end: (() => void) | undefined;
    followService({
      bridge: service.bridge,
      pathOfFile: null,
      onConnection(listener) {
        reconnect = () => listener('connected');
        end = () => listener('ended');
        return () => undefined;
      },
    });
    await vi.advanceTimersByTimeAsync(200);
    return { reconnect: () => reconnect?.(), end: () => end?.() };
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

  it('holds an answer back until all that was told before it is known', async () => {
    const service = serviceAt(1);
    await follow(service);
    const { answered, answers } = await ask(service);
    answered(3);
    service.send(2);
    await vi.advanceTimersByTimeAsync(1000);
    expect(answers()).toBe(0);
    service.send(3);
    await vi.advanceTimersByTimeAsync(200);
    expect(answers()).toBe(1);
  });

  it('gives an answer at once that overtook nothing', async () => {
    const service = serviceAt(4);
    await follow(service);
    const { answered, answers } = await ask(service);
    answered(4);
    await vi.advanceTimersByTimeAsync(0);
    expect(answers()).toBe(1);
  });

  it('gives the answer of a service that is lost for good', async () => {
    const service = serviceAt(1);
    const { end } = await follow(service);
    const { answered, answers } = await ask(service);
    answered(9);
    await vi.advanceTimersByTimeAsync(1000);
    expect(answers()).toBe(0);
    end();
    await vi.advanceTimersByTimeAsync(0);
    expect(answers()).toBe(1);
  });
});
