import { closingBracket, tokenize, type ScriptProblem, type Token } from './tokenize.ts';

/** A statement of a script: its tokens without the line ends between them. */
export interface Statement {
  readonly tokens: readonly Token[];
  readonly start: number;
  readonly end: number;
}

export type Statements =
  | { readonly ok: true; readonly statements: readonly Statement[] }
  | { readonly ok: false; readonly problem: ScriptProblem; readonly offset: number };

/** After these a command goes on in the next line. */
const continuing: ReadonlySet<string> = new Set([',', '|', '=', '&&', '||']);

/** Divides a script into statements; a block in braces belongs to the statement it stands in. */
export function statementsOf(script: string): Statements {
  const statements: Statement[] = [];
  const open: { readonly closing: string; readonly at: number }[] = [];
  let current: Token[] = [];
  const finish = () => {
    const [first] = current;
    const last = current.at(-1);
    if (first !== undefined && last !== undefined) {
      statements.push({ tokens: current, start: first.start, end: last.end });
    }
    current = [];
  };
  for (const token of tokenize(script)) {
    if (token.kind === 'problem') return { ok: false, problem: token.problem, offset: token.start };
    const endsStatement = token.kind === 'newline' || isMark(token, ';');
    if (endsStatement && open.length === 0) {
      if (token.kind === 'newline' && continuesAfter(current.at(-1))) continue;
      finish();
      continue;
    }
    const closing = closingBracket(token);
    if (closing !== undefined) open.push({ closing, at: token.start });
    else if (token.kind === 'punctuation' && /^[)}\]]$/.test(token.text) && open.pop()?.closing !== token.text) {
      return { ok: false, problem: 'unbalanced-bracket', offset: token.start };
    }
    current.push(token);
  }
  const [unclosed] = open;
  if (unclosed !== undefined) return { ok: false, problem: 'unbalanced-bracket', offset: unclosed.at };
  finish();
  return { ok: true, statements };
}

export function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === 'punctuation' && token.text === text;
}

function continuesAfter(token: Token | undefined): boolean {
  return token?.kind === 'punctuation' && continuing.has(token.text);
}
