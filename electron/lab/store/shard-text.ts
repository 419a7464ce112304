import type { AttributeOrigin } from '../../../shared/entra-connect/evaluation/origins.ts';
import { AttributeBag } from '../sync-engine/attribute-bag.ts';
import type { ConnectorId, RuleId } from '../../../shared/base/identifiers.ts';
import { array, DamagedValue, type Column, type ShardReader, type ShardWriter } from './columns.ts';
import type { Interner } from './interner.ts';

/** What the first line of a shard says of it. */
export interface ShardHeader {
  readonly table: string;
  readonly shard: number;
  readonly rows: number;
}

/** A shard as NDJSON: the header, then rows (lists) and, before their first use, what rows share (`names`, `origins`). */
export function writeShard<Row>(header: ShardHeader, rows: readonly Row[], column: Column<Row>): string {
  const lines = [JSON.stringify(header)];
  const shapes = new Map<readonly string[], number>();
  const originNumbers = new Map<string, number>();
  const numberOf = new Map<readonly AttributeOrigin[], number>();
  const texts = new Map<string, number>();
  const writer: ShardWriter = {
    text(value) {
      const known = texts.get(value);
      if (known !== undefined) return known;
      texts.set(value, texts.size);
      return value;
    },
    shape(names) {
      const known = shapes.get(names);
      if (known !== undefined) return known;
      lines.push(JSON.stringify({ names }));
      shapes.set(names, shapes.size);
      return shapes.size - 1;
    },
    origins(origins) {
      const known = numberOf.get(origins);
      if (known !== undefined) return known;
      const line = JSON.stringify({ origins: origins.map(({ ruleId, connectorId }) => [ruleId, connectorId]) });
      const number = originNumbers.get(line) ?? originNumbers.size;
      if (number === originNumbers.size) lines.push(line);
      originNumbers.set(line, number);
      numberOf.set(origins, number);
      return number;
    },
  };
  for (const row of rows) {
    const encoded = JSON.stringify(column.encode(row, writer));
    lines.push(encoded);
  }
  return `${lines.join('\n')}\n`;
}

/** Reads what `writeShard` wrote; throws `DamagedValue` or `SyntaxError` for anything else, with the line in its message. */
export function readShard<Row>(
  content: string,
  expected: ShardHeader,
  column: Column<Row>,
  interner: Interner,
): readonly Row[] {
  const templates: AttributeBag[] = [];
  const origins: (readonly AttributeOrigin[])[] = [];
  const rows: Row[] = [];
  const texts: string[] = [];
  const reader: ShardReader = {
    interner,
    text(json) {
      if (typeof json === 'number') return texts[json];
      if (typeof json !== 'string') return undefined;
      const value = interner.text(json);
      texts.push(value);
      return value;
    },
    template: (number) => known(templates[number], 'attribute names'),
    origins: (number) => known(origins[number], 'origins'),
  };
  let lineNumber = 0;
  for (const line of linesOf(content)) {
    lineNumber += 1;
    try {
      const json = JSON.parse(line) as unknown;
      if (lineNumber === 1) expectHeader(json, expected);
      else if (Array.isArray(json)) rows.push(column.decode(json, reader));
      else if (isShared(json, 'names'))
        templates.push(AttributeBag.from(array(json.names).map((name) => [nameOf(name), ['']])));
      else if (isShared(json, 'origins')) origins.push(interner.made(line, () => array(json.origins).map(originOf)));
      else throw new DamagedValue('a row expected');
    } catch (error) {
      throw new DamagedValue(`line ${lineNumber}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (rows.length !== expected.rows) throw new DamagedValue(`${expected.rows} rows expected, ${rows.length} found`);
  return rows;
}

function nameOf(json: unknown): string {
  if (typeof json !== 'string') throw new DamagedValue('text expected');
  return json;
}

function originOf(json: unknown): AttributeOrigin {
  const [ruleId, connectorId] = array(json);
  return { ruleId: nameOf(ruleId) as RuleId, connectorId: nameOf(connectorId) as ConnectorId };
}

/** One line after the other, without an array of them all. */
function* linesOf(content: string): Generator<string> {
  let start = 0;
  while (start < content.length) {
    const end = content.indexOf('\n', start);
    if (end < 0) throw new DamagedValue('the last line is cut off');
    yield content.slice(start, end);
    start = end + 1;
  }
}

function expectHeader(json: unknown, expected: ShardHeader): void {
  if (JSON.stringify(json) !== JSON.stringify(expected)) {
    throw new DamagedValue(`${expected.table} shard ${expected.shard} with ${expected.rows} rows expected`);
  }
}

function isShared<Name extends string>(json: unknown, name: Name): json is Readonly<Record<Name, unknown>> {
  return typeof json === 'object' && json !== null && name in json;
}

function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new DamagedValue(`${what} used before they were given`);
  return value;
}
