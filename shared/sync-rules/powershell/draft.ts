import { parseGuid, zeroGuid, type Guid } from '../../guid.ts';
import type { ConnectorId, RuleId } from '../../identifiers.ts';
import {
  comparisonOperators,
  type AttributeFlow,
  type Direction,
  type FlowSource,
  type JoinCondition,
  type LinkType,
  type MergeType,
  type ScopeCondition,
  type SyncRule,
} from '../model.ts';
import type { Call } from './command.ts';
import type { Value } from './values.ts';

/** A rule while the statements of a script put it together. */
export interface Draft {
  /** Offset of the statement that begins it. */
  readonly start: number;
  readonly name: string;
  /** Undefined: what the rule is called, does or applies to cannot be told. */
  readonly header: Omit<SyncRule, 'flows' | 'joinGroups' | 'scopeGroups'> | undefined;
  readonly flows: AttributeFlow[];
  readonly scopeGroups: (readonly ScopeCondition[])[];
  readonly joinGroups: (readonly JoinCondition[])[];
  /** Offset of the first statement about the rule that was not understood. */
  spoiledAt: number | undefined;
  added: boolean;
}

const directions: readonly (readonly [Direction, string])[] = [
  ['inbound', 'Inbound'],
  ['outbound', 'Outbound'],
];
const linkTypes: readonly LinkType[] = ['Provision', 'Join', 'StickyJoin', 'JoinNoFlow'];
const mergeTypes: readonly MergeType[] = ['Update', 'Replace', 'Merge', 'MergeCaseInsensitive'];
const flowTypes = ['Direct', 'Constant', 'Expression'] as const;
const largestCount = 2 ** 31 - 1;

/** A rule of which no more is known than that there is one. */
export function unreadableDraft(name: string, start: number): Draft {
  return { start, name, header: undefined, flows: [], scopeGroups: [], joinGroups: [], spoiledAt: start, added: false };
}

/** `identify` makes an identifier for a rule whose script gives none. */
export function draftOf(call: Call, start: number, identify: (name: string) => Guid): Draft {
  const values = call.arguments;
  const name = textOf(values.get('Name')) ?? '';
  const header = headerOf(values, name, identify);
  return {
    ...{ start, name, header },
    ...{ flows: [], scopeGroups: [], joinGroups: [] },
    spoiledAt: header === undefined ? start : undefined,
    added: false,
  };
}

function headerOf(values: ReadonlyMap<string, Value>, name: string, identify: (name: string) => Guid): Draft['header'] {
  const id = values.has('Identifier') ? guidOf(values.get('Identifier')) : identify(name);
  const direction = directions.find(([, word]) => sameWord(word, textOf(values.get('Direction'))))?.[0];
  const linkType = oneOf(linkTypes, values.get('LinkType'));
  const connectorId = guidOf(values.get('Connector'));
  const sourceObjectType = textOf(values.get('SourceObjectType'));
  const targetObjectType = textOf(values.get('TargetObjectType'));
  const precedence = countOf(values.get('Precedence'));
  const precedenceAfter = optional(values, 'PrecedenceAfter', guidOf, zeroGuid);
  const precedenceBefore = optional(values, 'PrecedenceBefore', guidOf, zeroGuid);
  const softDeleteExpiryInterval = optional(values, 'SoftDeleteExpiryInterval', intervalOf, '00:00:00');
  const description = optional(values, 'Description', textOf, '');
  const immutableTag = optional(values, 'ImmutableTag', textOf, '');
  const enablePasswordSync = optional(values, 'EnablePasswordSync', booleanOf, false);
  const disabled = optional(values, 'Disabled', booleanOf, false);
  if (!values.has('Name') || textOf(values.get('Name')) === undefined) return undefined;
  if (id === undefined || direction === undefined || linkType === undefined || connectorId === undefined)
    return undefined;
  if (sourceObjectType === undefined || targetObjectType === undefined || precedence === undefined) return undefined;
  if (precedenceAfter === undefined || precedenceBefore === undefined) return undefined;
  if (softDeleteExpiryInterval === undefined || description === undefined || immutableTag === undefined)
    return undefined;
  if (enablePasswordSync === undefined || disabled === undefined) return undefined;
  return {
    id: id as RuleId,
    // The script does not say; on a server both are the same (entra-connect.md §1.1).
    internalId: id,
    version: 1,
    ...{ name, description, immutableTag, direction, disabled },
    connectorId: connectorId as ConnectorId,
    ...{ sourceObjectType, targetObjectType, linkType, precedence, precedenceAfter, precedenceBefore },
    ...{ softDeleteExpiryInterval, enablePasswordSync },
    uninterpreted: [],
  };
}

/** The flow that Add-ADSyncAttributeFlowMapping adds. */
export function flowOf({ arguments: values }: Call): AttributeFlow | undefined {
  const destination = textOf(values.get('Destination'));
  const mergeType = values.has('ValueMergeType') ? oneOf(mergeTypes, values.get('ValueMergeType')) : 'Update';
  const applyOnce = optional(values, 'ExecuteOnce', booleanOf, false);
  const source = sourceOf(values);
  if (destination === undefined || mergeType === undefined || applyOnce === undefined || source === undefined) {
    return undefined;
  }
  return { destination, source, applyOnce, mergeType, uninterpreted: [] };
}

function sourceOf(values: ReadonlyMap<string, Value>): FlowSource | undefined {
  const attributes = values.has('Source') ? textsOf(values.get('Source')) : [];
  const expression = values.get('Expression');
  const flowType = oneOf(flowTypes, values.get('FlowType'));
  if (attributes === undefined || flowType === undefined || values.has('AttributeFlowMappings')) return undefined;
  if (flowType === 'Expression') {
    const text = textOf(expression);
    return text === undefined ? undefined : { type: 'expression', expression: text, attributes };
  }
  const hasExpression = expression !== undefined && textOf(expression) !== '' && expression.kind !== 'null';
  const [first, ...others] = attributes;
  if (hasExpression || first === undefined) return undefined;
  if (flowType === 'Direct') return { type: 'direct', attributes };
  return others.length === 0 ? { type: 'constant', value: first } : undefined;
}

/** The condition that New-Object makes; the constructor takes attribute, value, operator, in this order (entra-connect.md §3.1). */
export function conditionOf({ arguments: values }: Call): Value | undefined {
  const type = textOf(values.get('TypeName'))?.split('.').at(-1)?.toLowerCase();
  const list = values.get('ArgumentList');
  const [first, second, third, ...more] = list === undefined ? [] : itemsOf(list);
  const [one, other] = [textOf(first), textOf(second)];
  if (one === undefined || other === undefined || more.length > 0) return undefined;
  if (type === 'scopecondition') {
    const operator = oneOf(comparisonOperators, third);
    return operator && { kind: 'scope-condition', condition: { attribute: one, operator, value: other } };
  }
  const caseSensitive = booleanOf(third);
  if (type !== 'joincondition' || caseSensitive === undefined) return undefined;
  const condition = { connectorSpaceAttribute: one, metaverseAttribute: other, caseSensitive };
  return { kind: 'join-condition', condition };
}

/** The rule that a parameter hands over. */
export function ruleIn({ arguments: values }: Call): Draft | undefined {
  const value = values.get('SynchronizationRule');
  return value?.kind === 'rule' ? value.draft : undefined;
}

/** The items of a list, lists inside it laid open as PowerShell does; a single value is a list of itself. */
export function itemsOf(value: Value): readonly Value[] {
  return value.kind === 'list' ? value.items.flatMap(itemsOf) : [value];
}

function textsOf(value: Value | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const texts = itemsOf(value).map(textOf);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function textOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'null') return '';
  return value?.kind === 'text' ? value.text : undefined;
}

function guidOf(value: Value | undefined): Guid | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : parseGuid(text);
}

function booleanOf(value: Value | undefined): boolean | undefined {
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

function countOf(value: Value | undefined): number | undefined {
  const text = textOf(value)?.trim() ?? '';
  return /^\d{1,10}$/.test(text) && Number(text) <= largestCount ? Number(text) : undefined;
}

/** .NET's TimeSpan as text; `0` is none. Another number would be ticks, which no source shows. */
function intervalOf(value: Value | undefined): string | undefined {
  const text = textOf(value);
  if (text === '0') return '00:00:00';
  return text !== undefined && /^-?(\d+\.)?\d{1,2}:\d{2}:\d{2}(\.\d{1,7})?$/.test(text) ? text : undefined;
}

function optional<Read>(
  values: ReadonlyMap<string, Value>,
  name: string,
  read: (value: Value | undefined) => Read | undefined,
  absent: Read,
): Read | undefined {
  return values.has(name) ? read(values.get(name)) : absent;
}

function oneOf<Word extends string>(words: readonly Word[], value: Value | undefined): Word | undefined {
  return words.find((word) => sameWord(word, textOf(value)));
}

/** PowerShell converts a text to an enumeration whatever its case. */
function sameWord(word: string, written: string | undefined): boolean {
  return written?.trim().toLowerCase() === word.toLowerCase();
}
