import { SaxesParser } from 'saxes';

/** An element of an XML file. `start` and `end` are offsets in the file's text, so that a writer can patch it in place. */
export interface XmlElement {
  /** Name as written, with its prefix. */
  readonly name: string;
  /** Name without prefix: the product writes the same schema as `dsml:class` and as `class`. */
  readonly localName: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The element's own text, CDATA included, without that of its children. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What has read the element's content; `children` and `text` are empty then. */
  readonly content: ContentReader | undefined;
}

/** Reads what is inside an element while it is parsed, so that no tree of it is built. */
export interface ContentReader {
  /** `attributes` must not be kept; `start` as in `XmlElement`. */
  open(localName: string, attributes: Readonly<Record<string, string>>, start: number): void;
  /** Text of the innermost open element, in one piece or several. */
  addText(text: string): void;
  close(): void;
}

/** Who reads the content of elements of that local name; undefined: it becomes part of the tree. */
export type ContentReaders = (localName: string) => ContentReader | undefined;

export type XmlProblem = 'empty-file' | 'not-well-formed' | 'document-type' | 'xml-version' | 'nested-too-deep';

export type XmlOutcome =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly problem: XmlProblem; readonly offset: number; readonly detail: string };

/** What an element without attributes has: one object for all, so that most elements cost none. */
export const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

/** Deeper than anything the product writes (11), and far from what exhausts the stack. */
const deepestNesting = 100;

interface OpenElement {
  readonly name: string;
  readonly localName: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
  readonly start: number;
  end: number;
  readonly content: ContentReader | undefined;
}

class Unreadable extends Error {
  readonly problem: XmlProblem;

  constructor(problem: XmlProblem, detail: string) {
    super(detail);
    this.problem = problem;
  }
}

/**
 * Parses one XML 1.0 document. A document type is refused outright: the product writes none,
 * and entities declared in one are how a small file grows without bound or reads another.
 */
export function parseXml(text: string, contentReaderFor: ContentReaders = wholeTree): XmlOutcome {
  if (text.trim() === '') return { ok: false, problem: 'empty-file', offset: 0, detail: '' };
  // Without position tracking the parser is a third faster; a line is counted from an offset when one is needed.
  const parser = new SaxesParser({ position: false, xmlns: false });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;

  /** The reader of the innermost element of the tree, and how deep inside that the parser is. */
  let content: ContentReader | undefined;
  let depthOfContent = 0;

  const addText = (added: string): void => {
    if (content !== undefined) {
      if (depthOfContent > 0) content.addText(added);
      return;
    }
    const current = open.at(-1);
    if (current !== undefined) current.text += added;
  };
  parser.on('error', (error) => {
    throw new Unreadable('not-well-formed', error.message);
  });
  parser.on('doctype', () => {
    throw new Unreadable('document-type', '');
  });
  parser.on('xmldecl', ({ version }) => {
    if (version !== '1.0') throw new Unreadable('xml-version', version ?? '');
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', (tag) => {
    if (open.length + depthOfContent >= deepestNesting) throw new Unreadable('nested-too-deep', String(deepestNesting));
    // '<' cannot stand inside an attribute's value, so the nearest one before the cursor opens this tag.
    const start = text.lastIndexOf('<', parser.position - 1);
    const localName = localNameOf(tag.name);
    if (content !== undefined) {
      depthOfContent += 1;
      content.open(localName, tag.attributes, start);
      return;
    }
    // The parser has an event for attributes, but with that many handlers V8 makes it five times slower.
    const isBare = parser.position - start <= tag.name.length + '< />'.length;
    const attributes = isBare ? noAttributes : tag.attributes;
    content = contentReaderFor(localName);
    open.push({ name: tag.name, localName, attributes, children: [], text: '', start, end: start, content });
  });
  parser.on('closetag', () => {
    if (depthOfContent > 0) {
      depthOfContent -= 1;
      content?.close();
      return;
    }
    content = undefined;
    const closed = open.pop();
    if (closed === undefined) return;
    closed.end = parser.position;
    const parent = open.at(-1);
    if (parent === undefined) root = closed;
    else parent.children.push(closed);
  });

  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, problem: error.problem, offset: parser.position, detail: error.message };
  }
  if (root === undefined) throw new Error('The XML parser accepted a document without a root element.');
  return { ok: true, root };
}

/** The first child of that local name. */
export function childOf(element: XmlElement, localName: string): XmlElement | undefined {
  return element.children.find((child) => child.localName === localName);
}

/** All children of that local name. */
export function childrenOf(element: XmlElement, localName: string): readonly XmlElement[] {
  return element.children.filter((child) => child.localName === localName);
}

/** The descendant reached by one name after the other. */
export function descendantOf(element: XmlElement, ...localNames: readonly string[]): XmlElement | undefined {
  let current: XmlElement | undefined = element;
  for (const localName of localNames) {
    if (current === undefined) return undefined;
    current = childOf(current, localName);
  }
  return current;
}

/** An attribute by its local name. */
export function attributeOf(attributes: Readonly<Record<string, string>>, localName: string): string | undefined {
  const direct = attributes[localName];
  if (direct !== undefined) return direct;
  const name = Object.keys(attributes).find((candidate) => localNameOf(candidate) === localName);
  return name === undefined ? undefined : attributes[name];
}

function wholeTree(): undefined {
  return undefined;
}

function localNameOf(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
