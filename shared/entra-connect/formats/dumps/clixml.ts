import type { FileReport } from '../export/problems.ts';
import { reportError } from '../export/problems.ts';
import { childOf, parseXml, type XmlElement } from '../export/xml-tree.ts';
import type { JsonPath, Offsets } from '../wizard-json/json-offset.ts';
import type { Dump } from './dump.ts';

/**
 * Reads what Export-Clixml writes ([MS-PSRP] §2.2.5) as the values that ConvertTo-Json would write: an object with its
 * properties, an enumeration by its name, an interval as .NET's text. `undefined`: the report received an error.
 */
export function readClixml(text: string, report: FileReport): Dump | undefined {
  const parsed = parseXml(text);
  if (!parsed.ok) {
    reportError(report, parsed.problem, parsed.offset, parsed.detail);
    return undefined;
  }
  const reader = new ClixmlReader();
  const items = parsed.root.children.flatMap((child) => {
    const value = reader.value(child);
    return Array.isArray(value) ? (value as readonly unknown[]) : [value];
  });
  return { items, offsets: new ClixmlOffsets(items, reader.starts) };
}

/** Where an object and its properties begin in the file. */
type Starts = WeakMap<object, ReadonlyMap<string | number, number>>;

const lists: readonly string[] = ['LST', 'IE', 'STK', 'QUE'];

class ClixmlReader {
  readonly starts: Starts = new WeakMap();
  readonly #objects = new Map<string, unknown>();
  readonly #enumerations = new Set<string>();

  value(element: XmlElement): unknown {
    switch (element.localName) {
      case 'Obj':
        return this.#object(element);
      case 'Ref':
        return this.#objects.get(element.attributes['RefId'] ?? '');
      case 'Nil':
        return null;
      case 'B':
        return element.text.trim() === 'true';
      case 'I16':
      case 'I32':
      case 'I64':
      case 'U16':
      case 'U32':
      case 'U64':
      case 'By':
      case 'SB':
      case 'Db':
      case 'Sg':
        return Number(element.text);
      case 'TS':
        return intervalOf(element.text.trim());
      default:
        return unescaped(element.text);
    }
  }

  #object(element: XmlElement): unknown {
    const value = this.#content(element);
    this.#objects.set(element.attributes['RefId'] ?? '', value);
    return value;
  }

  #content(element: XmlElement): unknown {
    const shown = childOf(element, 'ToString');
    if (this.#isEnumeration(element) && shown !== undefined) return unescaped(shown.text);
    const list = element.children.find(({ localName }) => lists.includes(localName));
    if (list !== undefined) {
      const items = list.children.map((child) => this.value(child));
      this.starts.set(items, new Map(list.children.map(({ start }, index) => [index, start])));
      return items;
    }
    const members = [childOf(element, 'Props'), childOf(element, 'MS')].flatMap((part) => part?.children ?? []);
    // What lies deeper than the depth of the export has no properties, only its text.
    if (members.length === 0 && shown !== undefined) return unescaped(shown.text);
    const named = members.map((child) => [unescaped(child.attributes['N'] ?? ''), child] as const);
    const value = Object.fromEntries(named.map(([name, child]) => [name, this.value(child)]));
    this.starts.set(value, new Map(named.map(([name, { start }]) => [name, start])));
    return value;
  }

  /** The names of a type stand once, with a number; further objects of it name that number. */
  #isEnumeration(element: XmlElement): boolean {
    const names = childOf(element, 'TN');
    if (names === undefined) return this.#enumerations.has(childOf(element, 'TNRef')?.attributes['RefId'] ?? '');
    const isEnumeration = names.children.some(({ text }) => /^(?:Deserialized\.)?System\.Enum$/.test(text));
    if (isEnumeration) this.#enumerations.add(names.attributes['RefId'] ?? '');
    return isEnumeration;
  }
}

class ClixmlOffsets implements Offsets {
  readonly #root: readonly unknown[];
  readonly #starts: Starts;

  constructor(root: readonly unknown[], starts: Starts) {
    this.#root = root;
    this.#starts = starts;
  }

  of(path: JsonPath): number {
    let value: unknown = this.#root;
    let at = 0;
    for (const step of path) {
      if (typeof value !== 'object' || value === null) return at;
      at = this.#starts.get(value)?.get(step) ?? at;
      value = (value as Readonly<Record<string | number, unknown>>)[step];
    }
    return at;
  }
}

/** `_x000A_` stands for a character that XML cannot hold, or would change. */
function unescaped(text: string): string {
  return text.replaceAll(/_x([\da-f]{4})_/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** `P1DT2H3M4.5S` of XML as .NET's `1.02:03:04.5000000`; anything else stays as it is. */
function intervalOf(text: string): string {
  const parts = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,7}))?S)?)?$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = parts;
  const clock = [hours, minutes, seconds].map((part) => part.padStart(2, '0')).join(':');
  return `${sign}${days === '0' ? '' : `${days}.`}${clock}${fraction === '' ? '' : `.${fraction.padEnd(7, '0')}`}`;
}
