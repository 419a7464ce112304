import { failed, success, type Result } from '../base/failure.ts';
import type { Window, WindowOf } from './call.ts';
import { persistently, type Patience } from './patience.ts';

/** Objects asked for at a time: large enough to be quick, small enough for one answer. */
const pageSize = 1000;

type Visit<Item, Verdict> = (items: readonly Item[], done: number, total: number | undefined) => Verdict;

/** Reads a list to its end, window by window; `visit` sees each window once, so that nothing needs to be kept. */
export async function readAll<Item>(
  patience: Patience,
  during: string,
  read: (window: Window) => Promise<Result<WindowOf<Item>>>,
  visit: Visit<Item, void>,
): Promise<Result<void>> {
  return readUntil(patience, during, read, (...seen) => {
    visit(...seen);
    return false;
  });
}

/** The first item of a list that is wanted, with its place in it; reads no further than there. */
export async function findInList<Item>(
  patience: Patience,
  during: string,
  read: (window: Window) => Promise<Result<WindowOf<Item>>>,
  isWanted: (item: Item) => boolean,
): Promise<Result<{ readonly item: Item; readonly at: number } | undefined>> {
  let seen = 0;
  let found: { readonly item: Item; readonly at: number } | undefined;
  const done = await readUntil(patience, during, read, (items) => {
    const index = items.findIndex(isWanted);
    const item = items[index];
    if (item !== undefined) found = { item, at: seen + index };
    seen += items.length;
    return found !== undefined;
  });
  return done.ok ? success(found) : done;
}

/** Reads until `isEnough` says so, or to the end. */
async function readUntil<Item>(
  patience: Patience,
  during: string,
  read: (window: Window) => Promise<Result<WindowOf<Item>>>,
  isEnough: Visit<Item, boolean>,
): Promise<Result<void>> {
  let start = 0;
  for (;;) {
    const window: Window = { start, count: pageSize };
    const page = await persistently(patience, () => read(window));
    if (!page.ok) return page;
    const { items, next, total } = page.value;
    if (isEnough(items, next ?? start + items.length, total) || next === undefined) return success(undefined);
    if (next <= start) {
      const raw = `The list goes back from ${String(start)} to ${String(next)}.`;
      return failed({ code: 'invalid-answer', during, raw, retry: 'safe' });
    }
    start = next;
  }
}

type Reads<Shape> = { readonly [Key in keyof Shape]: () => Promise<Result<Shape[Key]>> };

/** Makes several reads one after the other; the first failure ends it. */
export async function readTogether<Shape>(patience: Patience, reads: Reads<Shape>): Promise<Result<Shape>> {
  const values: Partial<Shape> = {};
  for (const key of Object.keys(reads) as (keyof Shape)[]) {
    const result = await persistently(patience, reads[key]);
    if (!result.ok) return result;
    values[key] = result.value;
  }
  return success(values as Shape);
}
