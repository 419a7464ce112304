import type { ReadingDoubt } from './doubt.ts';
import { expressionMessages as messages } from './messages.ts';
import { rankOf, type BinaryOperation, type BinaryOperator, type Expression, type UnaryOperator } from './syntax.ts';
import { isInteger64, tokenAt, type Expected, type ParseError, type Token } from './tokenize.ts';

export type ParseResult =
  | { readonly ok: true; readonly expression: Expression; readonly doubts: readonly ReadingDoubt[] }
  | { readonly ok: false; readonly error: ParseError };

/** Limits that keep hostile input from exhausting the stack; the longest rule of a real server has 62 parts. */
export const parseLimits = { characters: 100_000, depth: 200, parts: 2000 } as const;

const loosest = 1;
const tightest = 3;

/**
 * A server's rules repeat a few dozen expressions many times over (the real export: 391 flows, 86 texts), and what was
 * read never changes. The limits keep the memory small whatever is read.
 */
const remembered = new Map<string, ParseResult>();
const rememberLimits = { texts: 1000, characters: 4000 } as const;

/** Reads an expression. Never throws: whatever cannot be read is an error with its place. Equal texts may share a result. */
export function parseExpression(text: string): ParseResult {
  if (text.length > parseLimits.characters) return failure(messages.tooLong(parseLimits.characters), 0);
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const result = new Parser(text).parse();
  if (text.length > rememberLimits.characters) return result;
  if (remembered.size >= rememberLimits.texts) remembered.clear();
  remembered.set(text, result);
  return result;
}

class Unreadable {
  readonly error: ParseError;
  constructor(message: string, offset: number) {
    this.error = { message, offset };
  }
}

/** Recursive descent over the three ranks of operators; `Unreadable` travels back as a value. */
class Parser {
  readonly #text: string;
  readonly #doubts: ReadingDoubt[] = [];
  readonly #enclosed = new WeakSet<Expression>();
  #offset = 0;
  #depth = 0;
  #parts = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): ParseResult {
    const first = this.#peek('value');
    if (first instanceof Unreadable) return { ok: false, error: first.error };
    if (first.kind === 'end') return failure(messages.empty(), 0);
    const expression = this.#ranked(loosest);
    if (expression instanceof Unreadable) return { ok: false, error: expression.error };
    const rest = this.#peek('operator');
    if (rest instanceof Unreadable) return { ok: false, error: rest.error };
    if (rest.kind !== 'end') return failure(messages.expectedOperator(this.#spelled(rest)), rest.start);
    return { ok: true, expression, doubts: this.#doubts };
  }

  #ranked(rank: number): Expression | Unreadable {
    if (rank > tightest) return this.#operand();
    let left = this.#ranked(rank + 1);
    for (;;) {
      if (left instanceof Unreadable) return left;
      const token = this.#peek('operator');
      if (token instanceof Unreadable) return token;
      if (token.kind !== 'operator' || rankOf(token.operator) !== rank) return left;
      this.#offset = token.end;
      const right = this.#ranked(rank + 1);
      if (right instanceof Unreadable) return right;
      left = this.#joined(token.operator, left, right, token.start);
    }
  }

  #joined(operator: BinaryOperator, left: Expression, right: Expression, offset: number): Expression | Unreadable {
    const span = { start: left.span.start, end: right.span.end };
    const operation: BinaryOperation = { kind: 'binary', operator, left, right, span };
    if (this.#isDoubtful(operation)) this.#doubts.push({ kind: 'grouping', offset });
    return this.#counted(operation);
  }

  /** Grouping that is neither the documented left-to-right order nor proved by Microsoft's own rules. */
  #isDoubtful({ operator, left, right }: BinaryOperation): boolean {
    const comparesCalculation = rankOf(operator) === 2 && right.kind === 'binary' && !this.#enclosed.has(right);
    const mixesLogic =
      operator === '&&' && left.kind === 'binary' && left.operator === '||' && !this.#enclosed.has(left);
    return comparesCalculation || mixesLogic;
  }

  #operand(): Expression | Unreadable {
    const token = this.#peek('value');
    if (token instanceof Unreadable) return token;
    this.#offset = token.end;
    switch (token.kind) {
      case 'string':
        return this.#counted({ kind: 'string', value: token.value, spelling: token.spelling, span: spanOf(token) });
      case 'number':
        return this.#number(token.value, token.spelling, token);
      case 'attribute':
      case 'parameter':
      case 'variable':
        return this.#counted({ kind: token.kind, name: token.name, span: spanOf(token) });
      case 'name':
        return this.#named(token.name, token);
      case 'open':
        return this.#parenthesized(token);
      case 'not':
        return this.#prefixed('!', token);
      case 'operator':
        if (token.operator === '-') return this.#negative(token);
        break;
      case 'close':
      case 'comma':
      case 'end':
    }
    return new Unreadable(messages.expectedValue(this.#spelled(token)), token.start);
  }

  #number(value: bigint, spelling: string, { start, end }: Token): Expression | Unreadable {
    if (!isInteger64(value)) return new Unreadable(messages.integerRange(), start);
    if (/^&[Hh]0*[89A-Fa-f][0-9A-Fa-f]{7}$/.test(spelling))
      this.#doubts.push({ kind: 'hexadecimal-sign', offset: start });
    return this.#counted({ kind: 'number', value, spelling, span: { start, end } });
  }

  /** A minus sign directly before digits belongs to the number, so that the smallest 64-bit number can be written. */
  #negative(minus: Token): Expression | Unreadable {
    const next = this.#peek('value');
    if (next instanceof Unreadable) return next;
    if (next.kind !== 'number' || next.start !== minus.end || next.spelling.startsWith('&')) {
      return this.#prefixed('-', minus);
    }
    this.#offset = next.end;
    return this.#number(-next.value, `-${next.spelling}`, { ...next, start: minus.start });
  }

  #prefixed(operator: UnaryOperator, token: Token): Expression | Unreadable {
    const operand = this.#nested(token.start, () => this.#operand());
    if (operand instanceof Unreadable) return operand;
    return this.#counted({ kind: 'unary', operator, operand, span: { start: token.start, end: operand.span.end } });
  }

  #parenthesized(open: Token): Expression | Unreadable {
    const inner = this.#nested(open.start, () => this.#ranked(loosest));
    if (inner instanceof Unreadable) return inner;
    const close = this.#peek('operator');
    if (close instanceof Unreadable) return close;
    if (close.kind === 'end') return new Unreadable(messages.unclosed(), open.start);
    if (close.kind !== 'close') return new Unreadable(messages.expectedOperator(this.#spelled(close)), close.start);
    this.#offset = close.end;
    this.#enclosed.add(inner);
    return inner;
  }

  #named(name: string, token: Token): Expression | Unreadable {
    const next = this.#peek('operator');
    if (next instanceof Unreadable) return next;
    if (next.kind !== 'open') return this.#counted({ kind: 'constant', name, span: spanOf(token) });
    this.#offset = next.end;
    const read = this.#nested(next.start, () => this.#arguments(next));
    if (read instanceof Unreadable) return read;
    return this.#counted({ kind: 'call', name, arguments: read, span: { start: token.start, end: this.#offset } });
  }

  #arguments(open: Token): readonly Expression[] | Unreadable {
    const first = this.#peek('value');
    if (first instanceof Unreadable) return first;
    const read: Expression[] = [];
    if (first.kind === 'close') {
      this.#offset = first.end;
      return read;
    }
    for (;;) {
      const argument = this.#ranked(loosest);
      if (argument instanceof Unreadable) return argument;
      read.push(argument);
      const token = this.#peek('operator');
      if (token instanceof Unreadable) return token;
      this.#offset = token.end;
      if (token.kind === 'close') return read;
      if (token.kind === 'end') return new Unreadable(messages.unclosed(), open.start);
      if (token.kind !== 'comma')
        return new Unreadable(messages.expectedAfterArgument(this.#spelled(token)), token.start);
    }
  }

  #nested<Read>(offset: number, read: () => Read | Unreadable): Read | Unreadable {
    if (this.#depth === parseLimits.depth) return new Unreadable(messages.tooDeep(parseLimits.depth), offset);
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  #counted(expression: Expression): Expression | Unreadable {
    this.#parts += 1;
    if (this.#parts <= parseLimits.parts) return expression;
    return new Unreadable(messages.tooManyParts(parseLimits.parts), expression.span.start);
  }

  #peek(expected: Expected): Token | Unreadable {
    const result = tokenAt(this.#text, this.#offset, expected);
    return result.ok ? result.token : new Unreadable(result.error.message, result.error.offset);
  }

  #spelled(token: Token): string {
    return token.kind === 'end' ? messages.endOfText() : this.#text.slice(token.start, token.end);
  }
}

function spanOf({ start, end }: Token): { readonly start: number; readonly end: number } {
  return { start, end };
}

function failure(message: string, offset: number): ParseResult {
  return { ok: false, error: { message, offset } };
}
