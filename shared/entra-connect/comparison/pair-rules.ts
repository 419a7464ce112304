import type { ConnectorId, RuleId } from '../../base/identifiers.ts';
import { sameValue } from '../rules/equality.ts';
import type { SyncRule } from '../rules/model.ts';
import { originalNameOf } from '../rules/original.ts';
import { versionAgnosticTag } from '../rules/tag.ts';
import { canonicalText } from './canonical-rule.ts';

/** Why two rules are taken for each other. */
export type RuleMatch = 'identifier' | 'tag' | 'name' | 'name-only' | 'clone' | 'content';

export interface RulePair<On, With> {
  readonly on: On;
  readonly with: With;
  readonly matchedBy: RuleMatch;
}

export interface PairedRules<On, With> {
  readonly pairs: readonly RulePair<On, With>[];
  readonly onlyOn: readonly On[];
  readonly onlyWith: readonly With[];
}

/** As much of a rule as is needed to find its counterpart. */
export type Identity = Pick<SyncRule, 'id' | 'name' | 'immutableTag' | 'connectorId' | 'precedence'> &
  Partial<Pick<SyncRule, 'direction' | 'sourceObjectType' | 'targetObjectType' | 'flows' | 'joinGroups' | 'scopeGroups'>>; // prettier-ignore

/**
 * Finds for each rule its counterpart on another server, where identifiers differ: by identifier, by the tag of an
 * out-of-box rule, by name, by what it is a copy of, and last by what it does. `counterpart` gives for a connector of
 * `on` the one of `with`.
 */
export function pairRules<On extends Identity, With extends Identity>(
  on: readonly On[],
  others: readonly With[],
  counterpart: ReadonlyMap<ConnectorId, ConnectorId>,
): PairedRules<On, With> {
  const pairs: RulePair<On, With>[] = [];
  let left: readonly On[] = byPrecedence(on);
  let right: readonly With[] = byPrecedence(others);
  for (const [matchedBy, keyOf] of stages) {
    const groups = Map.groupBy(right, (rule) => keyOf(rule, rule.connectorId));
    const taken = new Set<RuleId>();
    const paired = new Set<RuleId>();
    for (const [key, rivals] of Map.groupBy(left, (rule) => keyOf(rule, counterpart.get(rule.connectorId)))) {
      const candidates = groups.get(key) ?? [];
      if (key === undefined || candidates.length === 0) continue;
      for (const [one, two] of bestPairs(rivals, candidates)) {
        pairs.push({ on: one, with: two, matchedBy });
        paired.add(one.id);
        taken.add(two.id);
      }
    }
    left = left.filter(({ id }) => !paired.has(id));
    right = right.filter(({ id }) => !taken.has(id));
  }
  return { pairs, onlyOn: left, onlyWith: right };
}

/** Undefined: the rule cannot be matched in this way. */
type KeyOf = (rule: Identity, connector: ConnectorId | undefined) => string | undefined;

const stages: readonly (readonly [RuleMatch, KeyOf])[] = [
  ['identifier', ({ id }, connector) => keyOf(connector, id)],
  ['tag', ({ immutableTag }, connector) => keyOf(connector, versionAgnosticTag(immutableTag).toLowerCase())],
  [
    'name',
    ({ name, direction, sourceObjectType, targetObjectType }, connector) =>
      direction === undefined ? undefined : keyOf(connector, name, direction, sourceObjectType, targetObjectType),
  ],
  ['name-only', ({ name }, connector) => keyOf(connector, name)],
  ['clone', (rule, connector) => keyOf(connector, copiedName(rule), rule.direction)],
  ['content', contentKey],
];

function keyOf(connector: ConnectorId | undefined, main: string | undefined, ...others: readonly unknown[]) {
  return connector === undefined || main === undefined || main === '' ? undefined : JSON.stringify([connector, main, ...others]); // prettier-ignore
}

/** The name of the rule that a copy was made from; the date behind it is that of the server (entra-connect.md §3.1). */
function copiedName({ name, immutableTag, sourceObjectType = '', flows = [] }: Identity): string | undefined {
  return originalNameOf({ name, immutableTag, sourceObjectType, flows });
}

/** What a rule does; a rule that does nothing is like every other such one. */
function contentKey(rule: Identity, connector: ConnectorId | undefined): string | undefined {
  const { direction, sourceObjectType, targetObjectType, flows = [], joinGroups = [], scopeGroups = [] } = rule;
  if (direction === undefined || flows.length === 0) return undefined;
  const content = canonicalText({ flows, joinGroups, scopeGroups });
  return keyOf(connector, content, direction, sourceObjectType, targetObjectType);
}

/** Of several rules of one key, first those that do the same, then in the order of their numbers. */
function bestPairs<On extends Identity, With extends Identity>(
  left: readonly On[],
  right: readonly With[],
): readonly (readonly [On, With])[] {
  if (left.length === 1 && right.length === 1) return zip(left, right);
  const same: (readonly [On, With])[] = [];
  const open = new Set(right);
  for (const one of left) {
    const equal = [...open].find((two) => sameValue(one.flows, two.flows) && sameValue(one.scopeGroups, two.scopeGroups)); // prettier-ignore
    if (equal === undefined) continue;
    same.push([one, equal]);
    open.delete(equal);
  }
  const rest = left.filter((one) => same.every(([paired]) => paired !== one));
  return [...same, ...zip(rest, [...open])];
}

function zip<On, With>(left: readonly On[], right: readonly With[]): readonly (readonly [On, With])[] {
  return left.flatMap((one, index) => {
    const two = right[index];
    return two === undefined ? [] : [[one, two] as const];
  });
}

function byPrecedence<Rule extends Identity>(rules: readonly Rule[]): readonly Rule[] {
  return rules.toSorted((left, right) => left.precedence - right.precedence);
}
