import { describe, expect, it } from 'vitest';
import {
  clipboardText,
  filterRows,
  nextSorting,
  searchTexts,
  sortRows,
  type Column,
} from '../../../renderer/common/table-model.ts';

interface Person {
  readonly name: string;
  readonly items: string;
}

const columns: readonly Column<Person>[] = [
  { id: 'name', header: 'Name', text: ({ name }) => name },
  { id: 'items', header: 'Items', text: ({ items }) => items, numeric: true },
];
const people: readonly Person[] = [
  { name: 'Ömer', items: '1,200' },
  { name: 'anna', items: '90' },
  { name: 'Zoë "Z" Maier', items: '90' },
];

function shown(filter: string, sorting?: Parameters<typeof sortRows>[2]) {
  const found = filterRows(people, searchTexts(people, columns), filter);
  return sortRows(found, columns, sorting).map(({ row }) => row.name);
}

describe('the model of a table', () => {
  it('keeps the order of the data where nothing is sorted or filtered', () => {
    expect(shown('')).toEqual(['Ömer', 'anna', 'Zoë "Z" Maier']);
  });

  it('finds every word of the filter in any column, whatever its case', () => {
    expect(shown('90 MAIER')).toEqual(['Zoë "Z" Maier']);
  });

  it('sorts names as a reader of English would', () => {
    expect(shown('', { column: 'name', direction: 'ascending' })).toEqual(['anna', 'Ömer', 'Zoë "Z" Maier']);
  });

  it('sorts counts as numbers and leaves equal rows in their order', () => {
    expect(shown('', { column: 'items', direction: 'descending' })).toEqual(['Ömer', 'anna', 'Zoë "Z" Maier']);
    expect(shown('', { column: 'items', direction: 'ascending' })).toEqual(['anna', 'Zoë "Z" Maier', 'Ömer']);
  });

  it('goes from ascending over descending back to the order of the data', () => {
    const first = nextSorting(undefined, 'name');
    const second = nextSorting(first, 'name');
    expect([first?.direction, second?.direction, nextSorting(second, 'name')]).toEqual([
      'ascending',
      'descending',
      undefined,
    ]);
  });

  it('quotes cells for the clipboard that hold quotes or line breaks', () => {
    expect(clipboardText(people.slice(2), columns)).toBe('Name\tItems\n"Zoë ""Z"" Maier"\t90');
  });
});
