import type { ScriptProblem } from './tokenize.ts';

/** What a string literal of a script means; `end` is the offset behind it. */
export type ReadString =
  | { readonly ok: true; readonly value: string; readonly expands: boolean; readonly end: number }
  | { readonly ok: false; readonly problem: ScriptProblem; readonly end: number };

/** Where something happens between quotation marks. */
const nextInSingle = /['\u2018\u2019\u201A\u201B]/g;
const nextInDouble = /["\u201C\u201D\u201E`$]/g;
/** Escapes of Windows PowerShell 5.1; a backtick before anything else means that character. */
const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const startsExpansion = /[\p{L}\p{Nd}_?:$^{(]/u;
const closings: Readonly<Record<string, string>> = { '(': ')', '@(': ')', '$(': ')', '{': '}', '@{': '}', '[': ']' };
/** Deeper than anybody writes; each level is a call of its own. */
const deepestNesting = 50;

/** PowerShell reads U+2018 to U+201B as single quotation marks too (about_Quoting_Rules). */
export function isSingleQuote(character: string): boolean {
  return character === "'" || (character >= '\u2018' && character <= '\u201B');
}

/** PowerShell reads U+201C to U+201E as double quotation marks too. */
export function isDoubleQuote(character: string): boolean {
  return character === '"' || (character >= '\u201C' && character <= '\u201E');
}

/** The bracket that closes another. */
export function closingOf(opening: string): string | undefined {
  return closings[opening];
}

/** The offset of the line end at or behind an offset, or that of the text's end. */
export function endOfLine(script: string, start: number): number {
  let at = start;
  while (at < script.length && script[at] !== '\n' && script[at] !== '\r') at += 1;
  return at;
}

/** A literal between quotation marks, which stands at `start`. */
export function readQuoted(script: string, start: number, depth = 0): ReadString {
  return isSingleQuote(script[start] ?? '') ? readSingle(script, start) : readDouble(script, start, depth);
}

function readSingle(script: string, start: number): ReadString {
  const parts: string[] = [];
  let from = start + 1;
  for (;;) {
    const quote = find(nextInSingle, script, from);
    if (quote === -1) return unterminated(script);
    parts.push(script.slice(from, quote));
    const second = script[quote + 1] ?? '';
    if (!isSingleQuote(second)) return { ok: true, value: parts.join(''), expands: false, end: quote + 1 };
    // Of two, PowerShell keeps the second.
    parts.push(second);
    from = quote + 2;
  }
}

function readDouble(script: string, start: number, depth: number): ReadString {
  const parts: string[] = [];
  let expands = false;
  let from = start + 1;
  for (;;) {
    const at = find(nextInDouble, script, from);
    if (at === -1) return unterminated(script);
    parts.push(script.slice(from, at));
    const special = script[at] ?? '';
    const next = characterAt(script, at + 1);
    if (special === '`') {
      if (next === '') return unterminated(script);
      parts.push(escapes[next] ?? next);
      from = at + 1 + next.length;
    } else if (special === '$') {
      const after = endOfExpansion(script, at, depth);
      if (typeof after !== 'number') return after;
      expands ||= after > at + 1;
      parts.push(script.slice(at, after));
      from = after;
    } else if (isDoubleQuote(next)) {
      parts.push(next);
      from = at + 2;
    } else {
      return { ok: true, value: parts.join(''), expands, end: at + 1 };
    }
  }
}

/** A here-string, which begins with `@` at `start`; undefined: there is none. */
export function readHereString(script: string, start: number): ReadString | undefined {
  const quote = script[start + 1] ?? '';
  const isSingle = isSingleQuote(quote);
  if (!isSingle && !isDoubleQuote(quote)) return undefined;
  let at = start + 2;
  while (/[^\S\r\n]/.test(script[at] ?? '')) at += 1;
  const content = afterLineEnd(script, at);
  if (content === undefined) return undefined;
  const closing = isSingle ? /(?:\r\n|\n|\r)['\u2018\u2019\u201A\u201B]@/g : /(?:\r\n|\n|\r)["\u201C\u201D\u201E]@/g;
  // An empty one ends on the line behind its beginning.
  const begin = script[content - 2] === '\r' && script[content - 1] === '\n' ? content - 2 : content - 1;
  closing.lastIndex = begin;
  const end = closing.exec(script);
  if (end === null) return { ok: false, problem: 'unterminated-here-string', end: script.length };
  const text = end.index < content ? '' : script.slice(content, end.index);
  const meaning = isSingle ? { value: text, expands: false } : expandable(text);
  return { ok: true, ...meaning, end: end.index + end[0].length };
}

/** The meaning of a here-string in double quotes: quotation marks are themselves. */
function expandable(text: string): { readonly value: string; readonly expands: boolean } {
  let expands = false;
  const value = text.replaceAll(/`([\s\S])|\$([\p{L}\p{Nd}_?:$^{(])/gu, (whole, escaped: string | undefined) => {
    if (escaped !== undefined) return escapes[escaped] ?? escaped;
    expands = true;
    return whole;
  });
  return { value, expands };
}

/** Behind `$name` or `$(…)` inside a literal; behind the `$` alone when it is only a character. */
function endOfExpansion(script: string, dollar: number, depth: number): number | ReadString {
  const next = characterAt(script, dollar + 1);
  if (!startsExpansion.test(next)) return dollar + 1;
  return next === '(' ? endOfSubexpression(script, dollar + 1, depth + 1) : dollar + 1 + next.length;
}

/** Behind the bracket that closes the one at `opening`; strings and comments inside do not count. */
function endOfSubexpression(script: string, opening: number, depth: number): number | ReadString {
  if (depth > deepestNesting) return { ok: false, problem: 'nested-too-deep', end: script.length };
  let open = 0;
  let at = opening;
  while (at < script.length) {
    const character = script[at] ?? '';
    if (isSingleQuote(character) || isDoubleQuote(character)) {
      const inner = readQuoted(script, at, depth);
      if (!inner.ok) return inner;
      at = inner.end;
    } else if (character === '`') {
      at += 2;
    } else {
      if (character === '(') open += 1;
      if (character === ')') open -= 1;
      at += 1;
      if (open === 0) return at;
    }
  }
  return unterminated(script);
}

function afterLineEnd(script: string, at: number): number | undefined {
  if (script[at] === '\r') return script[at + 1] === '\n' ? at + 2 : at + 1;
  return script[at] === '\n' ? at + 1 : undefined;
}

function characterAt(script: string, at: number): string {
  const code = script.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function find(pattern: RegExp, script: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(script)?.index ?? -1;
}

function unterminated(script: string): ReadString {
  return { ok: false, problem: 'unterminated-string', end: script.length };
}
