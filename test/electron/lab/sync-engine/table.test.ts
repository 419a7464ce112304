import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  rowsPerShard,
  Table,
  TableOverlay,
  type RowIndex,
  type Rows,
} from '../../../../electron/lab/sync-engine/table.ts';

interface Row {
  readonly id: string;
  readonly color: string | undefined;
  readonly tags: readonly string[];
}

const byColor: RowIndex<Row> = { name: 'color', keysOf: ({ color }) => color };
const byTag: RowIndex<Row> = { name: 'tag', keysOf: ({ tags }) => tags };

const row: fc.Arbitrary<Row> = fc.record({
  id: fc.constantFrom('1', '2', '3', '4'),
  color: fc.option(fc.constantFrom('red', 'blue'), { nil: undefined }),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b')),
});
const commands = fc.array(fc.oneof(row, fc.constantFrom('1', '2', '3', '4')), { maxLength: 12 });

function apply(rows: Rows<Row>, given: readonly (Row | string)[], model = new Map<string, Row>()): Map<string, Row> {
  for (const command of given) {
    if (typeof command === 'string') {
      expect(rows.delete(command)).toBe(model.delete(command));
    } else {
      rows.put(command);
      model.set(command.id, command);
    }
  }
  return model;
}

function expectSame(rows: Rows<Row>, model: ReadonlyMap<string, Row>): void {
  expect(rows.size).toBe(model.size);
  expect([...rows.values()].map(({ id }) => id).sort()).toEqual([...model.keys()].sort());
  for (const id of ['1', '2', '3', '4']) expect(rows.get(id)).toBe(model.get(id));
  const ids = (found: readonly Row[]) => found.map(({ id }) => id).sort();
  for (const color of ['red', 'blue'])
    expect(ids(rows.find(byColor, color))).toEqual(ids([...model.values()].filter((one) => one.color === color)));
  for (const tag of ['a', 'b'])
    expect(ids(rows.find(byTag, tag))).toEqual(ids([...model.values()].filter(({ tags }) => tags.includes(tag))));
}

describe('a table', () => {
  it('finds rows by id and by every index, whatever was put and deleted before and after the index was built', () => {
    fc.assert(
      fc.property(commands, commands, (first, second) => {
        const table = new Table<Row>();
        const model = apply(table, first);
        expectSame(table, model);
        apply(table, second, model);
        expectSame(table, model);
      }),
    );
  });

  it('knows which shards changed since it was saved', () => {
    const table = new Table<Row>();
    for (let index = 0; index < rowsPerShard * 3; index += 1) table.put({ id: `${index}`, color: undefined, tags: [] });
    expect(table.dirtyShards()).toEqual([0, 1, 2]);
    table.clean();
    table.put({ id: `${rowsPerShard}`, color: 'red', tags: [] });
    table.delete(`${rowsPerShard * 2}`);
    expect(table.dirtyShards()).toEqual([1, 2]);
  });

  it('comes back from its shards, clean and in the same order', () => {
    const table = new Table<Row>();
    for (let index = 0; index < rowsPerShard + 5; index += 1) table.put({ id: `${index}`, color: 'red', tags: [] });
    table.delete('3');
    const loaded = new Table<Row>();
    for (let shard = 0; shard < table.shardCount; shard += 1) loaded.loadShard(shard, table.shard(shard));
    expect([...loaded.values()]).toEqual([...table.values()]);
    expect(loaded.dirtyShards()).toEqual([]);
    loaded.put({ id: 'new', color: undefined, tags: [] });
    expect(loaded.dirtyShards()).toEqual([1]);
  });
});

describe('an overlay', () => {
  it('behaves as the changed table would, and leaves its table alone', () => {
    fc.assert(
      fc.property(commands, commands, (first, second) => {
        const table = new Table<Row>();
        const below = apply(table, first);
        const overlay = new TableOverlay(table);
        const model = apply(overlay, second, new Map(below));
        expectSame(overlay, model);
        expectSame(table, below);
      }),
    );
  });
});
