/** What a dump lacks of a rule. */
export interface Losses {
  readonly name: string;
  /** Of these it holds only what their type is called. */
  readonly parts: readonly LostPart[];
  /** Properties that were not written. */
  readonly properties: readonly string[];
}

export type LostPart = 'flows' | 'scope' | 'join';

/** Without one of these, what the rule does, or to whom, cannot be told. */
const needed: readonly string[] = [
  ...['Identifier', 'Name', 'Direction', 'Disabled', 'Connector', 'SourceObjectType', 'TargetObjectType', 'LinkType'],
  ...['Precedence', 'JoinFilter', 'ScopeFilter', 'AttributeFlowMappings'],
];
const neededOfFlow: readonly string[] = ['Destination', 'FlowType', 'Source', 'ExecuteOnce', 'ValueMergeType'];

/**
 * What is lost of a rule: ConvertTo-Json and Export-Clixml go two levels deep unless told otherwise, and write the type name
 * or `@{…}` of what lies deeper; Select-Object leaves properties out.
 */
export function lossesIn(rule: unknown): Losses {
  const flows = itemsOf(memberOf(rule, 'AttributeFlowMappings'));
  const parts: readonly (readonly [LostPart, boolean])[] = [
    ['flows', flows.some((flow) => typeof flow === 'string' || hasLostSource(flow))],
    ['scope', hasLostClause(memberOf(rule, 'ScopeFilter'), 'ScopeConditionList', 'Attribute')],
    ['join', hasLostClause(memberOf(rule, 'JoinFilter'), 'JoinConditionList', 'CSAttribute')],
  ];
  const name = memberOf(rule, 'Name');
  const ofFlows = neededOfFlow.filter((property) =>
    flows.some((flow) => typeof flow !== 'string' && memberOf(flow, property) === undefined),
  );
  return {
    name: typeof name === 'string' ? name : '',
    parts: parts.flatMap(([part, isLost]) => (isLost ? [part] : [])),
    properties: [...needed.filter((property) => memberOf(rule, property) === undefined), ...ofFlows],
  };
}

export function isIncomplete({ parts, properties }: Losses): boolean {
  return parts.length + properties.length > 0;
}

/** Of a clause beyond the depth there is a text, or an object without its properties. */
function hasLostClause(groups: unknown, list: string, property: string): boolean {
  return itemsOf(groups).some(
    (group) =>
      typeof group === 'string' ||
      memberOf(group, list) === undefined ||
      itemsOf(memberOf(group, list)).some((clause) => memberOf(clause, property) === undefined),
  );
}

/** A list beyond the depth is its items with blanks between them: of an attribute's name that is no loss. */
function hasLostSource(flow: unknown): boolean {
  const source = memberOf(flow, 'Source');
  return typeof source === 'string' && /^System\./.test(source);
}

function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null || value === '' ? [] : [value];
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found?.[1];
}
