/** Rows of one shard: the unit in which a lab is written to disk. */
export const rowsPerShard = 2048;

/** How rows are found other than by id; `name` identifies the index within its table. */
export interface RowIndex<Row> {
  readonly name: string;
  keysOf(row: Row): string | readonly string[] | undefined;
}

/** What the engine needs of a collection; a table, or an overlay that leaves its table alone. */
export interface Rows<Row extends { readonly id: string }> {
  readonly size: number;
  get(id: string): Row | undefined;
  put(row: Row): void;
  delete(id: string): boolean;
  /** In insertion order. Rows put while iterating are visited too; deleted ones are not. */
  values(): Iterable<Row>;
  /** Rows whose key under `index` is `key`, in no particular order. */
  find(index: RowIndex<Row>, key: string): readonly Row[];
}

type Postings = Map<string, string | Set<string>>;

/** Rows by id in insertion order, with lazily built indexes and a record of which shards changed since `clean`. */
export class Table<Row extends { readonly id: string }> implements Rows<Row> {
  readonly #slotOf = new Map<string, number>();
  readonly #rows: (Row | undefined)[] = [];
  readonly #indexes = new Map<string, { readonly definition: RowIndex<Row>; readonly postings: Postings }>();
  readonly #dirty = new Set<number>();

  get size(): number {
    return this.#slotOf.size;
  }

  get(id: string): Row | undefined {
    const slot = this.#slotOf.get(id);
    return slot === undefined ? undefined : this.#rows[slot];
  }

  put(row: Row): void {
    const known = this.#slotOf.get(row.id);
    const slot = known ?? this.#rows.length;
    const before = known === undefined ? undefined : this.#rows[known];
    if (before === row) return;
    this.#rows[slot] = row;
    this.#slotOf.set(row.id, slot);
    this.#dirty.add(shardOf(slot));
    for (const { definition, postings } of this.#indexes.values()) reindex(definition, postings, before, row);
  }

  delete(id: string): boolean {
    const slot = this.#slotOf.get(id);
    if (slot === undefined) return false;
    const before = this.#rows[slot];
    this.#rows[slot] = undefined;
    this.#slotOf.delete(id);
    this.#dirty.add(shardOf(slot));
    for (const { definition, postings } of this.#indexes.values()) reindex(definition, postings, before, undefined);
    return true;
  }

  *values(): Generator<Row> {
    for (let slot = 0; slot < this.#rows.length; slot += 1) {
      const row = this.#rows[slot];
      if (row !== undefined) yield row;
    }
  }

  find(index: RowIndex<Row>, key: string): readonly Row[] {
    const ids = this.#postings(index).get(key);
    if (ids === undefined) return [];
    const rows: Row[] = [];
    for (const id of typeof ids === 'string' ? [ids] : ids) {
      const row = this.get(id);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  /** Numbers of the shards that changed since the last `clean`, ascending. */
  dirtyShards(): readonly number[] {
    return [...this.#dirty].sort((left, right) => left - right);
  }

  /** Declares everything saved. */
  clean(): void {
    this.#dirty.clear();
  }

  /** Shards are numbered from 0 to this, exclusive. */
  get shardCount(): number {
    return Math.ceil(this.#rows.length / rowsPerShard);
  }

  /** The rows of one shard in insertion order; fewer than `rowsPerShard` where rows were deleted. */
  shard(number: number): readonly Row[] {
    return this.#rows.slice(number * rowsPerShard, (number + 1) * rowsPerShard).filter((row) => row !== undefined);
  }

  /** Puts back a saved shard, clean; shards come in ascending order, before any `put`. */
  loadShard(number: number, rows: readonly Row[]): void {
    if (rows.length > rowsPerShard)
      throw new Error(`Shard ${number} holds ${rows.length} rows, at most ${rowsPerShard} fit`);
    if (this.#rows.length > number * rowsPerShard) throw new Error(`Shard ${number} comes after a later one`);
    this.#rows.length = number * rowsPerShard;
    for (const row of rows) {
      if (this.#slotOf.has(row.id)) throw new Error(`Row ${row.id} is in two shards`);
      this.#slotOf.set(row.id, this.#rows.length);
      this.#rows.push(row);
    }
    // The rest of the shard stays free, so that the next shard begins at its own slot.
    this.#indexes.clear();
  }

  #postings(index: RowIndex<Row>): Postings {
    const known = this.#indexes.get(index.name);
    if (known !== undefined) return known.postings;
    const postings: Postings = new Map();
    this.#indexes.set(index.name, { definition: index, postings });
    for (const row of this.values()) reindex(index, postings, undefined, row);
    return postings;
  }
}

/** A collection that reads through to another and keeps every change to itself. */
export class TableOverlay<Row extends { readonly id: string }> implements Rows<Row> {
  readonly #base: Rows<Row>;
  /** `undefined`: deleted here. */
  readonly #changed = new Map<string, Row | undefined>();

  constructor(base: Rows<Row>) {
    this.#base = base;
  }

  get size(): number {
    let size = this.#base.size;
    for (const [id, row] of this.#changed) {
      if (this.#base.get(id) !== undefined) size -= 1;
      if (row !== undefined) size += 1;
    }
    return size;
  }

  get(id: string): Row | undefined {
    return this.#changed.has(id) ? this.#changed.get(id) : this.#base.get(id);
  }

  put(row: Row): void {
    this.#changed.set(row.id, row);
  }

  delete(id: string): boolean {
    const existed = this.get(id) !== undefined;
    if (existed) this.#changed.set(id, undefined);
    return existed;
  }

  *values(): Generator<Row> {
    for (const row of this.#base.values()) {
      const current = this.get(row.id);
      if (current !== undefined) yield current;
    }
    for (const [id, row] of this.#changed) if (row !== undefined && this.#base.get(id) === undefined) yield row;
  }

  /** The rows of the base that this overlay replaced or deleted, with what stands there now. */
  changes(): readonly { readonly before: Row | undefined; readonly after: Row | undefined }[] {
    return [...this.#changed].map(([id, after]) => ({ before: this.#base.get(id), after }));
  }

  find(index: RowIndex<Row>, key: string): readonly Row[] {
    const untouched = this.#base.find(index, key).filter((row) => !this.#changed.has(row.id));
    const changed = [...this.#changed.values()].filter((row) => row !== undefined && keyList(index, row).includes(key));
    return [...untouched, ...changed.filter((row) => row !== undefined)];
  }
}

function shardOf(slot: number): number {
  return Math.floor(slot / rowsPerShard);
}

function keyList<Row>(index: RowIndex<Row>, row: Row | undefined): readonly string[] {
  if (row === undefined) return [];
  const keys = index.keysOf(row);
  return keys === undefined ? [] : typeof keys === 'string' ? [keys] : keys;
}

function reindex<Row extends { readonly id: string }>(
  index: RowIndex<Row>,
  postings: Postings,
  before: Row | undefined,
  after: Row | undefined,
): void {
  const keysBefore = keyList(index, before);
  const keysAfter = keyList(index, after);
  if (keysBefore.length === keysAfter.length && keysBefore.every((key, position) => key === keysAfter[position]))
    return;
  for (const key of keysBefore) if (before !== undefined) removePosting(postings, key, before.id);
  for (const key of keysAfter) if (after !== undefined) addPosting(postings, key, after.id);
}

function addPosting(postings: Postings, key: string, id: string): void {
  const ids = postings.get(key);
  if (ids === undefined) postings.set(key, id);
  else if (typeof ids !== 'string') ids.add(id);
  else if (ids !== id) postings.set(key, new Set([ids, id]));
}

function removePosting(postings: Postings, key: string, id: string): void {
  const ids = postings.get(key);
  if (ids === id) postings.delete(key);
  else if (typeof ids === 'object' && ids.delete(id) && ids.size === 0) postings.delete(key);
}
