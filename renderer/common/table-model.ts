import type { ReactNode } from 'react';
import { TextSearch } from '../../shared/base/text-search.ts';

/** How a cell is set off from the others; a word in the same row must say the same. */
type Tone = 'before' | 'after';

/** One column of a table; every cell has a text, which is what is filtered, sorted, copied and saved. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly text: (row: Row) => string;
  /** What is drawn instead of the bare text; it must say no less. */
  readonly draw?: (row: Row) => ReactNode;
  readonly tone?: (row: Row) => Tone | undefined;
  /** Sorted as numbers. */
  readonly numeric?: boolean;
  /** Share of the width that is left; 1 where not given. */
  readonly share?: number;
  /** Ems of text below which it is not narrowed: the table scrolls sideways instead. */
  readonly least?: number;
  /** Ems of text that a column always has; what it holds is not broken. */
  readonly width?: number;
}

export interface Sorting {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

/** Rank of each row by its place in the data; equal cells share one. */
interface Ranks {
  readonly ranks: Int32Array;
  /** How many different ranks there are. */
  readonly count: number;
}

/**
 * Finds and sorts the rows of a table by their place in the data, which identifies a row whatever is filtered or sorted.
 * What it needs for that – the texts to search, the order of a column – is made once, when it is first asked for.
 */
export class TableIndex<Row> {
  readonly #rows: readonly Row[];
  readonly #columns: readonly Column<Row>[];
  readonly #ranks = new Map<string, Ranks>();
  readonly #all: readonly number[];
  readonly #search: TextSearch;

  constructor(rows: readonly Row[], columns: readonly Column<Row>[]) {
    this.#rows = rows;
    this.#columns = columns;
    this.#all = rows.map((_, place) => place);
    this.#search = new TextSearch(() => rows.map((row) => columns.map((column) => column.text(row)).join('\n')));
  }

  /** Places of the rows that hold every word of the filter, in the order of the data. */
  find(filter: string): readonly number[] {
    return this.#search.find(filter) ?? this.#all;
  }

  /** The places in the order of a column; equal rows keep theirs. */
  sort(places: readonly number[], sorting: Sorting | undefined): readonly number[] {
    const column = this.#columns.find(({ id }) => id === sorting?.column);
    if (column === undefined || sorting === undefined) return places;
    const ranked = this.#ranks.get(column.id) ?? ranksOf(this.#rows, column);
    this.#ranks.set(column.id, ranked);
    return inOrder(places, ranked, sorting.direction);
  }
}

const collator = new Intl.Collator('en-US');

function ranksOf<Row>(rows: readonly Row[], { text, numeric = false }: Column<Row>): Ranks {
  const texts = rows.map((row) => text(row));
  return numeric
    ? ranked(texts.map(numberOf), (left, right) => left - right || 0)
    : ranked(texts.map(collationKey), collator.compare);
}

/** Each different key is compared, not each row. */
function ranked<Key>(keys: readonly Key[], compare: (left: Key, right: Key) => number): Ranks {
  const rankOf = new Map<Key, number>();
  let count = 0;
  let former: Key | undefined;
  for (const key of [...new Set(keys)].sort(compare)) {
    if (former !== undefined && compare(former, key) !== 0) count += 1;
    rankOf.set(key, count);
    former = key;
  }
  return { ranks: Int32Array.from(keys, (key) => rankOf.get(key) ?? 0), count: count + 1 };
}

const longestNumber = 20;

/** Numbers within a text sort by their value. A collator that counts by itself is many times slower. */
function collationKey(text: string): string {
  return text.replaceAll(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(longestNumber, '0'));
}

/** Numbers with or without thousands separators; what is no number comes last. */
function numberOf(text: string): number {
  const number = Number(text.replaceAll(',', ''));
  return Number.isNaN(number) ? Infinity : number;
}

/** Counts how many rows each rank has, then puts each row where its rank begins. */
function inOrder(
  places: readonly number[],
  { ranks, count }: Ranks,
  direction: Sorting['direction'],
): readonly number[] {
  const bucketOf = (place: number) => {
    const rank = ranks[place] ?? 0;
    return direction === 'ascending' ? rank : count - 1 - rank;
  };
  const begins = new Int32Array(count + 1);
  const raise = (bucket: number, by: number) => {
    begins[bucket] = (begins[bucket] ?? 0) + by;
  };
  for (const place of places) raise(bucketOf(place) + 1, 1);
  for (let bucket = 0; bucket < count; bucket++) raise(bucket + 1, begins[bucket] ?? 0);
  const sorted = new Array<number>(places.length);
  for (const place of places) {
    const bucket = bucketOf(place);
    sorted[begins[bucket] ?? 0] = place;
    raise(bucket, 1);
  }
  return sorted;
}

/** The next sorting when a column's header is pressed: ascending, descending, as it came. */
export function nextSorting(present: Sorting | undefined, column: string): Sorting | undefined {
  if (present?.column !== column) return { column, direction: 'ascending' };
  return present.direction === 'ascending' ? { column, direction: 'descending' } : undefined;
}

/** Rows of a table as lines of tab-separated cells. */
export function clipboardText<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  return tabSeparated([
    columns.map(({ header }) => header),
    ...rows.map((row) => columns.map((column) => column.text(row))),
  ]);
}

/** For the clipboard; a cell with line breaks or quotes is quoted as spreadsheets do. */
export function tabSeparated(lines: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return lines.map((cells) => cells.map(cell).join('\t')).join('\n');
}
