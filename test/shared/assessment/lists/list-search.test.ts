import { describe, expect, it } from 'vitest';
import { ListSearch } from '../../../../shared/assessment/lists/list-search.ts';
import { listOf } from '../../../../shared/assessment/lists/offered-list.ts';

interface Person {
  readonly name: string;
  readonly address: string;
  readonly unit: string;
}

function listed(people: readonly Person[], drawn: () => void = () => undefined): ListSearch {
  const shown = { name: 'Name', under: 'Address', others: ['Unit'] };
  const about = {
    id: 'people',
    title: 'People',
    why: 'They count.',
    columns: ['Id', 'Name', 'Address', 'Unit'],
    shown,
  };
  return new ListSearch(
    listOf(about, people, ({ name, address, unit }) => {
      drawn();
      return ['x7', name, address, unit];
    }),
  );
}

const anna = { name: 'Anna Kay', address: 'anna@contoso.com', unit: 'OU=Sales' };
const oemer = { name: 'Ömer Kay', address: 'oemer@contoso.com', unit: 'OU=HR' };
const zoe = { name: 'Zoë', address: 'zoe@fabrikam.com', unit: 'OU=Sales' };
const all = { filter: '', start: 0, count: 10 };
const names = (page: ReturnType<ListSearch['page']>) => page.rows.map(({ name }) => name);

describe('a page of a list', () => {
  it('has the columns to look through, the second name below the first', () => {
    expect(listed([anna]).page(all)).toEqual({
      columns: ['Name', 'Unit'],
      rows: [{ name: 'Anna Kay', under: 'anna@contoso.com', others: ['OU=Sales'] }],
      start: 0,
      matching: 1,
    });
  });

  it('is the part that was asked for, in the order of the list', () => {
    const page = listed([anna, oemer, zoe]).page({ filter: '', start: 1, count: 1 });
    expect([page.start, page.matching, names(page)]).toEqual([1, 3, ['Ömer Kay']]);
  });

  it('beyond the end is empty, and tells how many there are', () => {
    expect(listed([anna]).page({ filter: '', start: 100, count: 100 })).toMatchObject({ rows: [], matching: 1 });
  });

  it.each([
    ['a name, whatever its case', 'ANNA', ['Anna Kay']],
    ['letters of other scripts, whatever their case', 'ömer', ['Ömer Kay']],
    ['what stands below the name', 'fabrikam', ['Zoë']],
    ['every word, wherever each is', 'sales kay', ['Anna Kay']],
    ['nobody', 'sales hr', []],
    ['blanks alone, as if there were no filter', '  ', ['Anna Kay', 'Ömer Kay', 'Zoë']],
    ['what only the file has, as nobody could see why it matches', 'x7', []],
  ])('finds by %s', (_, filter, expected) => {
    const page = listed([anna, oemer, zoe]).page({ ...all, filter });
    expect(names(page)).toEqual(expected);
    expect(page.matching).toBe(expected.length);
  });

  it('begins with the first that matches', () => {
    const list = listed([anna, oemer, zoe]);
    expect(names(list.page({ filter: 'sales', start: 1, count: 1 }))).toEqual(['Zoë']);
    expect(names(list.page({ filter: 'kay', start: 1, count: 1 }))).toEqual(['Ömer Kay']);
  });

  it('of 100,000 is found without drawing the list up again', () => {
    let drawn = 0;
    const people = Array.from({ length: 100_000 }, (_, index) => ({ ...anna, name: `Person ${index}` }));
    const list = listed(people, () => (drawn += 1));
    expect(names(list.page({ filter: '', start: 99_999, count: 100 }))).toEqual(['Person 99999']);
    expect(names(list.page({ ...all, filter: 'person 54321' }))).toEqual(['Person 54321']);
    expect(drawn).toBe(people.length);
  });
});

describe('the whole of a list', () => {
  it('has all columns of what matches', () => {
    expect(listed([anna, zoe]).whole('zoë')).toEqual({
      id: 'people',
      title: 'People',
      columns: ['Id', 'Name', 'Address', 'Unit'],
      rows: [['x7', 'Zoë', 'zoe@fabrikam.com', 'OU=Sales']],
    });
  });

  it('has everybody without a filter', () => {
    expect(listed([anna, oemer, zoe]).whole('').rows).toHaveLength(3);
  });
});
