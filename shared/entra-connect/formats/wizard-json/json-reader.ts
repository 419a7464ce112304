import { parseGuid, zeroGuid, type Guid } from '../../../base/guid.ts';
import { reportError, reportNote, type FileReport, type ReadProblem } from '../export/problems.ts';
import { JsonOffsets, type JsonPath, type Offsets } from './json-offset.ts';

const largestCount = 2 ** 31 - 1;

/**
 * Reads one object of a JSON document completely; the case of keys does not count, as in the product. What nobody asks for is
 * noted. Problems are reported with their line, and a harmless value stands in so that the reading goes on.
 */
export class JsonReader {
  readonly #members: ReadonlyMap<string, { readonly key: string; readonly value: unknown }>;
  readonly #path: JsonPath;
  readonly #report: FileReport;
  readonly #offsets: Offsets;
  readonly #taken = new Set<string>();

  constructor(value: object, report: FileReport, path: JsonPath = [], offsets: Offsets = new JsonOffsets(report.text)) {
    this.#members = new Map(
      Object.entries(value).map(([key, member]) => [key.toLowerCase(), { key, value: member as unknown }]),
    );
    this.#path = path;
    this.#report = report;
    this.#offsets = offsets;
  }

  has(name: string): boolean {
    const value = this.#members.get(name.toLowerCase())?.value;
    return value !== undefined && value !== null;
  }

  holdsObject(name: string): boolean {
    return isObject(this.#members.get(name.toLowerCase())?.value);
  }

  holdsText(name: string): boolean {
    return typeof this.#members.get(name.toLowerCase())?.value === 'string';
  }

  /** Members that may be there and are not asked for. */
  pass(...names: readonly string[]): void {
    for (const name of names) this.#taken.add(name.toLowerCase());
  }

  /** The one of several names of a member that is there; the first when none is. Sources spell some of them differently. */
  nameOf(first: string, ...others: readonly string[]): string {
    return [first, ...others].find((name) => this.has(name)) ?? first;
  }

  text(name: string, absent?: string): string {
    const value = this.#take(name, absent === undefined);
    if (value === undefined) return absent ?? '';
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    this.#wrong(name);
    return '';
  }

  guid(name: string): Guid {
    const text = this.text(name);
    const guid = parseGuid(text);
    if (guid === undefined && this.has(name)) this.problem('bad-guid', name, text);
    return guid ?? zeroGuid;
  }

  boolean(name: string, absent?: boolean): boolean {
    const value = this.#take(name, absent === undefined);
    if (value === undefined) return absent ?? false;
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
    this.#wrong(name);
    return false;
  }

  count(name: string): number {
    const value = this.#take(name, true);
    const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= largestCount) return number;
    if (value !== undefined) this.problem('bad-number', name, JSON.stringify(value));
    return 0;
  }

  oneOf<Value extends string>(
    name: string,
    values: readonly Value[],
    absent: Value | undefined,
    fallback: Value,
  ): Value {
    if (absent !== undefined && !this.has(name)) {
      this.#take(name, false);
      return absent;
    }
    const text = this.text(name);
    const found = values.find((value) => value.toLowerCase() === text.trim().toLowerCase());
    if (found === undefined && this.has(name)) this.problem('bad-value', name, text);
    return found ?? fallback;
  }

  /** A list of texts; a single one is a list of itself, as PowerShell writes it. */
  texts(name: string): readonly string[] {
    return this.#items(name).flatMap(([value, path]) => {
      if (typeof value === 'string') return [value];
      this.#problemAt('wrong-kind-of-value', path, pathText(path));
      return [];
    });
  }

  /** A list of objects; a single one is a list of itself. */
  objects(name: string): readonly JsonReader[] {
    return this.#items(name).flatMap((item) => this.#readersOf(item));
  }

  /** An object that may be absent. */
  object(name: string): JsonReader | undefined {
    return this.objects(name)[0];
  }

  /**
   * Groups of clauses: a list of lists, or of objects of which one member, named by `lists`, is the list. Clauses without
   * groups are one group when there is only one clause.
   */
  groups(name: string, lists: readonly string[]): readonly (readonly JsonReader[])[] {
    const items = this.#items(name);
    if (items.length > 1 && items.every(([value]) => isObject(value) && !lists.some((list) => hasKey(value, list)))) {
      this.problem('clauses-without-groups', name, pathText([...this.#path, name]));
      return [];
    }
    return items.map(([value, path]) => {
      if (Array.isArray(value)) {
        return value.flatMap((item: unknown, index) => this.#readersOf([item, [...path, index]]));
      }
      const [group] = this.#readersOf([value, path]);
      const list = lists.find((candidate) => group?.has(candidate) === true);
      if (group === undefined) return [];
      return list === undefined ? [group] : group.objects(list);
    });
  }

  /** Ends the reading: notes what nobody asked for, where that is of interest. */
  finish(isOfInterest: (key: string, value: unknown) => boolean = () => true): void {
    for (const [lower, { key, value }] of this.#members) {
      if (this.#taken.has(lower) || !isOfInterest(key, value)) continue;
      reportNote(
        this.#report,
        'key-not-interpreted',
        this.#offset([...this.#path, key]),
        pathText([...this.#path, key]),
      );
    }
  }

  problem(problem: ReadProblem, name: string, detail: string): void {
    this.#problemAt(problem, [...this.#path, this.#members.get(name.toLowerCase())?.key ?? name], detail);
  }

  #take(name: string, isRequired: boolean): unknown {
    this.#taken.add(name.toLowerCase());
    const value = this.#members.get(name.toLowerCase())?.value ?? undefined;
    if (value === undefined && isRequired) {
      this.#problemAt('missing-value', this.#path, pathText([...this.#path, name]));
    }
    return value;
  }

  #items(name: string): readonly (readonly [value: unknown, path: JsonPath])[] {
    const value = this.#take(name, false);
    if (value === undefined) return [];
    const path = [...this.#path, this.#members.get(name.toLowerCase())?.key ?? name];
    return Array.isArray(value) ? value.map((item: unknown, index) => [item, [...path, index]]) : [[value, path]];
  }

  #readersOf([value, path]: readonly [value: unknown, path: JsonPath]): readonly JsonReader[] {
    if (isObject(value)) return [new JsonReader(value, this.#report, path, this.#offsets)];
    this.#problemAt('wrong-kind-of-value', path, pathText(path));
    return [];
  }

  #wrong(name: string): void {
    this.problem('wrong-kind-of-value', name, pathText([...this.#path, name]));
  }

  #problemAt(problem: ReadProblem, path: JsonPath, detail: string): void {
    reportError(this.#report, problem, this.#offset(path), detail);
  }

  #offset(path: JsonPath): number {
    return this.#offsets.of(path);
  }
}

/** `onpremisesDirectoryPolicy[0].friendlyName` */
function pathText(path: JsonPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${String(step)}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasKey(value: object, name: string): boolean {
  return Object.keys(value).some((key) => key.toLowerCase() === name.toLowerCase());
}
