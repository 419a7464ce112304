import { attributeOf, type ContentReader } from './xml-tree.ts';

/** Text or a reference to an identifier, and the offset in the file where its element begins. */
interface Part {
  text: string;
  readonly start: number;
}

/** An `<attribute-type>`, `<class>` or `<dit-content-rule>` as the file has it; nothing is looked up yet. */
export interface Definition {
  readonly kind: DefinitionKind;
  readonly id: string | undefined;
  /** Id of the superior class. */
  readonly superior: string | undefined;
  readonly isSingleValued: boolean;
  readonly start: number;
  name: Part | undefined;
  syntax: Part | undefined;
  /** Ids of attributes. */
  readonly attributes: Part[];
  /** Ids of auxiliary classes. */
  readonly auxiliaries: string[];
}

const definitionKinds = ['attribute-type', 'class', 'dit-content-rule'] as const;
type DefinitionKind = (typeof definitionKinds)[number];

/** Levels below `<schema>`. */
const level = { dsml: 1, directory: 2, definition: 3, part: 4 } as const;

/**
 * Collects the definitions of a DSML schema while it is parsed. A forest's schema is most of an export, and a tree of
 * its 45,000 elements would cost more than parsing them.
 */
export class SchemaDefinitions implements ContentReader {
  readonly definitions: Definition[] = [];
  #depth = 0;
  /** The outer levels found; only the first element of each counts. */
  #found = 0;
  /** Those of them that have not ended yet. */
  #inside = 0;
  #definition: Definition | undefined;
  #part: Part | undefined;

  /** Whether there is a `<directory-schema>`, even an empty one. */
  get isPresent(): boolean {
    return this.#found === level.directory;
  }

  open(localName: string, attributes: Readonly<Record<string, string>>, start: number): void {
    this.#depth += 1;
    if (this.#depth <= level.directory) this.#enter(localName);
    else if (this.#inside < level.directory) return;
    else if (this.#depth === level.definition) this.#define(localName, attributes, start);
    else if (this.#depth === level.part && this.#definition !== undefined) {
      this.#part = addPart(this.#definition, localName, attributes, start);
    }
  }

  addText(text: string): void {
    if (this.#part !== undefined && this.#depth === level.part) this.#part.text += text;
  }

  close(): void {
    if (this.#depth === level.part) this.#part = undefined;
    if (this.#depth === this.#inside) this.#inside -= 1;
    this.#depth -= 1;
  }

  #enter(localName: string): void {
    const expected = this.#depth === level.dsml ? 'dsml' : 'directory-schema';
    if (localName !== expected || this.#found !== this.#depth - 1 || this.#inside !== this.#found) return;
    this.#found += 1;
    this.#inside += 1;
  }

  #define(localName: string, attributes: Readonly<Record<string, string>>, start: number): void {
    const kind = definitionKinds.find((known) => known === localName);
    this.#definition = kind && {
      kind,
      id: attributeOf(attributes, 'id'),
      superior: kind === 'class' ? superiorOf(attributes) : undefined,
      isSingleValued: kind === 'attribute-type' && attributeOf(attributes, 'single-value') === 'true',
      start,
      name: undefined,
      syntax: undefined,
      attributes: [],
      auxiliaries: [],
    };
    if (this.#definition !== undefined) this.definitions.push(this.#definition);
  }
}

/** The part, when its own text is wanted: that of the first `<name>` and `<syntax>`. */
function addPart(
  definition: Definition,
  localName: string,
  attributes: Readonly<Record<string, string>>,
  start: number,
): Part | undefined {
  switch (localName) {
    case 'attribute':
      definition.attributes.push({ text: referenceOf(attributes), start });
      return undefined;
    case 'aux-class':
      definition.auxiliaries.push(referenceOf(attributes));
      return undefined;
    case 'name':
    case 'syntax':
      if (definition[localName] !== undefined) return undefined;
      return (definition[localName] = { text: '', start });
    default:
      return undefined;
  }
}

function superiorOf(attributes: Readonly<Record<string, string>>): string | undefined {
  const superior = attributeOf(attributes, 'superior');
  return superior === undefined ? undefined : withoutHash(superior);
}

function referenceOf(attributes: Readonly<Record<string, string>>): string {
  return withoutHash(attributes['ref'] ?? '');
}

function withoutHash(reference: string): string {
  return reference.startsWith('#') ? reference.slice(1) : reference;
}
