import { describe, expect, it } from 'vitest';
import { success } from '../../../../../shared/base/failure.ts';
import type { EntraObjectId } from '../../../../../shared/base/identifiers.ts';
import type { CloudRecipient } from '../../../../../shared/systems/exchange-online.ts';
import { awaitRecipients } from '../../../../../shared/procedures/steps/synchronize/await-recipients.ts';
import type { Reading } from '../../../../../shared/systems/contexts.ts';
import { guid } from '../../builders.ts';

const minute = 60_000;
const users = Array.from({ length: 500 }, (_, index) => guid(index) as EntraObjectId);

/** A tenant whose users are settled one after the other, `perMinute` of them in a minute of its clock; calls are counted. */
function tenant(perMinute: number) {
  let now = 0;
  const calls = { all: 0, single: 0 };
  const isSettledNow = (user: EntraObjectId) => users.indexOf(user) < (now / minute) * perMinute;
  const context = {
    signal: new AbortController().signal,
    clock: {
      now: () => new Date(now),
      sleep: async (milliseconds: number) => {
        now += milliseconds;
      },
    },
    systems: {
      exchangeOnline: {
        recipientOf: async (user: EntraObjectId) => {
          calls.single += 1;
          return success(isSettledNow(user) ? undefined : ({} as CloudRecipient));
        },
      },
    },
  } as unknown as Reading;
  const run = (hours: number) =>
    awaitRecipients<readonly EntraObjectId[]>(
      context,
      { seconds: hours * 3600, every: 120, during: 'waiting' },
      {
        readAll: async () => {
          calls.all += 1;
          return success(users.filter((user) => !isSettledNow(user)));
        },
        awaited: (left) => left,
        isSettled: (recipient) => recipient === undefined,
        isComplete: (left) => left.length === 0,
        tell: () => undefined,
      },
    );
  return { calls, run, minutes: () => now / minute };
}

describe('waiting for recipients', () => {
  it('reads all of them once when there is no time to wait', async () => {
    const { calls, run } = tenant(0);
    expect(await run(0)).toEqual(success(users));
    expect(calls).toEqual({ all: 1, single: 0 });
  });

  it('ends when the last one is settled, and has read all of them then', async () => {
    const { run, minutes } = tenant(5);
    expect(await run(4)).toEqual(success([]));
    expect(minutes()).toBeGreaterThanOrEqual(100);
    expect(minutes()).toBeLessThan(110);
  });

  it('does not read all recipients each time it looks', async () => {
    const { calls, run } = tenant(1);
    await run(4);
    expect(calls.all).toBeLessThan(20);
    expect(calls.single).toBeLessThan(1000);
  });

  it('gives up in time and tells who is left, from a last reading of all', async () => {
    const { calls, run, minutes } = tenant(0);
    expect(await run(4)).toEqual(success(users));
    expect(minutes()).toBe(240);
    expect(calls.all).toBe(2);
  });
});
