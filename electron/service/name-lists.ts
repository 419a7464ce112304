import { ListSearch } from '../../shared/assessment/lists/list-search.ts';
import type { OfferedList } from '../../shared/assessment/lists/offered-list.ts';

/** The names behind the counts of the assessment that was made last. */
export interface NameLists {
  /** Keeps those of a new assessment in the place of the former ones; returns the number to ask for them with. */
  keep(lists: readonly OfferedList[]): number;
  forget(): void;
  /** A list of the assessment with this number; undefined: there has been another one since, or it has no such list. */
  find(assessment: number, id: string): ListSearch | undefined;
}

export function createNameLists(): NameLists {
  let assessment = 0;
  let offered: readonly OfferedList[] = [];
  /** The one that is looked through: what has been drawn up of 100,000 users is kept once, not for every list. */
  let open: { readonly id: string; readonly search: ListSearch } | undefined;
  const hold = (lists: readonly OfferedList[]) => {
    offered = lists;
    open = undefined;
  };
  return {
    keep(lists) {
      hold(lists);
      assessment += 1;
      return assessment;
    },
    forget: () => hold([]),
    find(wanted, id) {
      const list = wanted === assessment ? offered.find((one) => one.id === id) : undefined;
      if (list === undefined) return undefined;
      if (open?.id !== id) open = { id, search: new ListSearch(list) };
      return open.search;
    },
  };
}
