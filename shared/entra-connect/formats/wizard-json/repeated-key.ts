/** A key that stands twice in one object of a valid JSON text: JSON.parse silently keeps the last. */
export interface RepeatedKey {
  readonly key: string;
  readonly offset: number;
}

/** The first key that an object has twice; the case of keys does not count, as in the product. */
export function repeatedKeyIn(text: string): RepeatedKey | undefined {
  /** Of each open object its keys; of a list undefined. */
  const open: (Set<string> | undefined)[] = [];
  let isKeyNext = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '{':
        open.push(new Set());
        isKeyNext = true;
        break;
      case '[':
        open.push(undefined);
        isKeyNext = false;
        break;
      case '}':
      case ']':
        open.pop();
        isKeyNext = false;
        break;
      case ',':
        isKeyNext = open.at(-1) !== undefined;
        break;
      case '"': {
        const end = endOfString(text, at);
        const keys = open.at(-1);
        if (isKeyNext && keys !== undefined) {
          const key = JSON.parse(text.slice(at, end)) as string;
          if (keys.has(key.toLowerCase())) return { key, offset: at };
          keys.add(key.toLowerCase());
        }
        isKeyNext = false;
        at = end - 1;
        break;
      }
      default:
    }
  }
  return undefined;
}

/** Behind the quotation mark that closes the string at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
