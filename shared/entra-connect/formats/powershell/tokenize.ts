import { closingOf, endOfLine, isDoubleQuote, isSingleQuote, readHereString, readQuoted } from './strings.ts';

/**
 * A piece of a script. `string` holds what a literal means; one with something to expand has no meaning that can be read
 * without running it. `parameter` is `-Name`, with `:` when a value is tied to it. Offsets are those of the text.
 */
export type Token = Span &
  (
    | { readonly kind: 'string'; readonly value: string; readonly expands: boolean }
    | { readonly kind: 'word'; readonly text: string }
    | { readonly kind: 'parameter'; readonly name: string; readonly tied: boolean }
    | { readonly kind: 'variable'; readonly name: string }
    | { readonly kind: 'punctuation'; readonly text: string }
    | { readonly kind: 'newline' }
    | { readonly kind: 'problem'; readonly problem: ScriptProblem }
  );

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Why a script cannot be divided into statements. */
export type ScriptProblem =
  | 'unterminated-string'
  | 'unterminated-here-string'
  | 'unterminated-comment'
  | 'nested-too-deep'
  | 'unbalanced-bracket';

const dashes: ReadonlySet<string> = new Set(['-', '\u2013', '\u2014', '\u2015']);
const twoCharacters: ReadonlySet<string> = new Set(['@(', '@{', '$(', '::', '+=', '-=', '||', '&&']);
const oneCharacter: ReadonlySet<string> = new Set('(){}[],;|&=<>!');
/** What ends a word; quotation marks end it too, as a token that touches its neighbour. */
const wordEnds: ReadonlySet<string> = new Set('(){},;|&<> \t\r\n\f\v\u0085\u00a0');
const variableName = /[\p{L}\p{Nd}_?:]+|[$^]/uy;
const bracedVariable = /\{(?:`[\s\S]|[^`}])*\}/y;
const parameterName = /[\p{L}_?][^\s(){};,|&.[\]:'"\u2018-\u201E]*/uy;
const blank = /[^\S\r\n]/u;

/**
 * Divides a script of Windows PowerShell 5.1 into tokens, without running anything. It knows the part of the language that
 * the Sync Rules Editor and people who tidy up its exports use; of everything else it knows where it ends. Linear in the
 * length of the text, one token at a time, never throws: what cannot be read is a token `problem`, the last one.
 */
export function* tokenize(script: string): Generator<Token, void, undefined> {
  let at = script.startsWith('\uFEFF') ? 1 : 0;
  let previous: Token | undefined;
  while (at < script.length) {
    const skipped = skipBlanks(script, at);
    if (typeof skipped !== 'number') {
      yield skipped;
      return;
    }
    at = skipped;
    if (at >= script.length) return;
    const token = readToken(script, at, previous);
    yield token;
    if (token.kind === 'problem') return;
    previous = token;
    at = token.end;
  }
}

/** Blanks, comments and carried-on lines. */
function skipBlanks(script: string, start: number): number | Token {
  let at = start;
  for (;;) {
    const character = script[at];
    if (character === undefined) return at;
    if (character === '#') at = endOfLine(script, at);
    else if (character === '<' && script[at + 1] === '#') {
      const end = script.indexOf('#>', at + 2);
      if (end === -1) return { kind: 'problem', problem: 'unterminated-comment', start: at, end: script.length };
      at = end + 2;
    } else if (character === '`') {
      const after = endOfCarriedLine(script, at + 1);
      if (after === undefined) return at;
      at = after;
    } else if (character === ' ' || blank.test(character)) at += 1;
    else return at;
  }
}

/** A backtick carries the line on. Blanks behind it, which mail and web pages leave, do not count here. */
function endOfCarriedLine(script: string, start: number): number | undefined {
  let at = start;
  while (at < script.length && blank.test(script[at] ?? '')) at += 1;
  if (at >= script.length) return at;
  if (script[at] === '\r') return script[at + 1] === '\n' ? at + 2 : at + 1;
  return script[at] === '\n' ? at + 1 : undefined;
}

function readToken(script: string, start: number, previous: Token | undefined): Token {
  const character = script[start] ?? '';
  if (character === '\r' || character === '\n') return { kind: 'newline', start, end: start + 1 };
  if (isSingleQuote(character) || isDoubleQuote(character)) return stringToken(start, readQuoted(script, start));
  if (character === '@') {
    const hereString = readHereString(script, start);
    if (hereString !== undefined) return stringToken(start, hereString);
  }
  if (character === '$' || character === '@') {
    const variable = readVariable(script, start);
    if (variable !== undefined) return variable;
  }
  const two = script.slice(start, start + 2);
  if (twoCharacters.has(two)) return { kind: 'punctuation', text: two, start, end: start + 2 };
  if (oneCharacter.has(character)) return { kind: 'punctuation', text: character, start, end: start + 1 };
  const touches = previous?.end === start;
  if (character === '.' && touches && previous.kind !== 'word') {
    return { kind: 'punctuation', text: '.', start, end: start + 1 };
  }
  if (dashes.has(character) && !touches) {
    const parameter = readParameter(script, start);
    if (parameter !== undefined) return parameter;
  }
  return readWord(script, start);
}

function stringToken(start: number, read: ReturnType<typeof readQuoted>): Token {
  return read.ok
    ? { kind: 'string', value: read.value, expands: read.expands, start, end: read.end }
    : { kind: 'problem', problem: read.problem, start, end: read.end };
}

/** `$name`, `${any name}`, `@name`; `$` alone and `$(` are none. */
function readVariable(script: string, start: number): Token | undefined {
  const pattern = script[start] === '$' && script[start + 1] === '{' ? bracedVariable : variableName;
  pattern.lastIndex = start + 1;
  const name = pattern.exec(script)?.[0];
  if (name === undefined) return undefined;
  // A splat holds parameters that cannot be seen here; its name keeps the sign, so that nothing resolves it.
  const shown = pattern === bracedVariable ? name.slice(1, -1) : name;
  return { kind: 'variable', name: script[start] === '@' ? `@${shown}` : shown, start, end: start + 1 + name.length };
}

function readParameter(script: string, start: number): Token | undefined {
  parameterName.lastIndex = start + 1;
  const name = parameterName.exec(script)?.[0];
  if (name === undefined) return undefined;
  const end = start + 1 + name.length;
  return script[end] === ':'
    ? { kind: 'parameter', name, tied: true, start, end: end + 1 }
    : { kind: 'parameter', name, tied: false, start, end };
}

function readWord(script: string, start: number): Token {
  let at = start;
  while (at < script.length) {
    const character = script[at] ?? '';
    if (character === '`') {
      at += 2;
      continue;
    }
    const isQuote = isSingleQuote(character) || isDoubleQuote(character);
    if (at > start && (wordEnds.has(character) || isQuote || character === '[' || character === ']')) break;
    if (at > start && character === '=' && !isArgument(script, start)) break;
    at += 1;
  }
  const end = Math.min(at, script.length);
  return { kind: 'word', text: script.slice(start, end), start, end };
}

/** In `a=b` the sign belongs to the word, as in an argument; after a number or `)` it would be an operator. */
function isArgument(script: string, start: number): boolean {
  return !/[\d.]/.test(script[start] ?? '');
}

/** Whether a token opens a bracket: the text of the bracket that closes it. */
export function closingBracket(token: Token): string | undefined {
  return token.kind === 'punctuation' ? closingOf(token.text) : undefined;
}
