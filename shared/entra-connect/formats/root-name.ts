/** The local name of the first element of an XML text; undefined when it does not begin like one. */
export function rootNameOf(text: string): string | undefined {
  let at = skipBlanks(text, text.startsWith('\uFEFF') ? 1 : 0);
  for (;;) {
    const closing = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined;
    if (closing === undefined) break;
    const end = text.indexOf(closing, at);
    if (end === -1) return undefined;
    at = skipBlanks(text, end + closing.length);
  }
  // A document type is refused by the reader, which says why: here it must not hide what the file is.
  if (text.startsWith('<!DOCTYPE', at))
    return /^<!DOCTYPE\s+(?:[\w.-]+:)?([\w.-]+)/.exec(text.slice(at, at + 200))?.[1];
  return /^<(?:[\w.-]+:)?([\w.-]+)/.exec(text.slice(at, at + 200))?.[1];
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}
