import { parseGuid } from '../../../base/guid.ts';
import { itemsOf, textOf } from './arguments.ts';
import { commandsIn } from './changes-nothing.ts';
import { namedIn } from './command.ts';
import type { Draft } from './draft.ts';
import { isMark } from './statements.ts';
import type { Token } from './tokenize.ts';
import type { ScriptState } from './values.ts';

/**
 * The rules of a script that a statement may mean: those in its variables, those it names by identifier or name, and, where
 * it asks the server for rules, all that are there by then, unless what it looks for is plain to see.
 */
export function rulesMeant(tokens: readonly Token[], drafts: readonly Draft[], state: ScriptState): readonly Draft[] {
  const values = namedIn(tokens, state).flatMap(itemsOf);
  const held = values.flatMap((value) => (value.kind === 'rule' ? [value.draft] : []));
  const commands = commandsIn(tokens);
  if (commands.length === 0) return held;
  const asksServer = commands.includes('get-adsyncrule');
  const looksFor = asksServer ? soughtRules(tokens, state) : undefined;
  const written = [...literalsIn(tokens), ...values.flatMap((value) => textOf(value) ?? [])];
  return drafts.filter((draft) => {
    if (held.includes(draft)) return true;
    if (asksServer) return draft.added !== undefined && (looksFor === undefined || looksFor(draft));
    return written.some((text) => names(text, draft));
  });
}

function literalsIn(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token) => {
    if (token.kind === 'string') return [token.value];
    return token.kind === 'word' ? [token.text] : [];
  });
}

function names(text: string, { name, id }: Draft): boolean {
  if (text === '') return false;
  return text.toLowerCase() === name.toLowerCase() || (id !== undefined && parseGuid(text) === id);
}

/** What `-Identifier <one>` or a single `Where-Object` on name or identifier lets through; undefined: perhaps any rule. */
function soughtRules(tokens: readonly Token[], state: ScriptState): ((draft: Draft) => boolean) | undefined {
  const at = tokens.findIndex((token) => token.kind === 'word' && token.text.toLowerCase() === 'get-adsyncrule');
  const [parameter, given, ...others] = tokens.slice(at + 1);
  if (parameter?.kind === 'parameter' && /^id/i.test(parameter.name) && given !== undefined) {
    const text = literalsIn([given])[0] ?? namedIn([given], state).map(textOf)[0];
    const isWhole = others[0] === undefined || !isMark(others[0], '.');
    const guid = text === undefined ? undefined : parseGuid(text);
    return guid === undefined || !isWhole ? undefined : ({ id }) => id === guid;
  }
  const filters = tokens.flatMap((token, index) =>
    token.kind === 'word' && /^(?:where|where-object|\?)$/i.test(token.text)
      ? [tokens.slice(index + 1, index + 8)]
      : [],
  );
  const [filter, ...more] = filters;
  return filter === undefined || more.length > 0 ? undefined : sought(filter);
}

/** `{ $_.Name -eq 'a' }` or `Name -eq 'a'`. */
function sought(filter: readonly Token[]): ((draft: Draft) => boolean) | undefined {
  const isBlock = isMark(filter[0], '{');
  const [member, operator, wanted, end] = filter.slice(isBlock ? 3 : 0);
  const isPlain = isBlock ? isMark(filter[2], '.') && isMark(end, '}') : end === undefined || end.kind !== 'parameter';
  if (!isPlain || member?.kind !== 'word' || operator?.kind !== 'parameter' || wanted?.kind !== 'string')
    return undefined;
  if (wanted.expands) return undefined;
  const property = member.text.toLowerCase();
  const pattern = patternOf(operator.name.toLowerCase(), wanted.value);
  if (pattern === undefined) return undefined;
  if (property === 'name') return ({ name }) => pattern.test(name);
  return property === 'identifier' ? ({ id }) => id !== undefined && pattern.test(id) : undefined;
}

function patternOf(operator: string, wanted: string): RegExp | undefined {
  if (!/^[ci]?(?:eq|like)$/.test(operator)) return undefined;
  const escaped = wanted.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  // A class of characters in a wildcard is rare: such a pattern may mean any rule.
  if (operator.endsWith('like') && wanted.includes('[')) return undefined;
  const source = operator.endsWith('like')
    ? escaped.replaceAll('*', '.*').replaceAll('?', '.')
    : escaped.replaceAll(/[*?]/g, String.raw`\$&`);
  return new RegExp(`^${source}$`, 'is');
}
