import { couldChangeRule, cmdletOf, isHarmless, parameterOf, type Cmdlet } from './cmdlets.ts';
import { isMark, type Statement } from './statements.ts';
import { unknown, ValueReader, type Value, type Variables } from './values.ts';

/** What a statement is, as far as it has a known shape. */
export type Command =
  | { readonly kind: 'cmdlet'; readonly cmdlet: string; readonly call: Call }
  | { readonly kind: 'assignment'; readonly variable: string; readonly value: Value }
  | { readonly kind: 'harmless' }
  /** `touches`: whether it could change the rules it names. */
  | { readonly kind: 'foreign'; readonly touches: boolean };

/** A cmdlet with its arguments by the full names of the parameters. */
export interface Call {
  readonly arguments: ReadonlyMap<string, Value>;
  /** Variables that hold the result afterwards. */
  readonly results: readonly string[];
}

/** Reads a statement; values that only running it would tell are `unknown`. */
export function commandOf({ tokens }: Statement, variables: Variables): Command {
  const foreign: Command = { kind: 'foreign', touches: true };
  const [first, second] = tokens;
  const assigned = first?.kind === 'variable' && isMark(second, '=') ? first.name : undefined;
  const head = assigned === undefined ? first : tokens[2];
  if (head?.kind === 'word') {
    if (assigned === undefined && isHarmless(head.text)) return { kind: 'harmless' };
    const cmdlet = cmdletOf(head.text);
    if (cmdlet !== undefined) {
      const call = readCall(cmdlet, new ValueReader(tokens, assigned === undefined ? 1 : 3, variables), assigned);
      return call === undefined ? foreign : { kind: 'cmdlet', cmdlet: cmdlet.name, call };
    }
    if (assigned === undefined) return { kind: 'foreign', touches: couldChangeRule(head.text) };
  }
  if (assigned === undefined) return foreign;
  const reader = new ValueReader(tokens, 2, variables);
  const value = reader.argument();
  const isPlain = value !== undefined && reader.peek() === undefined && !isCommandName(value, head?.kind);
  return isPlain ? { kind: 'assignment', variable: assigned, value } : foreign;
}

/** A word at the beginning of an expression is the name of a command, unless it is a number. */
function isCommandName(value: Value, kind: string | undefined): boolean {
  return kind === 'word' && value.kind === 'text' && !/^\d/.test(value.text);
}

function readCall(cmdlet: Cmdlet, reader: ValueReader, assigned: string | undefined): Call | undefined {
  const values = new Map<string, Value>();
  const positional = [...cmdlet.positional];
  for (let token = reader.peek(); token !== undefined; token = reader.peek()) {
    if (isMark(token, '|')) return isDiscarded(reader) ? finished(values, assigned) : undefined;
    if (token.kind !== 'parameter') {
      const name = positional.find((candidate) => !values.has(candidate));
      const value = reader.argument();
      if (name === undefined || value === undefined) return undefined;
      values.set(name, value);
      continue;
    }
    reader.next();
    const parameter = parameterOf(cmdlet, token.name);
    if (parameter === undefined || values.has(parameter.name)) return undefined;
    const isBareSwitch = parameter.isSwitch && !token.tied;
    const value: Value | undefined = isBareSwitch ? { kind: 'boolean', value: true } : reader.argument();
    if (value === undefined) return undefined;
    values.set(parameter.name, value);
  }
  return finished(values, assigned);
}

/** `| Out-Null` at the end. */
function isDiscarded(reader: ValueReader): boolean {
  reader.next();
  const command = reader.next();
  return command?.kind === 'word' && command.text.toLowerCase() === 'out-null' && reader.peek() === undefined;
}

function finished(values: ReadonlyMap<string, Value>, assigned: string | undefined): Call | undefined {
  const out = values.get('OutVariable');
  if (out !== undefined && (out.kind !== 'text' || !/^[\w?]+$/.test(out.text))) return undefined;
  return {
    arguments: values,
    results: [...(out?.kind === 'text' ? [out.text] : []), ...(assigned === undefined ? [] : [assigned])],
  };
}

/** The variables that a statement of unknown shape may change: what they held before is not to be trusted any more. */
export function changedBy({ tokens }: Statement): readonly string[] {
  return tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    if (token.kind === 'variable' && next?.kind === 'punctuation' && /^[+-]?=$/.test(next.text)) return [token.name];
    const isOutput = token.kind === 'parameter' && /^(outv|ov$)/i.test(token.name);
    if (isOutput && (next?.kind === 'word' || next?.kind === 'string')) {
      return [next.kind === 'word' ? next.text.replace(/^\+/, '') : next.value];
    }
    return [];
  });
}

/** The values of the variables that a statement names. */
export function namedIn({ tokens }: Statement, variables: Variables): readonly Value[] {
  return tokens.map((token) =>
    token.kind === 'variable' ? (variables.get(token.name.toLowerCase()) ?? unknown) : unknown,
  );
}

/** The names of the rules that a statement of unknown shape may make, as far as they stand there. */
export function namesOfNewRules({ tokens }: Statement): readonly string[] {
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'word' || token.text.toLowerCase() !== 'new-adsyncrule') return [];
    const behind = tokens.slice(index + 1);
    const at = behind.findIndex((next) => next.kind === 'parameter' && next.name.toLowerCase() === 'name');
    const name = at === -1 ? undefined : behind[at + 1];
    return [name?.kind === 'string' ? name.value : ''];
  });
}
