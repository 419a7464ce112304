import type { HostTime } from '../../shared/engine/journal/host-time.ts';

/** Milliseconds after which a folder counts as one that does not respond: a dead network share takes minutes to say so. */
export const folderPatience = 60_000;

/** How work has ended that may never end. */
type Answered<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  /** It was given up, and may still go on. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unanswered' };

interface Patience {
  readonly signal?: AbortSignal;
  /** Milliseconds; for as long as it takes where it is not given. */
  readonly longest?: { readonly time: HostTime; readonly milliseconds: number };
}

/**
 * Waits for work that the operating system may never end, until it is cancelled or takes too long. The work goes on by itself
 * then: it must be harmless to leave behind, and what comes of it late is handed to `onLate`. Rejects as the work does.
 */
export async function answering<Value>(
  work: Promise<Value>,
  { signal, longest }: Patience,
  onLate: (value: Value) => void = () => undefined,
): Promise<Answered<Value>> {
  const given = Promise.withResolvers<Answered<Value>>();
  const onAbort = () => given.resolve({ kind: 'cancelled' });
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();
  const stopTimer = longest?.time.after(longest.milliseconds, () => given.resolve({ kind: 'unanswered' }));
  try {
    const answered = work.then((value) => ({ kind: 'answered', value }) as const);
    const first = await Promise.race([answered, given.promise]);
    // A late failure concerns nobody any more.
    if (first.kind !== 'answered') void work.then(onLate, () => undefined);
    return first;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    stopTimer?.();
  }
}
