import { parseGuid, zeroGuid, type Guid } from '../../../base/guid.ts';
import type { UninterpretedElement } from '../../rules/model.ts';
import { reportError, reportNote, type FileReport, type ReadProblem } from './problems.ts';
import { escapeAttribute } from './xml-text.ts';
import { noAttributes, type XmlElement } from './xml-tree.ts';

/**
 * Reads one element completely: whatever is not asked for by name ends up in `kept`, so nothing can be dropped.
 * Problems are reported, and a harmless value stands in so that the reading goes on to the next problem.
 */
export class ElementReader {
  readonly element: XmlElement;
  /** Element names from the file's root; groups and clauses carry their number: `conditions[2]/scope[1]`. */
  readonly path: string;
  readonly report: FileReport;
  readonly kept: UninterpretedElement[];
  readonly #taken = new Set<XmlElement>();
  readonly #takenAttributes = new Set<string>();

  constructor(element: XmlElement, path: string, report: FileReport, kept: UninterpretedElement[]) {
    this.element = element;
    this.path = path;
    this.report = report;
    this.kept = kept;
  }

  has(name: string): boolean {
    return this.element.children.some((child) => child.name === name);
  }

  /** The text of a child that must be there once. */
  text(name: string): string {
    const child = this.#single(name);
    if (child === undefined) {
      this.#missing(name);
      return '';
    }
    return this.#leafText(child);
  }

  optionalText(name: string): string | undefined {
    const child = this.#single(name);
    return child === undefined ? undefined : this.#leafText(child);
  }

  guid(name: string): Guid {
    return this.#value(name, 'bad-guid', parseGuid) ?? zeroGuid;
  }

  boolean(name: string): boolean {
    return this.#value(name, 'bad-boolean', parseBoolean) ?? false;
  }

  optionalBoolean(name: string): boolean {
    return this.has(name) && this.boolean(name);
  }

  /** A whole number from zero up to what a 32-bit integer holds. */
  count(name: string): number {
    return this.#value(name, 'bad-number', parseCount) ?? 0;
  }

  interval(name: string): string {
    return this.#value(name, 'bad-interval', (text) => (timeSpan.test(text) ? text : undefined)) ?? '00:00:00';
  }

  oneOf<Value>(name: string, values: Readonly<Record<string, Value>>, fallback: Value): Value {
    return (
      this.#value(name, 'bad-value', (text) => (Object.hasOwn(values, text) ? values[text] : undefined)) ?? fallback
    );
  }

  /** The text of each child of that name. */
  texts(name: string): readonly string[] {
    return this.#all(name).map((child, index) => this.#leafText(child, `${name}[${String(index + 1)}]`));
  }

  /** A child that must be there once and holds elements. */
  child(name: string): ElementReader | undefined {
    const child = this.#single(name);
    if (child === undefined) {
      this.#missing(name);
      return undefined;
    }
    return new ElementReader(child, `${this.path}/${name}`, this.report, this.kept);
  }

  /** Children that hold elements; each keeps what is uninterpreted in the same list, under its number. */
  numbered(name: string): readonly ElementReader[] {
    return this.#all(name).map(
      (child, index) => new ElementReader(child, `${this.path}/${name}[${String(index + 1)}]`, this.report, this.kept),
    );
  }

  /** Children that hold elements, each with a list of its own for what is uninterpreted. */
  separate(name: string): readonly ElementReader[] {
    return this.#all(name).map((child) => new ElementReader(child, `${this.path}/${name}`, this.report, []));
  }

  booleanAttribute(name: string): boolean {
    const text = this.element.attributes[name];
    if (text === undefined) return false;
    this.#takenAttributes.add(name);
    const value = parseBoolean(text);
    if (value === undefined) reportError(this.report, 'bad-boolean', this.element.start, text);
    return value ?? false;
  }

  /** Ends the reading: keeps the children and attributes that nobody asked for. */
  finish(): void {
    if (this.element.text.trim() !== '') {
      reportError(this.report, 'unexpected-text', this.element.start, this.element.name);
    }
    this.#keepRest(this.element, this.path, this.#taken, this.#takenAttributes);
  }

  #single(name: string): XmlElement | undefined {
    let found: XmlElement | undefined;
    for (const child of this.element.children) {
      if (child.name !== name) continue;
      this.#taken.add(child);
      if (found === undefined) found = child;
      else reportError(this.report, 'duplicate-element', child.start, name);
    }
    return found;
  }

  #all(name: string): readonly XmlElement[] {
    const found = this.element.children.filter((child) => child.name === name);
    for (const child of found) this.#taken.add(child);
    return found;
  }

  #value<Value>(name: string, problem: ReadProblem, parse: (text: string) => Value | undefined): Value | undefined {
    const child = this.#single(name);
    if (child === undefined) {
      this.#missing(name);
      return undefined;
    }
    const value = parse(this.#leafText(child).trim());
    if (value === undefined) reportError(this.report, problem, child.start, child.text);
    return value;
  }

  #leafText(leaf: XmlElement, step = leaf.name): string {
    const isPlain = leaf.attributes === noAttributes && leaf.children.length === 0;
    if (!isPlain) this.#keepRest(leaf, `${this.path}/${step}`, nothing, nothing);
    return leaf.text;
  }

  #keepRest(
    element: XmlElement,
    path: string,
    taken: ReadonlySet<XmlElement>,
    takenAttributes: ReadonlySet<string>,
  ): void {
    if (element.attributes !== noAttributes) {
      for (const [name, value] of Object.entries(element.attributes)) {
        if (takenAttributes.has(name)) continue;
        this.#keep(`${path}/@${name}`, `${name}="${escapeAttribute(value)}"`, element.start);
      }
    }
    if (taken.size === element.children.length) return;
    for (const child of element.children) {
      if (taken.has(child)) continue;
      this.#keep(`${path}/${child.name}`, this.report.text.slice(child.start, child.end), child.start);
    }
  }

  #keep(path: string, xml: string, offset: number): void {
    this.kept.push({ path, xml });
    reportNote(this.report, 'uninterpreted', offset, path);
  }

  #missing(name: string): void {
    reportError(this.report, 'missing-element', this.element.start, name);
  }
}

const nothing: ReadonlySet<never> = new Set();
/** .NET's TimeSpan as the export writes it. */
const timeSpan = /^-?(\d+\.)?\d{1,2}:\d{2}:\d{2}(\.\d{1,7})?$/;
const largestCount = 2 ** 31 - 1;

/** `True`, `true`, `False`, `false`; connectors say `1` and `0`. */
export function parseBoolean(text: string): boolean | undefined {
  switch (text.trim().toLowerCase()) {
    case 'true':
    case '1':
      return true;
    case 'false':
    case '0':
      return false;
    default:
      return undefined;
  }
}

function parseCount(text: string): number | undefined {
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= largestCount ? value : undefined;
}
