import type { AttributeFlow, JoinCondition, ScopeCondition, SyncRule } from '../model.ts';

type RuleContent = Pick<SyncRule, 'flows' | 'joinGroups' | 'scopeGroups'>;

/**
 * What a rule does, in one order: that of flows, groups and clauses has no meaning (OR and AND), and line ends of
 * expressions change with the format that a rule is exported in.
 */
export function canonicalRule<Rule extends RuleContent>(rule: Rule): Rule {
  return {
    ...rule,
    flows: sorted(rule.flows.map(canonicalFlow), ({ destination }) => destination.toLowerCase()),
    joinGroups: canonicalGroups<JoinCondition>(rule.joinGroups),
    scopeGroups: canonicalGroups<ScopeCondition>(rule.scopeGroups),
  };
}

function canonicalFlow(flow: AttributeFlow): AttributeFlow {
  const { source } = flow;
  if (source.type !== 'expression') return { ...flow, uninterpreted: [] };
  // The attributes beside an expression repeat what stands in it, and scripts may leave them out.
  const expression = source.expression.replaceAll(/\r\n?/g, '\n').trim();
  return { ...flow, source: { type: 'expression', expression, attributes: [] }, uninterpreted: [] };
}

function canonicalGroups<Clause>(groups: readonly (readonly Clause[])[]): readonly (readonly Clause[])[] {
  return sorted(
    groups.map((group) => sorted(group, (clause) => JSON.stringify(clause))),
    (group) => JSON.stringify(group),
  );
}

function sorted<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  if (items.length < 2) return items;
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .toSorted((left, right) => (left.key < right.key ? -1 : Number(left.key > right.key)))
    .map(({ item }) => item);
}
