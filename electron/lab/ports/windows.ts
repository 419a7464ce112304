import type { Window, WindowOf } from '../../../shared/systems/call.ts';

/** A window over a list of which only the window's items are made. */
export function windowOf<Row, Item>(rows: Iterable<Row>, window: Window, toItem: (row: Row) => Item): WindowOf<Item> {
  const end = window.start + window.count;
  const items: Item[] = [];
  let index = 0;
  for (const row of rows) {
    if (index >= window.start && index < end) items.push(toItem(row));
    index += 1;
  }
  return { items, next: index > end ? end : undefined, total: index };
}

export function* filtered<Row>(rows: Iterable<Row>, isWanted: (row: Row) => boolean): Generator<Row> {
  for (const row of rows) if (isWanted(row)) yield row;
}
