/** Time of the target system: real, or the lab's virtual clock. */
export interface Clock {
  now(): Date;
  /** Resolves after `milliseconds`, rejects with the signal's reason when aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}
