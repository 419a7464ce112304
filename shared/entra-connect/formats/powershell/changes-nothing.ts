import { isMark } from './statements.ts';
import type { Token } from './tokenize.ts';

/** Verbs of commands that show, look or write files: none of them changes a rule. */
const readingVerb =
  /^(?:compare|convertfrom|convertto|export|format|get|group|join|measure|out|read|resolve|select|sort|split|test|where|write)-/i;
/** Keywords, aliases and commands that change no rule either; the blocks behind them are looked through with the rest. */
const readingWords: ReadonlySet<string> = new Set([
  ...['if', 'elseif', 'else', 'foreach', 'for', 'while', 'do', 'until', 'switch', 'default', 'try', 'catch', 'finally'],
  ...['begin', 'process', 'end', 'return', 'exit', 'throw', 'break', 'continue', 'in'],
  ...[
    'foreach-object',
    '%',
    '?',
    'where',
    'select',
    'sort',
    'measure',
    'group',
    'fl',
    'ft',
    'fw',
    'echo',
    'write',
    'gm',
  ],
  ...[
    'import-module',
    'set-strictmode',
    'remove-variable',
    'start-sleep',
    'clear-host',
    'cls',
    'pause',
    'set-location',
  ],
  ...['add-content', 'set-content', 'tee-object', 'new-item', 'start-transcript', 'stop-transcript', 'new-guid'],
  ...['start-adsyncsynccycle', 'stop-adsyncsynccycle', 'set-adsyncscheduler'],
]);
const readingMethods: ReadonlySet<string> = new Set([
  ...['tostring', 'trim', 'trimstart', 'trimend', 'contains', 'startswith', 'endswith', 'replace', 'split', 'equals'],
  ...['tolower', 'toupper', 'substring', 'indexof', 'gettype', 'newguid', 'writeline', 'isnullorempty'],
  ...['isnullorwhitespace', 'where', 'format', 'join', 'tryparse', 'parse', 'padleft', 'padright'],
]);
const beforeCommand: ReadonlySet<string> = new Set(['{', '}', ';', '|', '(', '$(', '@(', '&&', '||', '=']);

/** Whether a statement, with all blocks in it, can be told to change no rule. What is not known counts as a change. */
export function changesNothing(tokens: readonly Token[]): boolean {
  return tokens.every((token, index) => {
    const [before, previous, next] = [tokens[index - 2], tokens[index - 1], tokens[index + 1]];
    if (isAssignmentSign(token)) {
      // A member is assigned to; a word without a point before it is a key of a table.
      return previous?.kind === 'variable' || (isName(previous) && !isMark(before, '.'));
    }
    if (isMark(token, '&')) return false;
    if (isMark(token, '(') && isName(previous) && (isMark(before, '.') || isMark(before, '::'))) {
      return readingMethods.has(nameOf(previous).toLowerCase());
    }
    if (token.kind !== 'word' || !isCommandPlace(previous) || isAssignmentSign(next)) return true;
    return isReadingCommand(token.text);
  });
}

/** The words of a statement that are names of commands, those in its blocks too. */
export function commandsIn(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token, index) =>
    token.kind === 'word' && isCommandPlace(tokens[index - 1]) && !isAssignmentSign(tokens[index + 1])
      ? [token.text.toLowerCase()]
      : [],
  );
}

function isReadingCommand(command: string): boolean {
  return /^[-+]?[\d.]*\d/.test(command) || readingVerb.test(command) || readingWords.has(command.toLowerCase());
}

function isCommandPlace(previous: Token | undefined): boolean {
  if (previous === undefined || previous.kind === 'newline') return true;
  // In `foreach ($one in Get-Some)`.
  if (previous.kind === 'word') return previous.text.toLowerCase() === 'in';
  return previous.kind === 'punctuation' && beforeCommand.has(previous.text);
}

/** `=`, `+=`, `*=`, `++` and their like. */
export function isAssignmentSign(token: Token | undefined): boolean {
  if (token?.kind === 'punctuation') return /^[+-]?=$/.test(token.text);
  return token?.kind === 'word' && /^(?:[*/%]=|\?\?=|\+\+|--)/.test(token.text);
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'string';
}

function nameOf(token: Token | undefined): string {
  if (token?.kind === 'word') return token.text;
  return token?.kind === 'string' ? token.value : '';
}
