import type { Expression } from '../syntax.ts';
import {
  DateTime,
  fromValues,
  inside,
  Outcome,
  Reference,
  Several,
  unpredictable,
  wrongType,
  type Evaluate,
  type Evaluated,
  type RuntimeValue,
  type SingleValue,
} from '../runtime.ts';

/** Where a function is called, and how its arguments are compiled. `variables` are bound by With, Select and Where. */
export interface CallSite {
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly compile: (argument: Expression, bound?: ReadonlyMap<string, Evaluate>) => Evaluate;
}

/** A documented function: how many arguments it takes, and what it becomes when an expression is compiled. */
export interface FunctionDefinition {
  readonly minimum: number;
  readonly maximum: number;
  /** What is special about its first argument: a variable that it binds, or an attribute's name in quotes. */
  readonly form?: 'binds-variable' | 'names-attribute';
  /** Known, but never computed. */
  readonly modelled?: false;
  readonly compile: (site: CallSite) => Evaluate;
}

export type FunctionTable = Readonly<Record<string, FunctionDefinition>>;

/** Takes a value of one type; `undefined` says that the type is wrong. */
export interface Reader<Type> {
  readonly expected: string;
  readonly optional: boolean;
  read(value: SingleValue): Type | undefined;
}

export const text = reader('a string', (value) => (typeof value === 'string' ? value : undefined));
export const integer = reader('a number', (value) => (typeof value === 'bigint' ? value : undefined));
export const binary = reader('a binary value', (value) => (value instanceof Uint8Array ? value : undefined));
export const reference = reader('a reference', (value) => (value instanceof Reference ? value : undefined));
export const date = reader('a date', (value) => (value instanceof DateTime ? value : undefined));
export const textOrBinary = reader('a string or a binary value', (value) =>
  typeof value === 'string' || value instanceof Uint8Array ? value : undefined,
);
export const anything = reader('a value', (value): SingleValue | undefined => value);

/** An argument that may be left out. */
export function optional<Type>(base: Reader<Type>): Reader<Type | undefined> {
  return { ...base, optional: true };
}

/** What a function gives for one set of arguments. */
export type Produced = SingleValue | undefined | Outcome;

/** What a function gives when its first argument has no value: NULL, "", 0, or nothing that anybody documented. */
export type WhenMissing = 'null' | 'empty' | 'zero' | 'undocumented';

type ReadAll<Readers extends readonly Reader<unknown>[]> = {
  [Index in keyof Readers]: Readers[Index] extends Reader<infer Type> ? Type : never;
};

/**
 * A function of a first argument, applied to each of its values (expressions concept, "Multi-valued attributes"),
 * and of further single arguments.
 */
export function mapping<First, const Rest extends readonly Reader<unknown>[]>(
  first: Reader<First>,
  rest: Rest,
  whenMissing: WhenMissing,
  apply: (name: string, first: First, ...rest: ReadAll<Rest>) => Produced,
): FunctionDefinition {
  const loose = apply as (name: string, first: First, ...rest: readonly unknown[]) => Produced;
  return {
    minimum: 1 + rest.filter((item) => !item.optional).length,
    maximum: 1 + rest.length,
    compile: (site) => {
      const [subject, ...others] = site.arguments.map((argument) => site.compile(argument));
      const evaluate = subject ?? missingEvaluate;
      const further = rest.slice(0, others.length);
      return compileMapping(site.name, first, evaluate, further, others, missingValue(site.name, whenMissing), loose);
    },
  };
}

function compileMapping<First>(
  name: string,
  first: Reader<First>,
  subject: Evaluate,
  rest: readonly Reader<unknown>[],
  others: readonly Evaluate[],
  missing: Produced,
  apply: (name: string, first: First, ...rest: readonly unknown[]) => Produced,
): Evaluate {
  const [second, third] = rest;
  const [evaluateSecond, evaluateThird] = others;
  const apply0 = (value: First) => apply(name, value);
  if (second === undefined || evaluateSecond === undefined) {
    return (context) => applyEach(name, first, subject(context), missing, apply0);
  }
  if (third === undefined || evaluateThird === undefined) {
    return (context) => {
      const value = subject(context);
      if (value instanceof Outcome) return inside(name, value);
      const argument = single(name, second, evaluateSecond(context));
      if (argument instanceof Outcome) return argument;
      return applyEach(name, first, value, missing, (item) => apply(name, item, argument));
    };
  }
  return (context) => {
    const value = subject(context);
    if (value instanceof Outcome) return inside(name, value);
    const read: unknown[] = [];
    for (const [index, item] of rest.entries()) {
      const argument = single(name, item, others[index]?.(context));
      if (argument instanceof Outcome) return argument;
      read.push(argument);
    }
    return applyEach(name, first, value, missing, (subjectValue) => apply(name, subjectValue, ...read));
  };
}

function applyEach<First>(
  name: string,
  first: Reader<First>,
  value: Evaluated,
  missing: Produced,
  apply: (value: First) => Produced,
): Evaluated {
  if (value === undefined) return missing;
  if (value instanceof Outcome) return inside(name, value);
  if (!(value instanceof Several)) {
    const read = first.read(value);
    return read === undefined ? wrongType(name, first.expected, value) : apply(read);
  }
  const produced: SingleValue[] = [];
  for (const item of value.values) {
    const read = first.read(item);
    const result = read === undefined ? wrongType(name, first.expected, item) : apply(read);
    if (result instanceof Outcome) return result;
    if (result !== undefined) produced.push(result);
  }
  return fromValues(produced);
}

/** One argument that must be a single value of the reader's type. */
export function single<Type>(name: string, item: Reader<Type>, value: Evaluated): Type | Outcome {
  if (value instanceof Outcome) return inside(name, value);
  if (value === undefined) return unpredictable(name, 'missing-value');
  if (value instanceof Several) return unpredictable(name, 'several-values');
  return item.read(value) ?? wrongType(name, item.expected, value);
}

/** A function that takes its arguments whole: missing values and several values too. Outcomes never reach it. */
export function whole(
  minimum: number,
  maximum: number,
  apply: (name: string, ...values: readonly RuntimeValue[]) => Evaluated,
): FunctionDefinition {
  return {
    minimum,
    maximum,
    compile: ({ name, arguments: given, compile }) => {
      const [first, ...others] = given.map((argument) => compile(argument));
      if (first !== undefined && others.length === 0) {
        return (context) => {
          const value = first(context);
          return value instanceof Outcome ? inside(name, value) : apply(name, value);
        };
      }
      const all = first === undefined ? [] : [first, ...others];
      return (context) => {
        const values: RuntimeValue[] = [];
        for (const evaluate of all) {
          const value = evaluate(context);
          if (value instanceof Outcome) return inside(name, value);
          values.push(value);
        }
        return apply(name, ...values);
      };
    },
  };
}

/** A function that is known but that this product does not compute: its result is never guessed. */
export function notModelled(minimum: number, maximum: number): FunctionDefinition {
  return {
    minimum,
    maximum,
    modelled: false,
    compile: ({ name }) => {
      const outcome = unpredictable(name, 'not-modelled');
      return () => outcome;
    },
  };
}

const missingEvaluate: Evaluate = () => undefined;

function missingValue(name: string, whenMissing: WhenMissing): Produced {
  switch (whenMissing) {
    case 'null':
      return undefined;
    case 'empty':
      return '';
    case 'zero':
      return 0n;
    case 'undocumented':
      return unpredictable(name, 'missing-value');
  }
}

function reader<Type>(expected: string, read: (value: SingleValue) => Type | undefined): Reader<Type> {
  return { expected, optional: false, read };
}
