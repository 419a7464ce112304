import { zeroGuid } from '../../../base/guid.ts';
import { isMark } from './statements.ts';
import type { Token } from './tokenize.ts';
import { unknown, type Value } from './values.ts';

/** Types that leave a text as it is. */
const transparentTypes: ReadonlySet<string> = new Set([
  ...['ref', 'string', 'int', 'int32', 'int64', 'long', 'uint32', 'guid', 'array', 'object', 'psobject', 'hashtable'],
  ...['timespan', 'ordered'],
]);
/** Of the ADSync module: what a member of one is called is its value. */
const enumerations =
  /(?:^|\.)(?:SynchronizationRuleDirection|SyncRuleLinkType|AttributeMappingFlowType|AttributeValueMergeType|ComparisonOperator)$/i;
/** `[type]` at a place, with its name and the place behind it; `[a[b]]` has the name `a[b]`. */
export function typeAt(
  tokens: readonly Token[],
  start: number,
): { readonly name: string; readonly after: number } | undefined {
  if (!isMark(tokens[start], '[')) return undefined;
  let open = 1;
  let name = '';
  for (let at = start + 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (isMark(token, '[')) open += 1;
    if (isMark(token, ']')) open -= 1;
    if (open === 0) return name === '' ? undefined : { name, after: at + 1 };
    if (token?.kind === 'word') name += token.text;
    else if (token?.kind === 'punctuation' && ['[', ']', ',', '.'].includes(token.text)) name += token.text;
    else return undefined;
  }
  return undefined;
}

/** What a value is behind `[type]`, where that leaves it as it is. */
export function converted(type: string, value: Value): Value {
  const plain = type.toLowerCase().replace(/^system\./, '');
  if (plain === 'bool' || plain === 'boolean' || plain === 'switch') return value.kind === 'boolean' ? value : unknown;
  const isTransparent = transparentTypes.has(plain.replace(/\[\]$/, '')) || enumerations.test(type);
  return isTransparent || /^collections\.generic\.list\[/.test(plain) ? value : unknown;
}

/** What `[type]::Member` is; undefined: only running the script tells. */
export function staticMember(type: string, member: string): Value | undefined {
  if (enumerations.test(type)) return { kind: 'text', text: member };
  switch (`${type}::${member}`.toLowerCase().replace(/^system\./, '')) {
    case 'guid::empty':
      return { kind: 'text', text: zeroGuid };
    case 'string::empty':
      return { kind: 'text', text: '' };
    default:
      return undefined;
  }
}
