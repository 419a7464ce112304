import { describe, expect, it } from 'vitest';
import { failed, success, type Failure, type Result } from '../../../shared/base/failure.ts';
import { readAll } from '../../../shared/systems/paging.ts';
import { persistently, waitUntil, type Observation } from '../../../shared/systems/patience.ts';

function fakeClock() {
  let now = 0;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => new Date(now),
    sleep: async (milliseconds: number) => {
      pauses.push(milliseconds / 1000);
      now += milliseconds;
    },
  };
}

function patience() {
  return { clock: fakeClock(), signal: new AbortController().signal };
}

const throttled: Failure = { code: 'throttled', during: 'read', raw: '429', retry: 'safe', retryAfter: 7 };

function answering<Value>(...answers: readonly Result<Value>[]) {
  const calls = { count: 0 };
  const call = async (): Promise<Result<Value>> => {
    const answer = answers[Math.min(calls.count, answers.length - 1)]!;
    calls.count += 1;
    return answer;
  };
  return { calls, call };
}

describe('persistently', () => {
  it('waits as long as the other side asks and calls again', async () => {
    const waiting = patience();
    const { call } = answering(failed(throttled), success('done'));
    expect(await persistently(waiting, call)).toEqual(success('done'));
    expect(waiting.clock.pauses).toEqual([7]);
  });

  it('gives up after a bounded number of attempts with the last failure', async () => {
    const { call, calls } = answering<string>(failed(throttled));
    expect(await persistently(patience(), call)).toEqual(failed(throttled));
    expect(calls.count).toBe(5);
  });

  it.each([
    ['a lost answer', { ...throttled, code: 'time-out', retry: 'effect-unknown' }],
    ['what will fail again', { ...throttled, code: 'access-denied', retry: 'pointless' }],
    ['a cancellation', { ...throttled, code: 'cancelled', retry: 'safe' }],
  ] as const)('returns %s as it is', async (_, failure) => {
    const { call, calls } = answering<string>(failed(failure));
    expect(await persistently(patience(), call)).toEqual(failed(failure));
    expect(calls.count).toBe(1);
  });

  it('ends with a cancellation when cancelled while it pauses', async () => {
    const controller = new AbortController();
    const clock = {
      now: () => new Date(0),
      sleep: async () => {
        controller.abort();
        throw new Error('aborted');
      },
    };
    const { call } = answering<string>(failed(throttled));
    const result = await persistently({ clock, signal: controller.signal }, call);
    expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  });
});

describe('waitUntil', () => {
  const limit = { seconds: 100, every: 30, during: 'waiting' };

  it('returns what it waited for', async () => {
    const { call } = answering<Observation<number>>(
      success({ kind: 'not-yet', value: 1 }),
      success({ kind: 'there', value: 2 }),
    );
    expect(await waitUntil(patience(), limit, call)).toEqual(success({ kind: 'there', value: 2 }));
  });

  it('gives up when the time of the target is over, with what was seen last', async () => {
    const { call, calls } = answering(success({ kind: 'not-yet', value: 1 } as const));
    expect(await waitUntil(patience(), limit, call)).toEqual(success({ kind: 'gave-up', value: 1 }));
    expect(calls.count).toBe(5);
  });
});

describe('readAll', () => {
  it('visits every window once', async () => {
    const seen: number[] = [];
    const pages = new Map([
      [0, { items: [1, 2], next: 2, total: 3 }],
      [2, { items: [3], next: undefined, total: 3 }],
    ]);
    const read = await readAll(
      patience(),
      'numbers',
      async ({ start }) => success(pages.get(start)!),
      (items) => seen.push(...items),
    );
    expect(read.ok).toBe(true);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('refuses a list that goes in circles', async () => {
    const page = { items: [1], next: 0, total: 1 };
    const read = await readAll(
      patience(),
      'numbers',
      async () => success(page),
      () => undefined,
    );
    expect(read).toMatchObject({ ok: false, failure: { code: 'invalid-answer' } });
  });
});
