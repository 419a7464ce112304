/** One at a time, in the order of asking. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Waits for its turn and answers how to end it; undefined when the signal came first: then the turn was given up. */
  async take(signal: AbortSignal): Promise<(() => void) | undefined> {
    const before = this.#last;
    const own = Promise.withResolvers<undefined>();
    this.#last = before.then(() => own.promise);
    const end = () => own.resolve(undefined);
    if (await cameBefore(before, signal)) return end;
    end();
    return undefined;
  }
}

/** Whether something that never fails happened before a signal told to stop. */
export async function cameBefore(happening: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  const listening = new AbortController();
  const stopped = new Promise<boolean>((resolve) => {
    if (signal.aborted) resolve(false);
    signal.addEventListener('abort', () => resolve(false), { signal: listening.signal });
  });
  const came = await Promise.race([stopped, happening.then(() => true)]);
  listening.abort();
  return came;
}
