import type { HostTime } from '../journal/host-time.ts';

/** Why a phase was told to stop. */
export type Stop = 'time-out' | 'cancel';

/** How a phase ended; `stop`: it had been told to end before it did. */
export type PhaseEnd<Value> =
  | { readonly kind: 'returned'; readonly value: Value; readonly stop: Stop | undefined }
  | { readonly kind: 'threw'; readonly error: unknown; readonly stop: Stop | undefined }
  /** It did not end although told to; `settled` resolves when it does, if ever. */
  | { readonly kind: 'abandoned'; readonly stop: Stop; readonly settled: Promise<void> };

export interface PhaseLimits {
  /** Milliseconds the phase may take. */
  readonly limit: number;
  /** Milliseconds it is waited for after it has been told to stop. */
  readonly settle: number;
}

/** Runs work that must end: by itself, by its time limit, or because somebody cancels. Never rejects. */
export async function runPhase<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  limits: PhaseLimits,
  cancel: AbortSignal | undefined,
  host: HostTime,
): Promise<PhaseEnd<Value>> {
  const controller = new AbortController();
  const waiting = Promise.withResolvers<Stop>();
  const told: { stop: Stop | undefined } = { stop: undefined };
  let stopWaiting = () => {};
  const tell = (stop: Stop) => {
    if (told.stop !== undefined) return;
    told.stop = stop;
    stopWaiting = host.after(limits.settle, () => waiting.resolve(stop));
    controller.abort(new DOMException(stop, stop === 'cancel' ? 'AbortError' : 'TimeoutError'));
  };
  const onCancel = () => tell('cancel');
  const stopLimit = host.after(limits.limit, () => tell('time-out'));
  cancel?.addEventListener('abort', onCancel, { once: true });
  if (cancel?.aborted) tell('cancel');

  const ended = settle(work, controller.signal);
  const end = await Promise.race([ended, waiting.promise]);
  stopLimit();
  stopWaiting();
  cancel?.removeEventListener('abort', onCancel);
  if (typeof end === 'string') return { kind: 'abandoned', stop: end, settled: ended.then(() => undefined) };
  return { ...end, stop: told.stop };
}

type Settled<Value> =
  { readonly kind: 'returned'; readonly value: Value } | { readonly kind: 'threw'; readonly error: unknown };

async function settle<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  signal: AbortSignal,
): Promise<Settled<Value>> {
  try {
    return { kind: 'returned', value: await work(signal) };
  } catch (error) {
    return { kind: 'threw', error };
  }
}
