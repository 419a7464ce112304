import type { Clock } from '../base/clock.ts';
import { failed, type Failure, type Result } from '../base/failure.ts';

/** Whose time is waited on, and who may call it off. */
export interface Patience {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const attempts = 5;
const firstPause = 2;
const longestPause = 120;

/**
 * Makes a call again while its failure says that nothing happened, a bounded number of times and with the pause the
 * other side asked for. Whatever may have taken effect comes back as it is: the engine reads what became of it.
 */
export async function persistently<Value>(
  patience: Patience,
  call: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await call();
    if (result.ok || attempt === attempts || !passes(result.failure)) return result;
    const seconds = Math.min(result.failure.retryAfter ?? firstPause * 2 ** (attempt - 1), longestPause);
    const paused = await pause(patience, seconds, result.failure.during);
    if (!paused.ok) return paused;
  }
}

/** Lets `seconds` of the target's time pass; a cancellation is a failure, not an exception. */
async function pause(patience: Patience, seconds: number, during: string): Promise<Result<void>> {
  if (!patience.signal.aborted) {
    const reached = await patience.clock.sleep(seconds * 1000, patience.signal).then(
      () => true,
      (reason: unknown) => {
        if (patience.signal.aborted) return false;
        throw reason;
      },
    );
    if (reached) return { ok: true, value: undefined };
  }
  return failed({ code: 'cancelled', during, raw: 'The work was cancelled while waiting.', retry: 'safe' });
}

export type Observation<Value> =
  { readonly kind: 'there'; readonly value: Value } | { readonly kind: 'not-yet'; readonly value: Value };

/** What came of waiting; `gave-up` holds what was seen last. */
export type Waited<Value> = { readonly kind: 'there' | 'gave-up'; readonly value: Value };

/** Looks again and again until something is there or the time is up, on the target's clock. */
export async function waitUntil<Value>(
  patience: Patience,
  limit: { readonly seconds: number; readonly every: number; readonly during: string },
  look: () => Promise<Result<Observation<Value>>>,
): Promise<Result<Waited<Value>>> {
  const deadline = patience.clock.now().getTime() + limit.seconds * 1000;
  for (;;) {
    const seen = await persistently(patience, look);
    if (!seen.ok) return seen;
    if (seen.value.kind === 'there') return { ok: true, value: { kind: 'there', value: seen.value.value } };
    if (patience.clock.now().getTime() >= deadline) {
      return { ok: true, value: { kind: 'gave-up', value: seen.value.value } };
    }
    const paused = await pause(patience, limit.every, limit.during);
    if (!paused.ok) return paused;
  }
}

/** Whether a failure goes away by itself. */
function passes(failure: Failure): boolean {
  if (failure.retry !== 'safe') return false;
  switch (failure.code) {
    case 'throttled':
    case 'connector-busy':
    case 'cycle-running':
    case 'time-out':
    case 'connection-lost':
    case 'service-error':
    case 'worker-lost':
      return true;
    default:
      return false;
  }
}
