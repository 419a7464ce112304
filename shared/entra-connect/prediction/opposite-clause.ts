import type { ComparisonOperator, ScopeCondition } from '../rules/model.ts';

const opposites: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  EQUAL: 'NOTEQUAL',
  NOTEQUAL: 'EQUAL',
  LESSTHAN: 'GREATERTHAN_OR_EQUAL',
  LESSTHAN_OR_EQUAL: 'GREATERTHAN',
  CONTAINS: 'NOTCONTAINS',
  NOTCONTAINS: 'CONTAINS',
  STARTSWITH: 'NOTSTARTSWITH',
  NOTSTARTSWITH: 'STARTSWITH',
  ENDSWITH: 'NOTENDSWITH',
  NOTENDSWITH: 'ENDSWITH',
  GREATERTHAN: 'LESSTHAN_OR_EQUAL',
  GREATERTHAN_OR_EQUAL: 'LESSTHAN',
  ISNULL: 'ISNOTNULL',
  ISNOTNULL: 'ISNULL',
  ISIN: 'ISNOTIN',
  ISNOTIN: 'ISIN',
  ISBITSET: 'ISBITNOTSET',
  ISBITNOTSET: 'ISBITSET',
  ISMEMBEROF: 'ISNOTMEMBEROF',
  ISNOTMEMBEROF: 'ISMEMBEROF',
};

/** The clause that holds exactly where the other does not, for an attribute with one value. */
export function opposite(clause: ScopeCondition): ScopeCondition {
  return { ...clause, operator: opposites[clause.operator] };
}
