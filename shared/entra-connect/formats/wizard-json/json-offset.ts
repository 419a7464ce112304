/** A place in a JSON document: keys and positions from the root. */
export type JsonPath = readonly (string | number)[];

/** Tells where a value stands in the text that it was read from. */
export interface Offsets {
  /** The offset of a value, or of the innermost one there is when the path leads further than the document. */
  of(path: JsonPath): number;
}

/** Tells where the values of a valid JSON document stand in its text, which JSON.parse does not. */
export class JsonOffsets implements Offsets {
  readonly #text: string;
  /** Of each object and list asked about, by its offset: where its members stand. So each is gone through once. */
  readonly #members = new Map<number, ReadonlyMap<string | number, number>>();

  constructor(text: string) {
    this.#text = text;
  }

  of(path: JsonPath): number {
    let at = skipBlanks(this.#text, this.#text.startsWith('\uFEFF') ? 1 : 0);
    for (const step of path) {
      const found = this.#membersAt(at).get(step);
      if (found === undefined) return at;
      at = found;
    }
    return at;
  }

  #membersAt(start: number): ReadonlyMap<string | number, number> {
    const known = this.#members.get(start);
    if (known !== undefined) return known;
    const members = membersOf(this.#text, start);
    this.#members.set(start, members);
    return members;
  }
}

function membersOf(text: string, start: number): ReadonlyMap<string | number, number> {
  const members = new Map<string | number, number>();
  const opening = text[start];
  if (opening !== '{' && opening !== '[') return members;
  const closing = opening === '{' ? '}' : ']';
  let at = skipBlanks(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== closing; index += 1) {
    let key: string | number = index;
    if (opening === '{') {
      const end = endOfValue(text, at);
      key = JSON.parse(text.slice(at, end)) as string;
      at = skipBlanks(text, skipBlanks(text, end) + 1);
    }
    // Of several with the same key, JSON.parse takes the last.
    members.set(key, at);
    at = skipBlanks(text, endOfValue(text, at));
    if (text[at] === ',') at = skipBlanks(text, at + 1);
  }
  return members;
}

/** Behind a value; brackets are counted, so that depth costs nothing. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const character = text[at];
    if (character === '"') {
      at += 1;
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    } else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    at += 1;
    if (depth === 0 && character !== undefined && /["}\]]/.test(character)) return at;
    if (depth === 0 && !/["{[]/.test(character ?? '') && /[\s,}\]]|^$/.test(text[at] ?? '')) return at;
  } while (at < text.length);
  return text.length;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}
