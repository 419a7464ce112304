import type { Draft } from './draft.ts';
import type { JoinCondition, ScopeCondition } from '../model.ts';
import { isMark } from './statements.ts';
import type { Token } from './tokenize.ts';

/** What an argument means, as far as that can be told without running the script. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'rule'; readonly draft: Draft }
  | { readonly kind: 'scope-condition'; readonly condition: ScopeCondition }
  | { readonly kind: 'join-condition'; readonly condition: JoinCondition }
  | { readonly kind: 'unknown' };

/** Variables by their name in lower case. */
export type Variables = ReadonlyMap<string, Value>;

export const unknown: Value = { kind: 'unknown' };

/** Types that leave a text as it is. */
const transparentTypes: ReadonlySet<string> = new Set(['ref', 'string', 'int', 'int32', 'guid', 'array', 'object[]']);
/** Deeper than anybody writes; each level is a call of its own. */
const deepestNesting = 50;

/** Reads values out of the tokens of one statement, one after the other. */
export class ValueReader {
  readonly #tokens: readonly Token[];
  readonly #variables: Variables;
  #at: number;
  #depth = 0;

  constructor(tokens: readonly Token[], start: number, variables: Variables) {
    this.#tokens = tokens;
    this.#at = start;
    this.#variables = variables;
  }

  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  /** One argument, with everything that commas tie to it; undefined: there is no value here. */
  argument(): Value | undefined {
    const first = this.#single();
    if (first === undefined || !isMark(this.peek(), ',')) return first;
    const items = [first];
    while (isMark(this.peek(), ',')) {
      this.#at += 1;
      this.#skipNewlines();
      const item = this.#single();
      if (item === undefined) return undefined;
      items.push(item);
    }
    return { kind: 'list', items };
  }

  #single(): Value | undefined {
    const token = this.peek();
    if (token === undefined || this.#depth > deepestNesting) return undefined;
    this.#depth += 1;
    const value = this.#primary(token);
    this.#depth -= 1;
    if (value === undefined) return undefined;
    const touching = this.peek();
    const isGlued = touching !== undefined && touching.start === this.#tokens[this.#at - 1]?.end;
    return isGlued && !isDelimiter(touching) ? undefined : value;
  }

  #primary(token: Token): Value | undefined {
    switch (token.kind) {
      case 'string':
        this.#at += 1;
        return token.expands ? unknown : { kind: 'text', text: token.value };
      case 'word':
        this.#at += 1;
        return /[`$%*]/.test(token.text) ? unknown : { kind: 'text', text: token.text };
      case 'variable':
        this.#at += 1;
        return this.#parts(this.#valueOf(token.name));
      case 'punctuation':
        if (token.text === '@(' || token.text === '(') return this.#bracketed(token.text);
        return token.text === '[' ? this.#converted() : undefined;
      case 'parameter':
      case 'newline':
      case 'problem':
        return undefined;
    }
  }

  #valueOf(name: string): Value {
    switch (name.toLowerCase()) {
      case 'true':
        return { kind: 'boolean', value: true };
      case 'false':
        return { kind: 'boolean', value: false };
      case 'null':
        return { kind: 'null' };
      default:
        return this.#variables.get(name.toLowerCase()) ?? unknown;
    }
  }

  /** `[0]` and `.Property` behind a variable. */
  #parts(whole: Value): Value | undefined {
    let value = whole;
    for (;;) {
      const token = this.peek();
      const touches = token?.start === this.#tokens[this.#at - 1]?.end;
      if (touches && isMark(token, '[')) {
        const [, index, closing] = this.#tokens.slice(this.#at, this.#at + 3);
        if (index?.kind !== 'word' || !isMark(closing, ']')) return undefined;
        value = itemOf(value, index.text);
        this.#at += 3;
      } else if (touches && isMark(token, '.')) {
        // No property is followed: what it holds depends on the server.
        if (this.#tokens[this.#at + 1]?.kind !== 'word') return undefined;
        value = unknown;
        this.#at += 2;
      } else {
        return value;
      }
    }
  }

  #bracketed(opening: string): Value | undefined {
    this.#at += 1;
    const items: Value[] = [];
    for (;;) {
      while (isMark(this.peek(), ';') || isMark(this.peek(), ',') || this.peek()?.kind === 'newline') this.#at += 1;
      if (isMark(this.peek(), ')')) break;
      // At the beginning of an expression a word is the name of a command, unless it is a number.
      const begins = this.peek();
      if (begins?.kind === 'word' && !/^-?\d/.test(begins.text)) return undefined;
      const item = this.#single();
      if (item === undefined) return undefined;
      items.push(item);
    }
    this.#at += 1;
    const [only] = items;
    return opening === '(' && items.length === 1 ? only : { kind: 'list', items };
  }

  /** `[type]value` */
  #converted(): Value | undefined {
    const [, type, ...behind] = this.#tokens.slice(this.#at, this.#at + 5);
    if (type?.kind !== 'word') return undefined;
    const isArray = isMark(behind[0], '[') && isMark(behind[1], ']') && isMark(behind[2], ']');
    if (!isArray && !isMark(behind[0], ']')) return undefined;
    this.#at += isArray ? 5 : 3;
    const token = this.peek();
    const value = token === undefined ? undefined : this.#primary(token);
    if (value === undefined) return undefined;
    const isTransparent = transparentTypes.has(type.text.toLowerCase().replace(/^system\./, ''));
    return isTransparent || (isArray && /^(system\.)?(string|object)$/i.test(type.text)) ? value : unknown;
  }

  #skipNewlines(): void {
    while (this.peek()?.kind === 'newline') this.#at += 1;
  }
}

function itemOf(value: Value, index: string): Value {
  if (value.kind === 'list') return value.items[Number(index)] ?? unknown;
  // A single object is its own first item.
  return index === '0' ? value : unknown;
}

function isDelimiter(token: Token): boolean {
  if (token.kind === 'newline') return true;
  return token.kind === 'punctuation' && [',', ')', ']', '}', ';', '|'].includes(token.text);
}
