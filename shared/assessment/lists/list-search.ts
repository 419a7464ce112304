import type { ObjectTable } from '../../engine/contract/step.ts';
import { TextSearch } from '../../base/text-search.ts';
import { drawnUp, type OfferedList, type UserList } from './offered-list.ts';

/** One of a list, as it is looked through. */
interface ListRow {
  readonly name: string;
  /** Below the name; empty: nothing. */
  readonly under: string;
  readonly others: readonly string[];
}

/** A part of a list. */
export interface ListPage {
  /** Of the name and of the others. */
  readonly columns: readonly string[];
  readonly rows: readonly ListRow[];
  /** Place of the first row among those that match. */
  readonly start: number;
  /** How many match the filter in all. */
  readonly matching: number;
}

/** Which part of a list is wanted. */
export interface PageWanted {
  readonly filter: string;
  readonly start: number;
  readonly count: number;
}

/** A list that is looked through: drawn up once, and searched by what is shown of it. */
export class ListSearch {
  readonly #list: UserList;
  readonly #shown: OfferedList['shown'];
  readonly #search: TextSearch;
  /** Whoever turns a page asks with the same filter again. */
  #found: { readonly filter: string; readonly rows: UserList['rows'] } | undefined;

  constructor(offered: OfferedList) {
    this.#list = drawnUp(offered);
    this.#shown = offered.shown;
    this.#search = new TextSearch(() =>
      this.#list.rows.map((row) => {
        const { name, under, others } = this.#rowOf(row);
        return [name, under, ...others].join('\n');
      }),
    );
  }

  page({ filter, start, count }: PageWanted): ListPage {
    const rows = this.#matching(filter);
    return {
      columns: [this.#shown.name, ...this.#shown.others],
      rows: rows.slice(start, start + count).map((row) => this.#rowOf(row)),
      start,
      matching: rows.length,
    };
  }

  /** Everything of the list that matches, in all its columns. */
  whole(filter: string): ObjectTable {
    const { id, title, columns } = this.#list;
    return { id, title, columns, rows: this.#matching(filter) };
  }

  #matching(filter: string): UserList['rows'] {
    if (this.#found?.filter !== filter) {
      const { rows } = this.#list;
      const places = this.#search.find(filter);
      this.#found = { filter, rows: places?.flatMap((place) => rows.slice(place, place + 1)) ?? rows };
    }
    return this.#found.rows;
  }

  #rowOf(row: readonly string[]): ListRow {
    const { name, under, others } = this.#shown;
    const { columns } = this.#list;
    const cell = (column: string) => row[columns.indexOf(column)] ?? '';
    return { name: cell(name), under: under === undefined ? '' : cell(under), others: others.map(cell) };
  }
}
