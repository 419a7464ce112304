import { parseGuid, type Guid } from '../../../base/guid.ts';
import type { Draft } from './draft.ts';
import type { JoinCondition, ScopeCondition } from '../../rules/model.ts';
import { isMark } from './statements.ts';
import { closingBracket, type Token } from './tokenize.ts';
import { converted, staticMember, typeAt } from './types.ts';

/** What an argument means, as far as that can be told without running the script. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'rule'; readonly draft: Draft }
  | { readonly kind: 'scope-condition'; readonly condition: ScopeCondition }
  | { readonly kind: 'join-condition'; readonly condition: JoinCondition }
  /** Made when the script runs (`New-Guid`); the one here is the same on every reading. */
  | { readonly kind: 'made-up-guid'; readonly guid: Guid }
  /** A hash table, by its keys in lower case. */
  | { readonly kind: 'table'; readonly entries: ReadonlyMap<string, Value> }
  | { readonly kind: 'unknown' };

/** Variables by their name in lower case. */
type Variables = ReadonlyMap<string, Value>;

/** What a script has set so far. */
export interface ScriptState {
  readonly variables: Variables;
  /** An identifier for what stands at that offset of the script. */
  readonly guidMadeAt: (offset: number) => Guid;
}

export const unknown: Value = { kind: 'unknown' };

/** Parts of a variable's name that only say where it lives; at the top of a script all of them are the same place. */
const scopePrefix = /^(?:script|global|local|private|variable):/i;
/** Deeper than anybody writes; each level is a call of its own. */
const deepestNesting = 50;

/** Reads values out of the tokens of one statement, one after the other. */
export class ValueReader {
  readonly #tokens: readonly Token[];
  readonly #state: ScriptState;
  #at: number;
  #depth = 0;

  constructor(tokens: readonly Token[], start: number, state: ScriptState) {
    this.#tokens = tokens;
    this.#at = start;
    this.#state = state;
  }

  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  next(): Token | undefined {
    return this.#tokens[this.#at++];
  }

  /**
   * One argument, or undefined when none is there. Whatever stands there up to the next parameter is behind it afterwards,
   * so that one value of an unknown shape does not hide the others.
   */
  argumentOrRest(): { readonly value: Value; readonly start: number; readonly end: number } | undefined {
    const from = this.#at;
    const first = this.#tokens[from];
    if (first === undefined || isMark(first, '|')) return undefined;
    let value = this.argument();
    if (value === undefined || !this.#isAtParameter()) {
      value = unknown;
      let open = 0;
      this.#at = from;
      while (this.#at < this.#tokens.length && (open > 0 || this.#at === from || !this.#isAtParameter())) {
        const token = this.#tokens[this.#at];
        if (token !== undefined && closingBracket(token) !== undefined) open += 1;
        else if (token?.kind === 'punctuation' && /^[)}\]]$/.test(token.text)) open -= 1;
        this.#at += 1;
      }
    }
    return { value, start: first.start, end: this.#tokens[this.#at - 1]?.end ?? first.end };
  }

  #isAtParameter(): boolean {
    const token = this.peek();
    return token === undefined || token.kind === 'parameter' || isMark(token, '|');
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
      case 'punctuation': {
        if (token.text === '@{') return this.#table();
        if (token.text === '[') return this.#converted();
        if (token.text !== '@(' && token.text !== '(' && token.text !== '$(') return undefined;
        const value = this.#bracketed(token.text);
        return value && this.#parts(value);
      }
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
        return this.#state.variables.get(variableKey(name)) ?? unknown;
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
        const name = this.#tokens[this.#at + 1];
        if (name?.kind !== 'word') return undefined;
        value = memberOf(value, name.text);
        this.#at += 2;
        if (isMark(this.peek(), '(') && this.peek()?.start === name.end && !this.#skipBracket()) return undefined;
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
      if (begins?.kind === 'word' && isNewGuid(begins.text)) {
        this.#at += 1;
        items.push({ kind: 'made-up-guid', guid: this.#state.guidMadeAt(begins.start) });
        continue;
      }
      if (begins?.kind === 'word' && !/^-?\d/.test(begins.text)) return undefined;
      const item = this.#single();
      if (item === undefined) return undefined;
      items.push(item);
    }
    this.#at += 1;
    const [only] = items;
    return opening !== '@(' && items.length === 1 ? only : { kind: 'list', items };
  }

  /** `@{ Name = 'a'; … }` */
  #table(): Value | undefined {
    const entries = new Map<string, Value>();
    this.#at += 1;
    for (;;) {
      while (isMark(this.peek(), ';') || this.peek()?.kind === 'newline') this.#at += 1;
      if (isMark(this.peek(), '}')) break;
      const [key, sign, begins] = this.#tokens.slice(this.#at, this.#at + 3);
      const name = key?.kind === 'word' ? key.text : key?.kind === 'string' && !key.expands ? key.value : undefined;
      if (name === undefined || !isMark(sign, '=')) return undefined;
      this.#at += 2;
      const isCommand = begins?.kind === 'word' && !/^-?\d/.test(begins.text);
      const value = isCommand ? undefined : this.argument();
      const isWhole = value !== undefined && this.#isAtEndOfEntry();
      if (!isWhole) this.#skipToEndOfEntry();
      entries.set(name.toLowerCase(), isWhole ? value : unknown);
    }
    this.#at += 1;
    return { kind: 'table', entries };
  }

  #isAtEndOfEntry(): boolean {
    const token = this.peek();
    return token === undefined || token.kind === 'newline' || isMark(token, ';') || isMark(token, '}');
  }

  #skipToEndOfEntry(): void {
    for (let token = this.peek(); token !== undefined && !this.#isAtEndOfEntry(); token = this.peek()) {
      if (closingBracket(token) === undefined) this.#at += 1;
      else this.#skipBracket();
    }
  }

  /** Goes behind the bracket that begins here, with all that is in it. */
  #skipBracket(): boolean {
    let open = 0;
    for (let token = this.peek(); token !== undefined; token = this.peek()) {
      this.#at += 1;
      if (closingBracket(token) !== undefined) open += 1;
      else if (token.kind === 'punctuation' && /^[)}\]]$/.test(token.text)) open -= 1;
      if (open === 0) return true;
    }
    return false;
  }

  /** `[type]value` and `[type]::Member`. */
  #converted(): Value | undefined {
    const type = typeAt(this.#tokens, this.#at);
    if (type === undefined) return undefined;
    const start = this.#at;
    this.#at = type.after;
    if (isMark(this.peek(), '::')) {
      const value = this.#static(type.name, this.#tokens[start]?.start ?? 0);
      return value && this.#parts(value);
    }
    const token = this.peek();
    const value = token === undefined ? undefined : this.#primary(token);
    return value && converted(type.name, value);
  }

  #static(type: string, offset: number): Value | undefined {
    const member = this.#tokens[this.#at + 1];
    if (member?.kind !== 'word') return undefined;
    this.#at += 2;
    const isCall = isMark(this.peek(), '(') && this.peek()?.start === member.end;
    if (isCall && !this.#skipBracket()) return undefined;
    if (!isCall) return staticMember(type, member.text) ?? unknown;
    const isNew = /^(?:system\.)?guid::newguid$/i.test(`${type}::${member.text}`);
    return isNew ? { kind: 'made-up-guid', guid: this.#state.guidMadeAt(offset) } : unknown;
  }

  #skipNewlines(): void {
    while (this.peek()?.kind === 'newline') this.#at += 1;
  }
}

/** The key of a variable among the variables of a script. */
export function variableKey(name: string): string {
  return name.replace(scopePrefix, '').toLowerCase();
}

export function isNewGuid(command: string): boolean {
  return command.toLowerCase() === 'new-guid';
}

/** A member of a value, where it can be told: of a rule its identifier, of an identifier its text. */
function memberOf(value: Value, name: string): Value {
  const lower = name.toLowerCase();
  switch (value.kind) {
    case 'rule':
      return lower === 'identifier' && value.draft.id !== undefined ? { kind: 'text', text: value.draft.id } : unknown;
    case 'made-up-guid':
      return lower === 'guid' || lower === 'tostring' ? value : unknown;
    case 'text':
      return lower === 'tostring' || (lower === 'guid' && parseGuid(value.text) !== undefined) ? value : unknown;
    case 'table':
      return value.entries.get(lower) ?? unknown;
    default:
      // What another property holds depends on the server.
      return unknown;
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
