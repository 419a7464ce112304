import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clipboardText,
  nextSorting,
  TableIndex,
  type Column,
  type Sorting,
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

function shown(filter: string, sorting?: Sorting) {
  const index = new TableIndex(people, columns);
  return index.sort(index.find(filter), sorting).map((place) => people[place]?.name);
}

/** What `TableIndex` is to do, in the plainest way. */
function plainlySorted(texts: readonly string[], direction: Sorting['direction']) {
  const { compare } = new Intl.Collator('en-US', { numeric: true });
  const sign = direction === 'ascending' ? 1 : -1;
  return texts
    .map((text, place) => ({ text, place }))
    .sort((left, right) => sign * compare(left.text, right.text))
    .map(({ place }) => place);
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

  it('puts what is no number after all numbers', () => {
    const rows = ['absent', '12', ''].map((items) => ({ name: '', items }));
    const places = new TableIndex(rows, columns).sort([0, 1, 2], { column: 'items', direction: 'ascending' });
    expect(places.map((place) => rows[place]?.items)).toEqual(['', '12', 'absent']);
  });

  it('sorts any texts as a collator that counts does, and leaves equal ones in their order', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '-', '0', '1', '9', 'é'), maxLength: 9 });
    fc.assert(
      fc.property(fc.array(text), fc.constantFrom('ascending', 'descending'), (texts, direction) => {
        const one: Column<string> = { id: 'only', header: 'Only', text: (row) => row };
        const index = new TableIndex(texts, [one]);
        expect(index.sort(index.find(''), { column: 'only', direction })).toEqual(plainlySorted(texts, direction));
      }),
    );
  });

  it('asks no cell for its text as long as nothing is filtered or sorted', () => {
    const unread: Column<string> = {
      id: 'unread',
      header: 'Unread',
      text: () => {
        throw new Error('read');
      },
    };
    const index = new TableIndex(['a', 'b'], [unread]);
    expect(index.sort(index.find(' '), undefined)).toEqual([0, 1]);
  });

  it('asks each cell once for the order of its column, however often it is sorted', () => {
    const read: string[] = [];
    const counted: Column<string> = { id: 'counted', header: 'Counted', text: (row) => (read.push(row), row) };
    const index = new TableIndex(['b', 'a'], [counted]);
    index.sort([0, 1], { column: 'counted', direction: 'ascending' });
    expect(index.sort([0, 1], { column: 'counted', direction: 'descending' })).toEqual([0, 1]);
    expect(read).toEqual(['b', 'a']);
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
