/** What travels with every call to another system. */
export interface Call {
  readonly signal: AbortSignal;
}

/** A slice of a long list: `start` counts from 0. */
export interface Window {
  readonly start: number;
  readonly count: number;
}

/** The items of a window; `next` is the start of the following one, undefined at the end. `total` where the system knows it. */
export interface WindowOf<Item> {
  readonly items: readonly Item[];
  readonly next: number | undefined;
  readonly total: number | undefined;
}
