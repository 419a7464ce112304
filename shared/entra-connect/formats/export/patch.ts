import { leaf } from './xml-text.ts';
import { childOf, parseXml, type XmlElement } from './xml-tree.ts';

/** A replacement of the text between two offsets. */
export interface Patch {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Applies patches that do not overlap. */
export function applyPatches(text: string, patches: readonly Patch[]): string {
  let patched = '';
  let position = 0;
  for (const patch of patches.toSorted((left, right) => left.start - right.start)) {
    patched += text.slice(position, patch.start) + patch.replacement;
    position = patch.end;
  }
  return patched + text.slice(position);
}

/** Replaces a whole element. */
export function replaceElement(element: XmlElement, replacement: string): Patch {
  return { start: element.start, end: element.end, replacement };
}

/** Replaces a child that holds text; nothing when there is no such child. */
export function replaceLeaf(parent: XmlElement | undefined, name: string, text: string): readonly Patch[] {
  const child = parent && childOf(parent, name);
  return child === undefined ? [] : [replaceElement(child, leaf(child.name, text))];
}

/** Replaces what stands between the tags of an element, its attributes untouched. */
export function replaceContent(source: string, element: XmlElement, content: string): Patch {
  const [firstChild] = element.children;
  const tag = source.slice(element.start, firstChild?.start ?? element.end);
  // Neither '<' nor an unquoted '>' can stand inside a start tag; a quoted '>' can.
  const startTag = /^<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/.exec(tag)?.[0].trimEnd() ?? '';
  const replacement = content === '' ? `${startTag} />` : `${startTag}>${content}</${element.name}>`;
  return replaceElement(element, replacement);
}

/** The root of a text that was read before and therefore parses. */
export function rootOf(text: string): XmlElement {
  const parsed = parseXml(text);
  if (!parsed.ok) throw new Error(`A file that was read no longer parses: ${parsed.problem} ${parsed.detail}`);
  return parsed.root;
}
