import type { Argument, ArgumentProblem, Call, Span } from './arguments.ts';
import { changesNothing, isAssignmentSign } from './changes-nothing.ts';
import { cmdletOf, isHarmless, parameterOf, type Cmdlet } from './cmdlets.ts';
import { isMark, type Statement } from './statements.ts';
import { mentionsRuleCmdlet } from './rule-script.ts';
import { tokenize, type Token } from './tokenize.ts';
import { converted, typeAt } from './types.ts';
import { isNewGuid, unknown, ValueReader, variableKey, type ScriptState, type Value } from './values.ts';

/** What a statement is, as far as it has a known shape. */
export type Command =
  | { readonly kind: 'cmdlet'; readonly cmdlet: string; readonly call: Call }
  | { readonly kind: 'assignment'; readonly variable: string; readonly value: Value }
  /** Rules that the server has are put into a variable, or chosen out of one. */
  | { readonly kind: 'selection'; readonly variable: string; readonly tokens: readonly Token[] }
  | { readonly kind: 'harmless' }
  | { readonly kind: 'foreign'; readonly changes: 'nothing' | 'perhaps-rules'; readonly problem?: ArgumentProblem };

/** Reads a statement; values that only running it would tell are `unknown`. */
export function commandOf({ tokens }: Statement, state: ScriptState): Command {
  const changes = changesNothing(tokens) ? 'nothing' : 'perhaps-rules';
  const assigned = assignmentAt(tokens);
  const begin = assigned?.after ?? 0;
  const head = tokens[begin];
  if (head?.kind === 'word') {
    if (assigned === undefined && isHarmless(head.text) && changes === 'nothing') return { kind: 'harmless' };
    if (assigned !== undefined && isNewGuid(head.text) && begin === tokens.length - 1) {
      return assignment(assigned, { kind: 'made-up-guid', guid: state.guidMadeAt(head.start) });
    }
    const cmdlet = cmdletOf(head.text);
    if (cmdlet !== undefined) {
      const call = readCall(cmdlet, new ValueReader(tokens, begin + 1, state), assigned?.variable);
      return 'kind' in call
        ? { kind: 'foreign', changes: 'perhaps-rules', problem: call }
        : { kind: 'cmdlet', cmdlet: cmdlet.name, call };
    }
  }
  if (assigned === undefined) return { kind: 'foreign', changes };
  const reader = new ValueReader(tokens, begin, state);
  const value = reader.argument();
  const isPlain = value !== undefined && reader.peek() === undefined && !isCommandName(value, head?.kind);
  if (isPlain) return assignment(assigned, value);
  return changes === 'nothing' && namesRules(tokens.slice(begin), state)
    ? { kind: 'selection', variable: assigned.variable, tokens: tokens.slice(begin) }
    : { kind: 'foreign', changes };
}

interface Assigned {
  readonly variable: string;
  /** `[type]` in front of it. */
  readonly type: string | undefined;
  /** The place behind the sign. */
  readonly after: number;
}

/** `$name =` or `[type] $name =` at the beginning. */
function assignmentAt(tokens: readonly Token[]): Assigned | undefined {
  const type = typeAt(tokens, 0);
  const at = type?.after ?? 0;
  const [variable, sign] = [tokens[at], tokens[at + 1]];
  if (variable?.kind !== 'variable' || !isMark(sign, '=')) return undefined;
  return { variable: variable.name, type: type?.name, after: at + 2 };
}

function assignment({ variable, type }: Assigned, value: Value): Command {
  return { kind: 'assignment', variable, value: type === undefined ? value : converted(type, value) };
}

/** A word at the beginning of an expression is the name of a command, unless it is a number. */
function isCommandName(value: Value, kind: string | undefined): boolean {
  return kind === 'word' && value.kind === 'text' && !/^\d/.test(value.text);
}

/** Whether rules come out of an expression: of the server, or of a variable that holds some. */
function namesRules(tokens: readonly Token[], { variables }: ScriptState): boolean {
  return tokens.some((token) => {
    if (token.kind === 'word') return token.text.toLowerCase() === 'get-adsyncrule';
    const value = token.kind === 'variable' ? variables.get(variableKey(token.name)) : undefined;
    return value?.kind === 'rule' || (value?.kind === 'list' && value.items.some(({ kind }) => kind === 'rule'));
  });
}

function readCall(cmdlet: Cmdlet, reader: ValueReader, assigned: string | undefined): Call | ArgumentProblem {
  const values = new Map<string, Argument>();
  const positional = [...cmdlet.positional];
  for (let token = reader.peek(); token !== undefined; token = reader.peek()) {
    if (isMark(token, '|')) return isDiscarded(reader) ? finished(values, assigned) : { kind: 'unexpected', written: spanOf(token) }; // prettier-ignore
    if (token.kind !== 'parameter') {
      if (token.kind === 'variable' && token.name.startsWith('@')) return { kind: 'splat', written: spanOf(token) };
      const name = positional.find((candidate) => !values.has(candidate));
      const given = reader.argumentOrRest();
      if (name === undefined || given === undefined) return { kind: 'unexpected', written: spanOf(token) };
      values.set(name, { value: given.value, written: given });
      continue;
    }
    reader.next();
    const parameter = parameterOf(cmdlet, token.name);
    if (parameter === undefined) return { kind: 'no-parameter', written: spanOf(token) };
    if (values.has(parameter.name)) return { kind: 'twice', parameter: parameter.name };
    const isBareSwitch = parameter.isSwitch && !token.tied;
    const given = isBareSwitch
      ? { value: { kind: 'boolean', value: true } as const, ...spanOf(token) }
      : reader.argumentOrRest();
    if (given === undefined) return { kind: 'missing', parameter: parameter.name };
    values.set(parameter.name, { value: given.value, written: spanOf(given) });
  }
  return finished(values, assigned);
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** `| Out-Null` at the end. */
function isDiscarded(reader: ValueReader): boolean {
  reader.next();
  const command = reader.next();
  return command?.kind === 'word' && command.text.toLowerCase() === 'out-null' && reader.peek() === undefined;
}

function finished(values: ReadonlyMap<string, Argument>, assigned: string | undefined): Call | ArgumentProblem {
  const out = values.get('OutVariable');
  if (out !== undefined && (out.value.kind !== 'text' || !/^[\w?]+$/.test(out.value.text))) {
    return { kind: 'not-told', parameter: 'OutVariable', written: out.written };
  }
  return {
    arguments: values,
    results: [...(out?.value.kind === 'text' ? [out.value.text] : []), ...(assigned === undefined ? [] : [assigned])],
  };
}

/** A variable that a statement may change: what it held before is not to be trusted any more. */
export interface ChangedVariable {
  readonly name: string;
  /** A member of what it holds is assigned to: it still holds the same thing. */
  readonly byMember: boolean;
}

/** The variables that a statement of unknown shape may change. */
export function changedBy({ tokens }: Statement): readonly ChangedVariable[] {
  return tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    if (isAssignmentSign(token)) return assignedBefore(tokens, index);
    if (token.kind === 'word' && /^(?:set|new|clear)-variable$|^[sn]v$/i.test(token.text))
      return changed(namesBehind(tokens, index));
    if (token.kind === 'word' && token.text.toLowerCase() === 'in') return changed(namesOf([tokens[index - 1]]));
    if (isMark(token, '[') && next?.kind === 'word' && next.text.toLowerCase() === 'ref') return changed(namesBehind(tokens, index)); // prettier-ignore
    const isOutput = token.kind === 'parameter' && /^(outv|ov$)/i.test(token.name);
    if (isOutput && (next?.kind === 'word' || next?.kind === 'string')) {
      return changed([next.kind === 'word' ? next.text.replace(/^\+/, '') : next.value]);
    }
    return [];
  });
}

/** `$a, $b[0].c =`: all variables before the sign, up to where the statement begins; `++` may stand before its own. */
function assignedBefore(tokens: readonly Token[], sign: number): readonly ChangedVariable[] {
  let from = sign;
  while (from > 0 && !isBoundary(tokens[from - 1])) from -= 1;
  const target = tokens.slice(from, sign + (tokens[sign]?.kind === 'word' ? 2 : 0));
  return changed(
    namesOf(target),
    target.some((token) => isMark(token, '.')),
  );
}

function changed(names: readonly string[], byMember = false): readonly ChangedVariable[] {
  return names.map((name) => ({ name, byMember }));
}

function isBoundary(token: Token | undefined): boolean {
  if (token?.kind === 'newline') return true;
  return token?.kind === 'punctuation' && [';', '{', '}', '(', '|', '='].includes(token.text);
}

function namesBehind(tokens: readonly Token[], index: number): readonly string[] {
  const names = tokens.slice(index + 1, index + 6).flatMap((token) => {
    if (token.kind === 'string') return [token.value];
    return token.kind === 'word' ? [token.text] : [];
  });
  return [...names, ...namesOf(tokens.slice(index + 1, index + 6))];
}

function namesOf(tokens: readonly (Token | undefined)[]): readonly string[] {
  return tokens.flatMap((token) => (token?.kind === 'variable' ? [token.name] : []));
}

/** The values of the variables that a statement names. */
export function namedIn(tokens: readonly Token[], { variables }: ScriptState): readonly Value[] {
  return tokens.map((token) =>
    token.kind === 'variable' ? (variables.get(variableKey(token.name)) ?? unknown) : unknown,
  );
}

/** The New-ADSyncRule calls in a statement of unknown shape: what stands there as the name of each rule. */
export function newRulesIn({ tokens }: Pick<Statement, 'tokens'>): readonly (Token | undefined)[] {
  return tokens.flatMap((token, index): readonly (Token | undefined)[] => {
    if (token.kind === 'string') return newRulesInText(token.value);
    if (token.kind !== 'word' || token.text.toLowerCase() !== 'new-adsyncrule') return [];
    const behind = tokens.slice(index + 1);
    const next = behind.findIndex((other) => other.kind === 'word' && other.text.toLowerCase() === 'new-adsyncrule');
    const own = next === -1 ? behind : behind.slice(0, next);
    const at = own.findIndex((other) => other.kind === 'parameter' && other.name.toLowerCase() === 'name');
    const [first] = own;
    if (first?.kind === 'variable' && first.name.startsWith('@')) return [first];
    return [at === -1 ? undefined : own[at + 1]];
  });
}

/** Of a text that is run, by Invoke-Expression for instance: a text that only mentions the cmdlet names no rule. */
function newRulesInText(text: string): readonly Token[] {
  if (!mentionsRuleCmdlet(text)) return [];
  const tokens = [...tokenize(text)].flatMap((token) => (token.kind === 'problem' ? [] : [token]));
  return newRulesIn({ tokens }).flatMap((name) => (name?.kind === 'string' && !name.expands ? [name] : []));
}
