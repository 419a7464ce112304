import {
  equalValueSets,
  type AttributeValue,
  type AttributeValues,
} from '../../../shared/entra-connect/rules/values.ts';

/** A value as a bag keeps it: a single value bare, several as their array, shared and never changed. */
type StoredValues = AttributeValue | AttributeValues;

/** The sorted attribute names of all bags with the same attribute set; one object per set. */
class Shape {
  static readonly root = new Shape(undefined, '');
  readonly #parent: Shape | undefined;
  readonly #lastName: string;
  readonly #next = new Map<string, Shape>();
  #names: readonly string[] | undefined;
  #positions: ReadonlyMap<string, number> | undefined;

  private constructor(parent: Shape | undefined, lastName: string) {
    this.#parent = parent;
    this.#lastName = lastName;
  }

  /** The shape with `name` added; names come in ascending order. */
  extendedBy(name: string): Shape {
    const known = this.#next.get(name);
    if (known !== undefined) return known;
    const shape = new Shape(this, name);
    this.#next.set(name, shape);
    return shape;
  }

  get names(): readonly string[] {
    this.#names ??= this.#parent === undefined ? [] : [...this.#parent.#collectNames(), this.#lastName];
    return this.#names;
  }

  position(name: string): number | undefined {
    this.#positions ??= new Map(this.names.map((known, position) => [known, position]));
    return this.#positions.get(name);
  }

  /** Without caching: intermediate shapes would otherwise each keep an array of their own. */
  #collectNames(): string[] {
    const names: string[] = [];
    for (let shape: Shape = this; shape.#parent !== undefined; shape = shape.#parent) names.push(shape.#lastName);
    return names.reverse();
  }
}

/**
 * The attributes of one object, unchangeable and lean: the names stand once per attribute set in the whole process,
 * and objects share value strings and arrays by reference. An attribute without values is not in the bag.
 */
export class AttributeBag {
  static readonly empty = new AttributeBag(Shape.root, []);
  readonly #shape: Shape;
  readonly #values: readonly StoredValues[];

  private constructor(shape: Shape, values: readonly StoredValues[]) {
    this.#shape = shape;
    this.#values = values;
  }

  /** Names in any order, each at most once; entries without values are left out. */
  static from(entries: Iterable<readonly [name: string, values: AttributeValues | undefined]>): AttributeBag {
    const present: (readonly [string, AttributeValues])[] = [];
    for (const [name, values] of entries) if (values !== undefined && values.length > 0) present.push([name, values]);
    present.sort(([left], [right]) => compareNames(left, right));
    return AttributeBag.#ofSorted(
      present.map(([name]) => name),
      present.map(([, values]) => stored(values)),
    );
  }

  /** Names in ascending order by code unit, each once, with at least one value each. */
  static fromSorted(names: readonly string[], values: readonly AttributeValues[]): AttributeBag {
    return AttributeBag.#ofSorted(names, values.map(stored));
  }

  static #ofSorted(names: readonly string[], values: readonly StoredValues[]): AttributeBag {
    if (names.length === 0) return AttributeBag.empty;
    let shape = Shape.root;
    for (const name of names) shape = shape.extendedBy(name);
    return new AttributeBag(shape, values);
  }

  /** In ascending order by code unit; the same array for every bag with the same attribute set. */
  get names(): readonly string[] {
    return this.#shape.names;
  }

  get size(): number {
    return this.#values.length;
  }

  has(name: string): boolean {
    return this.#shape.position(name) !== undefined;
  }

  get(name: string): AttributeValues | undefined {
    const position = this.#shape.position(name);
    if (position === undefined) return undefined;
    const values = this.#values[position];
    return values === undefined ? undefined : unwrapped(values);
  }

  /** The first value, without an array around it. */
  first(name: string): AttributeValue | undefined {
    const position = this.#shape.position(name);
    if (position === undefined) return undefined;
    const values = this.#values[position];
    return Array.isArray(values) ? (values as AttributeValues)[0] : (values as AttributeValue | undefined);
  }

  /** The first value when it is text. */
  text(name: string): string | undefined {
    const value = this.first(name);
    return typeof value === 'string' ? value : undefined;
  }

  *entries(): Generator<readonly [name: string, values: AttributeValues]> {
    const names = this.names;
    for (let position = 0; position < names.length; position += 1) {
      const name = names[position];
      const values = this.#values[position];
      if (name !== undefined && values !== undefined) yield [name, unwrapped(values)];
    }
  }

  /** A bag with the same names and other values, in the order of `names`; a single value may stand bare. For reading many. */
  withValues(values: readonly (AttributeValue | AttributeValues)[]): AttributeBag {
    if (values.length !== this.size) throw new Error(`${this.size} values expected, ${values.length} given`);
    return this.size === 0 ? AttributeBag.empty : new AttributeBag(this.#shape, values);
  }

  /** This bag with some attributes replaced; `undefined` or no values removes one. The same bag when nothing changes but the order of values. */
  with(changes: Iterable<readonly [name: string, values: AttributeValues | undefined]>): AttributeBag {
    const merged = new Map<string, StoredValues>();
    this.names.forEach((name, position) => {
      const values = this.#values[position];
      if (values !== undefined) merged.set(name, values);
    });
    let changed = false;
    for (const [name, values] of changes) {
      const before = merged.get(name);
      if (values === undefined || values.length === 0) {
        changed = merged.delete(name) || changed;
      } else if (before === undefined || !equalValueSets(unwrapped(before), values)) {
        merged.set(name, stored(values));
        changed = true;
      }
    }
    if (!changed) return this;
    const names = [...merged.keys()].sort(compareNames);
    return AttributeBag.#ofSorted(
      names,
      names.map((name) => merged.get(name) as StoredValues),
    );
  }

  /** Only the attributes that `isWanted` accepts; the same bag when it accepts all. */
  only(isWanted: (name: string) => boolean): AttributeBag {
    const names = this.names;
    if (names.every(isWanted)) return this;
    const kept: string[] = [];
    const values: StoredValues[] = [];
    names.forEach((name, position) => {
      const value = this.#values[position];
      if (value === undefined || !isWanted(name)) return;
      kept.push(name);
      values.push(value);
    });
    return AttributeBag.#ofSorted(kept, values);
  }

  /** Same attributes with the same values; the order of several values does not matter. */
  equals(other: AttributeBag): boolean {
    if (this === other) return true;
    if (this.#shape !== other.#shape) return false;
    return this.#values.every((values, position) => {
      const others = other.#values[position];
      return others !== undefined && (values === others || equalValueSets(unwrapped(values), unwrapped(others)));
    });
  }
}

function stored(values: AttributeValues): StoredValues {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}

function unwrapped(values: StoredValues): AttributeValues {
  return Array.isArray(values) ? (values as AttributeValues) : [values as AttributeValue];
}

function compareNames(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
