import type { ObjectTable } from '../../engine/contract/step.ts';

/** The names behind a count. */
export interface UserList extends ObjectTable {
  /** Id of the finding or the consequence that counts them; else the list's own. */
  readonly of: string;
  /** Why they are on the list. */
  readonly why: string;
  /** What to do; absent: the finding says it, or nothing has to be done. */
  readonly remedy?: string;
}

/** A list that has not been drawn up yet: rows are made when somebody wants to see them. */
export interface OfferedList extends Omit<UserList, 'rows'> {
  readonly count: number;
  /** Whether other lists hold the same names between them: it has no file of its own. */
  readonly isSum?: boolean;
  /** Columns to look through; the others are for the file. */
  readonly shown: {
    readonly name: string;
    /** Below the name. */
    readonly under?: string;
    readonly others: readonly string[];
  };
  readonly rows: () => readonly (readonly string[])[];
}

/** A list without its names, as an assessment carries it. */
export type NamedList = Readonly<Pick<OfferedList, 'id' | 'of' | 'title' | 'why' | 'remedy' | 'count'>>;

/** A list of which each item is one row. */
export function listOf<Item>(
  about: Omit<OfferedList, 'of' | 'count' | 'rows'> & { readonly of?: string },
  items: readonly Item[],
  row: (item: Item) => readonly string[],
): OfferedList {
  return { of: about.id, ...about, count: items.length, rows: () => items.map(row) };
}

export function withoutNames({ id, of, title, why, remedy, count }: OfferedList): NamedList {
  return { id, of, title, why, ...(remedy !== undefined && { remedy }), count };
}

/** What files hold: every name that is counted, and those that are counted twice not once more. */
export function drawnUpForFiles(lists: readonly OfferedList[]): readonly UserList[] {
  return lists.filter(({ isSum = false }) => !isSum).map(drawnUp);
}

/** A list with its rows. */
export function drawnUp({ id, of, title, why, remedy, columns, rows }: OfferedList): UserList {
  return { id, of, title, why, ...(remedy !== undefined && { remedy }), columns, rows: rows() };
}
