import { zeroGuid, type Guid } from '../../../base/guid.ts';
import type { ConnectorId, RuleId } from '../../../base/identifiers.ts';
import {
  comparisonOperators,
  type AttributeFlow,
  type FlowSource,
  type JoinCondition,
  type LinkType,
  type MergeType,
  type ScopeCondition,
  type SyncRule,
} from '../../rules/model.ts';
import {
  ArgumentReader,
  booleanOf,
  countOf,
  guidOf,
  intervalOf,
  itemsOf,
  oneOf,
  textOf,
  textsOf,
  type ArgumentProblem,
  type Call,
} from './arguments.ts';
import type { Value } from './values.ts';

/** Why a rule of a script is left out. */
export type LeftOut =
  /** What the statement at that offset does to the rule is not understood. */
  | { readonly kind: 'statement'; readonly at: number }
  /** The statement at that offset, which makes the rule, is not understood. */
  | { readonly kind: 'made-by'; readonly at: number }
  | { readonly kind: 'argument'; readonly problem: ArgumentProblem };

/** A rule while the statements of a script put it together. */
export interface Draft {
  /** Offset of the statement that begins it. */
  readonly start: number;
  readonly name: string;
  /** Undefined: cannot be told. */
  readonly id: Guid | undefined;
  /** The script gives none: the one here is made up. */
  readonly isIdMadeUp: boolean;
  /** Undefined: what the rule is called, does or applies to cannot be told. */
  readonly header: Omit<SyncRule, 'flows' | 'joinGroups' | 'scopeGroups'> | undefined;
  readonly flows: AttributeFlow[];
  readonly scopeGroups: (readonly ScopeCondition[])[];
  readonly joinGroups: (readonly JoinCondition[])[];
  /** The first reason to leave the rule out. */
  leftOut: LeftOut | undefined;
  /** As Add-ADSyncRule last handed it to the server. */
  added: Pick<SyncRule, 'flows' | 'scopeGroups' | 'joinGroups'> | undefined;
  /** Offset of the first statement that changed it after that. */
  changedAt: number | undefined;
}

const linkTypes: readonly LinkType[] = ['Provision', 'Join', 'StickyJoin', 'JoinNoFlow'];
const mergeTypes: readonly MergeType[] = ['Update', 'Replace', 'Merge', 'MergeCaseInsensitive'];
const flowTypes = ['Direct', 'Constant', 'Expression'] as const;

/** A rule of which no more is known than that there is one. */
export function unreadableDraft(name: string, start: number, leftOut: LeftOut): Draft {
  return { start, name, id: undefined, isIdMadeUp: false, header: undefined, ...empty(), leftOut };
}

function empty(): Pick<Draft, 'flows' | 'scopeGroups' | 'joinGroups' | 'added' | 'changedAt'> {
  return { flows: [], scopeGroups: [], joinGroups: [], added: undefined, changedAt: undefined };
}

/** The draft of New-ADSyncRule; `identify` makes an identifier for a rule whose script gives none. */
export function draftOf(call: Call, start: number, shownName: string, identify: () => Guid): Draft {
  const reader = new ArgumentReader(call.arguments);
  const given = reader.optional('Identifier', identifierOf, undefined);
  const id = given?.guid ?? identify();
  const header = headerOf(reader, id);
  const { problem } = reader;
  return {
    ...{ start, name: shownName, id, isIdMadeUp: given?.kind !== 'given' },
    header: problem === undefined ? header : undefined,
    ...empty(),
    leftOut: problem && { kind: 'argument', problem },
  };
}

function headerOf(reader: ArgumentReader, id: Guid): NonNullable<Draft['header']> {
  const precedenceAfter = reader.optional('PrecedenceAfter', guidOf, zeroGuid);
  const precedenceBefore = reader.optional('PrecedenceBefore', guidOf, zeroGuid);
  if (!reader.has('Precedence') && precedenceAfter !== zeroGuid) {
    reader.problem ??= { kind: 'placed', side: 'after', rule: precedenceAfter };
  } else if (!reader.has('Precedence') && precedenceBefore !== zeroGuid) {
    reader.problem ??= { kind: 'placed', side: 'before', rule: precedenceBefore };
  }
  return {
    id: id as RuleId,
    // The script does not say; on a server both are the same (entra-connect.md §1.1).
    internalId: id,
    version: 1,
    name: reader.required('Name', textOf, ''),
    description: reader.optional('Description', textOf, ''),
    immutableTag: reader.optional('ImmutableTag', textOf, ''),
    direction: reader.required('Direction', oneOf(['inbound', 'outbound']), 'inbound'),
    disabled: reader.optional('Disabled', booleanOf, false),
    connectorId: reader.required('Connector', guidOf, zeroGuid) as ConnectorId,
    sourceObjectType: reader.required('SourceObjectType', textOf, ''),
    targetObjectType: reader.required('TargetObjectType', textOf, ''),
    linkType: reader.required('LinkType', oneOf(linkTypes), 'Join'),
    precedence: reader.required('Precedence', countOf, 0),
    precedenceAfter,
    precedenceBefore,
    softDeleteExpiryInterval: reader.optional('SoftDeleteExpiryInterval', intervalOf, '00:00:00'),
    enablePasswordSync: reader.optional('EnablePasswordSync', booleanOf, false),
    uninterpreted: [],
  };
}

/** The flow that Add-ADSyncAttributeFlowMapping adds, or why it cannot be told. */
export function flowOf({ arguments: given }: Call): AttributeFlow | ArgumentProblem {
  const reader = new ArgumentReader(given);
  const flow: AttributeFlow = {
    destination: reader.required('Destination', textOf, ''),
    source: sourceOf(reader, given),
    applyOnce: reader.optional('ExecuteOnce', booleanOf, false),
    mergeType: reader.optional('ValueMergeType', oneOf(mergeTypes), 'Update'),
    uninterpreted: [],
  };
  const mappings = given.get('AttributeFlowMappings');
  if (mappings !== undefined)
    return { kind: 'not-told', parameter: 'AttributeFlowMappings', written: mappings.written };
  return reader.problem ?? flow;
}

function sourceOf(reader: ArgumentReader, given: Call['arguments']): FlowSource {
  const flowType = reader.required('FlowType', oneOf(flowTypes), 'Direct');
  const attributes = reader.optional('Source', textsOf, []);
  if (flowType === 'Expression') {
    return { type: 'expression', expression: reader.required('Expression', textOf, ''), attributes };
  }
  const expression = given.get('Expression');
  if (expression !== undefined && textOf(expression.value) !== '') {
    reader.problem ??= { kind: 'not-known', parameter: 'Expression', written: expression.written };
  }
  const [first = '', ...others] = attributes;
  if (attributes.length === 0) reader.problem ??= { kind: 'missing', parameter: 'Source' };
  if (flowType === 'Direct') return { type: 'direct', attributes };
  const source = given.get('Source');
  if (others.length > 0 && source !== undefined) {
    reader.problem ??= { kind: 'not-known', parameter: 'Source', written: source.written };
  }
  return { type: 'constant', value: first };
}

/** The condition that New-Object makes; the constructor takes attribute, value, operator, in this order (entra-connect.md §3.1). */
export function conditionOf({ arguments: given }: Call): Value | undefined {
  const type = textOf(given.get('TypeName')?.value)?.split('.').at(-1)?.toLowerCase();
  const list = given.get('ArgumentList')?.value;
  const [first, second, third, ...more] = list === undefined ? [] : itemsOf(list);
  const [one, other] = [textOf(first), textOf(second)];
  if (one === undefined || other === undefined || more.length > 0) return undefined;
  if (type === 'scopecondition') {
    const operator = oneOf(comparisonOperators)(third);
    return operator && { kind: 'scope-condition', condition: { attribute: one, operator, value: other } };
  }
  const caseSensitive = booleanOf(third);
  if (type !== 'joincondition' || caseSensitive === undefined) return undefined;
  const condition = { connectorSpaceAttribute: one, metaverseAttribute: other, caseSensitive };
  return { kind: 'join-condition', condition };
}

/** The clauses of the group that Add-ADSyncScopeConditionGroup adds, or why they cannot be told. */
export function scopeGroupOf(call: Call): readonly ScopeCondition[] | ArgumentProblem {
  return itemsIn(call, 'ScopeConditions', (value) => (value.kind === 'scope-condition' ? value.condition : undefined));
}

/** Those of Add-ADSyncJoinConditionGroup. */
export function joinGroupOf(call: Call): readonly JoinCondition[] | ArgumentProblem {
  return itemsIn(call, 'JoinConditions', (value) => (value.kind === 'join-condition' ? value.condition : undefined));
}

/** What a parameter hands over, item by item; a problem when one of them is something else. */
function itemsIn<Item>(
  call: Call,
  parameter: string,
  read: (value: Value) => Item | undefined,
): readonly Item[] | ArgumentProblem {
  const given = call.arguments.get(parameter);
  if (given === undefined) return { kind: 'missing', parameter };
  const items = itemsOf(given.value).map(read);
  return items.every((item) => item !== undefined) ? items : { kind: 'not-told', parameter, written: given.written };
}

/** The rule that a parameter hands over. */
export function ruleIn({ arguments: given }: Call): Draft | undefined {
  const value = given.get('SynchronizationRule')?.value;
  return value?.kind === 'rule' ? value.draft : undefined;
}

type Identifier = { readonly kind: 'given' | 'made-up'; readonly guid: Guid };

function identifierOf(value: Value): Identifier | undefined {
  if (value.kind === 'made-up-guid') return { kind: 'made-up', guid: value.guid };
  const guid = guidOf(value);
  return guid && { kind: 'given', guid };
}
