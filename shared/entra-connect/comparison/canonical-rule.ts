import type { AttributeFlow, JoinCondition, ScopeCondition, SyncRule } from '../rules/model.ts';

type RuleContent = Pick<SyncRule, 'flows' | 'joinGroups' | 'scopeGroups'>;

/**
 * What a rule does, in one order: that of flows and clauses has no meaning (AND), and line ends of
 * expressions change with the format that a rule is exported in.
 */
export function canonicalRule<Rule extends RuleContent>(rule: Rule): Rule {
  return {
    ...rule,
    flows: sorted(rule.flows.map(canonicalFlow), ({ destination }) => destination.toLowerCase()),
    joinGroups: rule.joinGroups.map((group) => canonicalGroup<JoinCondition>(group)),
    scopeGroups: rule.scopeGroups.map((group) => canonicalGroup<ScopeCondition>(group)),
  };
}

function canonicalFlow(flow: AttributeFlow): AttributeFlow {
  const { source } = flow;
  if (source.type !== 'expression') return { ...flow, uninterpreted: [] };
  // The attributes beside an expression repeat what stands in it, and scripts may leave them out.
  const expression = source.expression.replaceAll(/\r\n?/g, '\n').trim();
  return { ...flow, source: { type: 'expression', expression, attributes: [] }, uninterpreted: [] };
}

/** The same as one text, in which groups too have one order (OR). */
export function canonicalText(rule: RuleContent): string {
  const { flows, joinGroups, scopeGroups } = canonicalRule(rule);
  const inOrder = (groups: readonly (readonly unknown[])[]) => sorted(groups, (group) => JSON.stringify(group));
  return JSON.stringify({ flows, joinGroups: inOrder(joinGroups), scopeGroups: inOrder(scopeGroups) });
}

function canonicalGroup<Clause>(group: readonly Clause[]): readonly Clause[] {
  return sorted(group, (clause) => JSON.stringify(clause));
}

function sorted<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  if (items.length < 2) return items;
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .toSorted((left, right) => (left.key < right.key ? -1 : Number(left.key > right.key)))
    .map(({ item }) => item);
}
