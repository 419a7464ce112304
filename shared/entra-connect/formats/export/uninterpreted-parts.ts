import type { UninterpretedElement } from '../../rules/model.ts';
import { writeError, type WriteError } from './problems.ts';
import { parseXml } from './xml-tree.ts';

/** What was kept of a rule, handed out by path while the rule is written; what nobody takes is reported. */
export class UninterpretedParts {
  readonly #elements = new Map<string, string[]>();
  readonly #attributes = new Map<string, string[]>();
  readonly #malformed: string[] = [];

  constructor(kept: readonly UninterpretedElement[]) {
    for (const { path, xml } of kept) {
      const slash = path.lastIndexOf('/');
      const parent = path.slice(0, slash);
      const name = path.slice(slash + 1);
      const isAttribute = name.startsWith('@');
      if (!(isAttribute ? isOneAttribute(xml, name.slice(1)) : isOneElement(xml, name))) this.#malformed.push(path);
      const list = isAttribute ? this.#attributes : this.#elements;
      list.set(parent, [...(list.get(parent) ?? []), xml]);
    }
  }

  takeElements(path: string): readonly string[] {
    return take(this.#elements, path);
  }

  /** The attributes with a leading space each. */
  takeAttributes(path: string): string {
    return take(this.#attributes, path)
      .map((xml) => ` ${xml}`)
      .join('');
  }

  /** To be asked when everything is written. */
  problems(subject: string): readonly WriteError[] {
    return [
      ...this.#malformed.map((path) => writeError(subject, 'uninterpreted-not-well-formed', path)),
      ...[...this.#elements.keys(), ...this.#attributes.keys()].map((path) =>
        writeError(subject, 'uninterpreted-without-place', path),
      ),
    ];
  }
}

function take(lists: Map<string, string[]>, path: string): readonly string[] {
  const found = lists.get(path) ?? [];
  lists.delete(path);
  return found;
}

function isOneElement(xml: string, name: string): boolean {
  const parsed = parseXml(xml);
  return parsed.ok && parsed.root.name === name && parsed.root.start === 0 && parsed.root.end === xml.length;
}

function isOneAttribute(xml: string, name: string): boolean {
  const parsed = parseXml(`<kept ${xml}/>`);
  const root = parsed.ok ? parsed.root : undefined;
  if (root === undefined || root.children.length > 0) return false;
  const names = Object.keys(root.attributes);
  return names.length === 1 && names[0] === name;
}
