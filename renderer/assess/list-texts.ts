import { counted, grouped } from '../../shared/base/words/counted.ts';

/** Texts of the list that opens behind a count. */
export const listScreenTexts = {
  remedy: 'What to do',
  filter: 'Filter by name, address, or OU',
  /** `matching`: those that match the filter. */
  matching: (matching: number, whole: number) =>
    matching === whole
      ? `${grouped(matching)} in the list`
      : `${grouped(matching)} of ${grouped(whole)} match the filter`,
  range: (first: number, last: number, matching: number) =>
    `${grouped(first)} to ${grouped(last)} of ${grouped(matching)}`,
  scroller: (title: string) => `${title}, scrolls`,
  reading: 'Reading the list…',
  noMatch: 'No name matches the filter.',
  clearFilter: 'Clear the filter',
  pages: 'Pages',
  first: 'First page',
  previous: 'Previous page',
  next: 'Next page',
  last: 'Last page',
  save: 'Save as CSV',
  saveMatching: 'Save matches as CSV',
  copy: 'Copy all',
  copyMatching: 'Copy matches',
  close: 'Close',
  /** The number alone is seen where a column says what it counts. */
  show: (count: number, title: string) => `${grouped(count)}: show ${title}`,
  showUsers: (count: number) => `Show ${counted(count, 'user')}`,
  countOf: (title: string, count: number) => `${title}: ${grouped(count)}`,
  noNames:
    'The counts have no names: the assessment is the one that the run recorded, and a run does not record the names. Select “Assess again” to list them.',
} as const;

/** The account of users on the page Assessment. */
export const flowScreenTexts = {
  columns: {
    place: 'Where',
    users: 'Users',
    share: 'Share',
    licensed: 'Licensed',
    why: 'Why',
  },
} as const;
