import type {
  AttributeFlow,
  Direction,
  JoinCondition,
  LinkType,
  ScopeCondition,
} from '../../../../shared/entra-connect/rules/model.ts';

/** Which side of the metaverse a rule's connector is; an `ad` template becomes one rule for each forest. */
type TemplateSide = 'ad' | 'entra';

/** A default rule before it belongs to a server: everything but identifiers, connector and number. */
export interface RuleTemplate {
  readonly name: string;
  readonly tag: string;
  readonly side: TemplateSide;
  readonly direction: Direction;
  readonly source: string;
  readonly target: string;
  readonly link: LinkType;
  readonly description?: string;
  readonly passwordSync?: boolean;
  readonly scope?: readonly (readonly ScopeCondition[])[];
  readonly join?: readonly (readonly JoinCondition[])[];
  readonly flows: readonly AttributeFlow[];
}

export function isPresent(attribute: string): ScopeCondition {
  return { attribute, operator: 'ISNOTNULL', value: '' };
}

export function equals(attribute: string, value: string): ScopeCondition {
  return { attribute, operator: 'EQUAL', value };
}

export function differs(attribute: string, value: string): ScopeCondition {
  return { attribute, operator: 'NOTEQUAL', value };
}

export function startsOtherwise(attribute: string, value: string): ScopeCondition {
  return { attribute, operator: 'NOTSTARTSWITH', value };
}

export function lacksBit(attribute: string, value: string): ScopeCondition {
  return { attribute, operator: 'ISBITNOTSET', value };
}

export function isBelow(attribute: string, value: string): ScopeCondition {
  return { attribute, operator: 'LESSTHAN', value };
}

/** A join group of one clause. */
export function joinOn(
  connectorSpaceAttribute: string,
  metaverseAttribute: string,
  caseSensitive = false,
): readonly JoinCondition[] {
  return [{ connectorSpaceAttribute, metaverseAttribute, caseSensitive }];
}
