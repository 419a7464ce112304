import { parseGuid, type Guid } from '../../../base/guid.ts';
import type { Value } from './values.ts';

/** A piece of a script by its offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a parameter is given, and where that stands. */
export interface Argument {
  readonly value: Value;
  readonly written: Span;
}

/** A cmdlet's arguments by the full names of the parameters. */
export interface Call {
  readonly arguments: ReadonlyMap<string, Argument>;
  /** Variables that hold the result afterwards. */
  readonly results: readonly string[];
}

/** Why a call is not understood. */
export type ArgumentProblem =
  | { readonly kind: 'missing'; readonly parameter: string }
  /** Only running the script tells the value. */
  | { readonly kind: 'not-told'; readonly parameter: string; readonly written: Span }
  | { readonly kind: 'not-known'; readonly parameter: string; readonly written: Span }
  | { readonly kind: 'no-parameter'; readonly written: Span }
  | { readonly kind: 'twice'; readonly parameter: string }
  | { readonly kind: 'splat'; readonly written: Span }
  | { readonly kind: 'unexpected'; readonly written: Span }
  /** A rule whose precedence the server chooses, beside another one. */
  | { readonly kind: 'placed'; readonly side: 'after' | 'before'; readonly rule: Guid };

/** Reads the arguments of a call; the first problem is kept, and a harmless value stands in so that the reading goes on. */
export class ArgumentReader {
  readonly #arguments: Call['arguments'];
  problem: ArgumentProblem | undefined;

  constructor(given: Call['arguments']) {
    this.#arguments = given;
  }

  has(parameter: string): boolean {
    return this.#arguments.has(parameter);
  }

  required<Read>(parameter: string, read: (value: Value) => Read | undefined, standIn: Read): Read {
    if (!this.has(parameter)) this.problem ??= { kind: 'missing', parameter };
    return this.optional(parameter, read, standIn);
  }

  optional<Read>(parameter: string, read: (value: Value) => Read | undefined, absent: Read): Read {
    const given = this.#arguments.get(parameter);
    if (given === undefined) return absent;
    const value = read(given.value);
    if (value !== undefined) return value;
    const { written } = given;
    this.problem ??= { kind: isTold(given.value) ? 'not-known' : 'not-told', parameter, written };
    return absent;
  }
}

function isTold(value: Value): boolean {
  return value.kind === 'list' ? value.items.every(isTold) : value.kind !== 'unknown' && value.kind !== 'made-up-guid';
}

/** The items of a list, lists inside it laid open as PowerShell does; a single value is a list of itself. */
export function itemsOf(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items.flatMap(itemsOf) : [value];
}

export function textsOf(value: Value): readonly string[] | undefined {
  const texts = itemsOf(value).map(textOf);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

export function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'null') return '';
  return value?.kind === 'text' ? value.text : undefined;
}

export function guidOf(value: Value): Guid | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : parseGuid(text);
}

export function booleanOf(value: Value | undefined): boolean | undefined {
  if (value?.kind === 'boolean') return value.value;
  switch (textOf(value)?.toLowerCase()) {
    case 'true':
    case '1':
      return true;
    case 'false':
    case '0':
      return false;
    default:
      return undefined;
  }
}

const largestCount = 2 ** 31 - 1;

export function countOf(value: Value): number | undefined {
  const text = textOf(value)?.trim() ?? '';
  return /^\d{1,10}$/.test(text) && Number(text) <= largestCount ? Number(text) : undefined;
}

/** .NET's TimeSpan as text; `0` is none. Another number would be ticks, which no source shows. */
export function intervalOf(value: Value): string | undefined {
  const text = textOf(value);
  if (text === '0') return '00:00:00';
  return text !== undefined && /^-?(\d+\.)?\d{1,2}:\d{2}:\d{2}(\.\d{1,7})?$/.test(text) ? text : undefined;
}

/** Reads one of several words, whatever its case: PowerShell converts a text to an enumeration like that. */
export function oneOf<Word extends string>(words: readonly Word[]): (value: Value | undefined) => Word | undefined {
  return (value) => words.find((word) => textOf(value)?.trim().toLowerCase() === word.toLowerCase());
}
