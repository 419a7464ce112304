import { expressionMessages as messages } from './messages.ts';
import { unescapeString, type BinaryOperator } from './syntax.ts';

interface Position {
  readonly start: number;
  readonly end: number;
}

/** A piece of the text. `operator` holds binary operators; a leading minus is told apart by the parser. */
export type Token = Position &
  (
    | { readonly kind: 'string'; readonly value: string; readonly spelling: string }
    | { readonly kind: 'number'; readonly value: bigint; readonly spelling: string }
    | { readonly kind: 'name' | 'attribute' | 'parameter' | 'variable'; readonly name: string }
    | { readonly kind: 'operator'; readonly operator: BinaryOperator }
    | { readonly kind: 'not' | 'open' | 'close' | 'comma' | 'end' }
  );

/** Why a text is no expression, and where, in UTF-16 code units from its beginning. */
export interface ParseError {
  readonly message: string;
  readonly offset: number;
}

export type TokenResult =
  { readonly ok: true; readonly token: Token } | { readonly ok: false; readonly error: ParseError };

/** What may stand at a place: `&H1F` is a number where a value is due, `&` an operator elsewhere. */
export type Expected = 'value' | 'operator';

const blank = /\s*/y;
const stringForm = /"((?:[^"\\]|\\[\s\S]|"")*)"/y;
const hexadecimalForm = /&[Hh]([0-9A-Fa-f]{1,16})(?![0-9A-Za-z_])/y;
const decimalForm = /[0-9]+/y;
const nameForm = /[A-Za-z_][A-Za-z0-9_]*/y;
const attributeForm = /\[([^[\]]*)\]/y;
const parameterForm = /%([^%\s"[\](),]+)%/y;
const variableForm = /\$([A-Za-z_][A-Za-z0-9_]*)/y;
const operatorForm = /&&|\|\||<>|<=|>=|[=<>&+\-*/]/y;
const punctuation: Readonly<Record<string, 'not' | 'open' | 'close' | 'comma'>> = {
  '!': 'not',
  '(': 'open',
  ')': 'close',
  ',': 'comma',
};

const smallestInteger = -(2n ** 63n);
const largestInteger = 2n ** 63n - 1n;

/** True for what fits in the product's 64-bit integers. */
export function isInteger64(value: bigint): boolean {
  return value >= smallestInteger && value <= largestInteger;
}

/** Reads the token that begins at or after `offset`. */
export function tokenAt(text: string, offset: number, expected: Expected): TokenResult {
  const start = offset + matchAt(blank, text, offset).length;
  const character = text.charAt(start);
  if (character === '') return found({ kind: 'end', start, end: start });
  const mark = punctuation[character];
  if (mark !== undefined) return found({ kind: mark, start, end: start + 1 });
  if (expected === 'value') {
    const value = valueAt(text, start, character);
    if (value !== undefined) return value;
  }
  const operator = matchAt(operatorForm, text, start);
  if (operator !== '') {
    return found({ kind: 'operator', operator: operator as BinaryOperator, start, end: start + operator.length });
  }
  return valueAt(text, start, character) ?? failed(messages.unexpected(character), start);
}

function valueAt(text: string, start: number, character: string): TokenResult | undefined {
  switch (character) {
    case '"':
      return stringAt(text, start);
    case '“':
    case '”':
      return failed(messages.smartQuote(), start);
    case '[':
      return attributeAt(text, start);
    case '%':
      return named('parameter', parameterForm, text, start) ?? failed(messages.unterminatedParameter(), start);
    case '$':
      return named('variable', variableForm, text, start) ?? failed(messages.variableName(), start);
    case '&':
      return hexadecimalAt(text, start);
    default:
      return /[0-9.]/.test(character) ? decimalAt(text, start) : nameAt(text, start);
  }
}

function stringAt(text: string, start: number): TokenResult {
  const match = matchAt(stringForm, text, start);
  if (match === '') return failed(messages.unterminatedString(), start);
  const spelling = match.slice(1, -1);
  return found({ kind: 'string', value: unescapeString(spelling), spelling, start, end: start + match.length });
}

function attributeAt(text: string, start: number): TokenResult {
  const token = named('attribute', attributeForm, text, start);
  if (token?.ok !== true) return failed(messages.unterminatedAttribute(), start);
  return token.token.end === start + 2 ? failed(messages.emptyAttribute(), start) : token;
}

function hexadecimalAt(text: string, start: number): TokenResult | undefined {
  const spelling = matchAt(hexadecimalForm, text, start);
  if (spelling !== '') {
    const value = BigInt.asIntN(64, BigInt(`0x${spelling.slice(2)}`));
    return found({ kind: 'number', value, spelling, start, end: start + spelling.length });
  }
  return /[Hh]/.test(text.charAt(start + 1)) ? failed(messages.hexadecimal(), start) : undefined;
}

function decimalAt(text: string, start: number): TokenResult {
  const spelling = matchAt(decimalForm, text, start);
  const end = start + spelling.length;
  if (spelling === '' || text.charAt(end) === '.') return failed(messages.wholeNumber(), start);
  // One more than the largest is read here, because a minus sign may stand before it.
  if (spelling.length > 400 || BigInt(spelling) > -smallestInteger) return failed(messages.integerRange(), start);
  if (/[A-Za-z_]/.test(text.charAt(end))) return failed(messages.unexpected(text.charAt(end)), end);
  return found({ kind: 'number', value: BigInt(spelling), spelling, start, end });
}

function nameAt(text: string, start: number): TokenResult | undefined {
  const name = matchAt(nameForm, text, start);
  return name === '' ? undefined : found({ kind: 'name', name, start, end: start + name.length });
}

function named(kind: 'attribute' | 'parameter' | 'variable', form: RegExp, text: string, start: number) {
  form.lastIndex = start;
  const match = form.exec(text);
  return match === null ? undefined : found({ kind, name: match[1] ?? '', start, end: start + match[0].length });
}

function matchAt(sticky: RegExp, text: string, offset: number): string {
  sticky.lastIndex = offset;
  return sticky.exec(text)?.[0] ?? '';
}

function found(token: Token): TokenResult {
  return { ok: true, token };
}

function failed(message: string, offset: number): TokenResult {
  return { ok: false, error: { message, offset } };
}
