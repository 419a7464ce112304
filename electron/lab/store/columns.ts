import type { AttributeBag } from '../sync-engine/attribute-bag.ts';
import {
  decodeValue,
  encodeValue,
  type AttributeValue,
  type AttributeValues,
} from '../../../shared/entra-connect/rules/values.ts';
import type { AttributeOrigin } from '../../../shared/entra-connect/evaluation/origins.ts';
import type { Interner } from './interner.ts';

/** While a shard is written: what its rows share, each written once. */
export interface ShardWriter {
  /** The text itself where it stands first, the number of its first occurrence after that. */
  text(value: string): string | number;
  /** Number of a list of attribute names within the shard. */
  shape(names: readonly string[]): number;
  origins(origins: readonly AttributeOrigin[]): number;
}

/** While a shard is read: the shared things by their numbers. */
export interface ShardReader {
  readonly interner: Interner;
  /** What `ShardWriter.text` made, as text; undefined for anything else. */
  text(json: unknown): string | undefined;
  /** Any bag with the attribute names of that number. */
  template(number: number): AttributeBag;
  origins(number: number): readonly AttributeOrigin[];
}

/** How one field of a row is written as JSON and read back; `decode` throws `DamagedValue` for what `encode` never wrote. */
export interface Column<Value> {
  encode(value: Value, shard: ShardWriter): unknown;
  decode(json: unknown, shard: ShardReader): Value;
}

/** A column for every field: a field added to a row does not compile until it is saved too. */
export type Columns<Row> = { readonly [Field in keyof Row]-?: Column<Row[Field]> };

/** What stands in the file cannot have been written by us. */
export class DamagedValue extends Error {}

/** Text, or a type that is text (GUIDs, literals); equal texts become one string in memory. */
export function text<Value extends string>(): Column<Value> {
  return {
    encode: (value, shard) => shard.text(value),
    decode(json, shard) {
      const value = shard.text(json);
      if (value === undefined) throw new DamagedValue('text expected');
      return value as Value;
    },
  };
}

export const number: Column<number> = {
  encode: (value) => value,
  decode(json) {
    if (typeof json !== 'number') throw new DamagedValue('number expected');
    return json;
  },
};

export const flag: Column<boolean> = {
  encode: (value) => value,
  decode(json) {
    if (typeof json !== 'boolean') throw new DamagedValue('true or false expected');
    return json;
  },
};

export function optional<Value>(column: Column<Value>): Column<Value | undefined> {
  return {
    encode: (value, shard) => (value === undefined ? null : column.encode(value, shard)),
    decode: (json, shard) => (json === null ? undefined : column.decode(json, shard)),
  };
}

export function list<Value>(column: Column<Value>): Column<readonly Value[]> {
  return {
    encode: (values, shard) => values.map((value) => column.encode(value, shard)),
    decode: (json, shard) => array(json).map((value) => column.decode(value, shard)),
  };
}

/** A record as the array of its fields, in the order of `columns`. */
export function record<Row extends object>(columns: Columns<Row>): Column<Row> {
  const fields = Object.keys(columns) as (keyof Row)[];
  const pairs = fields.map((field) => [field, columns[field]] as const);
  return {
    encode: (row, shard) => pairs.map(([field, column]) => column.encode(row[field], shard)),
    decode(json, shard) {
      const values = array(json);
      if (values.length !== pairs.length) throw new DamagedValue(`${pairs.length} fields expected`);
      const row: Partial<Row> = {};
      let position = 0;
      for (const [field, column] of pairs) {
        row[field] = column.decode(values[position], shard);
        position += 1;
      }
      return row as Row;
    },
  };
}

/** Attributes as the number of their names followed by their values; a single value stands bare. */
export const bag: Column<AttributeBag> = {
  encode(attributes, shard) {
    const encoded: unknown[] = [shard.shape(attributes.names)];
    for (const [, values] of attributes.entries()) encoded.push(encodeValues(values, shard));
    return encoded;
  },
  decode(json, shard) {
    const encoded = array(json);
    const template = shard.template(number.decode(encoded[0], shard));
    if (encoded.length !== template.size + 1) throw new DamagedValue('one value for each attribute expected');
    const values: (AttributeValue | AttributeValues)[] = [];
    for (let position = 1; position < encoded.length; position += 1)
      values.push(decodeValues(encoded[position], shard));
    return template.withValues(values);
  },
};

export const origins: Column<readonly AttributeOrigin[]> = {
  encode: (value, shard) => shard.origins(value),
  decode: (json, shard) => shard.origins(number.decode(json, shard)),
};

export function array(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) throw new DamagedValue('list expected');
  return json as readonly unknown[];
}

function encodeValues(values: AttributeValues, shard: ShardWriter): unknown {
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? encodeOne(only, shard)
    : values.map((value) => encodeOne(value, shard));
}

function decodeValues(json: unknown, shard: ShardReader): AttributeValue | AttributeValues {
  return Array.isArray(json) ? json.map((value) => decodeOne(value, shard)) : decodeOne(json, shard);
}

function encodeOne(value: AttributeValue, shard: ShardWriter): unknown {
  return typeof value === 'string' ? shard.text(value) : encodeValue(value);
}

function decodeOne(json: unknown, shard: ShardReader): AttributeValue {
  const text = shard.text(json);
  if (text !== undefined) return text;
  if (isBinary(json)) return shard.interner.made(json.binary, binaryOf);
  const value = decodeValue(json);
  if (value === undefined) throw new DamagedValue('attribute value expected');
  return value;
}

function isBinary(json: unknown): json is { readonly binary: string } {
  return typeof json === 'object' && json !== null && 'binary' in json && typeof json.binary === 'string';
}

function binaryOf(base64: string): Uint8Array {
  const value = decodeValue({ binary: base64 });
  if (!(value instanceof Uint8Array)) throw new DamagedValue('binary value expected');
  return value;
}
