import { closingBracket, tokenize, type ScriptProblem, type Token } from './tokenize.ts';

/** A statement of a script: its tokens without the line ends between them. */
export interface Statement {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
}

/** Why a script cannot be divided any further, and where. */
export interface ScriptFault {
  readonly problem: ScriptProblem;
  readonly offset: number;
}

/** After these a command goes on in the next line. */
const continuing: ReadonlySet<string> = new Set([',', '|', '=', '&&', '||']);

/**
 * Divides a script into statements, one after the other; a fault is the last. A block in braces belongs to the statement it
 * stands in.
 */
export function* statementsOf(script: string): Generator<Statement | ScriptFault, void, undefined> {
  const open: { readonly closing: string; readonly at: number }[] = [];
  let current: Token[] = [];
  for (const token of tokenize(script)) {
    if (token.kind === 'problem') {
      yield { problem: token.problem, offset: token.start };
      return;
    }
    const endsStatement = token.kind === 'newline' || isMark(token, ';');
    if (endsStatement && open.length === 0) {
      if (token.kind === 'newline' && continuesAfter(current.at(-1))) continue;
      yield* statementOf(current);
      current = [];
      continue;
    }
    const closing = closingBracket(token);
    if (closing !== undefined) open.push({ closing, at: token.start });
    else if (token.kind === 'punctuation' && /^[)}\]]$/.test(token.text) && open.pop()?.closing !== token.text) {
      yield { problem: 'unbalanced-bracket', offset: token.start };
      return;
    }
    current.push(withoutModule(token));
  }
  const [unclosed] = open;
  if (unclosed !== undefined) yield { problem: 'unbalanced-bracket', offset: unclosed.at };
  else yield* statementOf(current);
}

/** `ADSync\New-ADSyncRule` is the cmdlet itself. */
function withoutModule(token: Token): Token {
  return token.kind === 'word' ? { ...token, text: token.text.replace(/^ADSync\\(?=[a-z]+-)/i, '') } : token;
}

function statementOf(tokens: readonly Token[]): readonly Statement[] {
  const [first] = tokens;
  const last = tokens.at(-1);
  return first === undefined || last === undefined ? [] : [{ tokens, start: first.start, end: last.end }];
}

export function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === 'punctuation' && token.text === text;
}

function continuesAfter(token: Token | undefined): boolean {
  return token?.kind === 'punctuation' && continuing.has(token.text);
}
