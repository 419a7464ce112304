import { zeroGuid } from '../../base/guid.ts';
import { sameValue } from './equality.ts';
import type { AttributeFlow, JoinCondition, ScopeCondition, SyncRule, UninterpretedElement } from './model.ts';

/** A field of a rule with a value of its own; flows, groups and what is uninterpreted are compared in their own way. */
export type RuleField = Exclude<keyof SyncRule, 'flows' | 'joinGroups' | 'scopeGroups' | 'uninterpreted'>;

/** A record, so that a field added to the model and forgotten here does not compile. */
const comparedFields: Readonly<Record<RuleField, true>> = {
  id: true,
  internalId: true,
  version: true,
  name: true,
  description: true,
  immutableTag: true,
  direction: true,
  disabled: true,
  connectorId: true,
  sourceObjectType: true,
  targetObjectType: true,
  linkType: true,
  precedence: true,
  precedenceAfter: true,
  precedenceBefore: true,
  softDeleteExpiryInterval: true,
  enablePasswordSync: true,
};
const ruleFields = Object.keys(comparedFields) as readonly RuleField[];

/** One part of two rules side by side; what is absent on one side is `undefined` there. */
export type RulePart =
  | {
      readonly kind: 'field';
      readonly field: RuleField;
      readonly before: string | number | boolean;
      readonly after: string | number | boolean;
    }
  | {
      readonly kind: 'flow';
      readonly destination: string;
      readonly before: AttributeFlow | undefined;
      readonly after: AttributeFlow | undefined;
    }
  | {
      readonly kind: 'join-group';
      /** Number of the group, from 0. */
      readonly index: number;
      readonly before: readonly JoinCondition[] | undefined;
      readonly after: readonly JoinCondition[] | undefined;
    }
  | {
      readonly kind: 'scope-group';
      readonly index: number;
      readonly before: readonly ScopeCondition[] | undefined;
      readonly after: readonly ScopeCondition[] | undefined;
    }
  | {
      readonly kind: 'uninterpreted';
      readonly path: string;
      readonly before: UninterpretedElement | undefined;
      readonly after: UninterpretedElement | undefined;
    };

/** A part in which two rules differ. */
export type RuleDifference = RulePart;

/** Field by field, what is different in `after`. An empty list means the rules are the same. */
export function differenceBetween(before: SyncRule, after: SyncRule): readonly RuleDifference[] {
  return partsOf(before, after).filter((part) => !isSame(part));
}

/**
 * Every part of two rules, those that are the same too. Flows are paired by destination, whatever their order, which
 * has no meaning; so are groups, by what is in them. Join groups in another order differ: they are tried one after the other.
 */
export function partsOf(before: SyncRule, after: SyncRule): readonly RulePart[] {
  return [
    ...ruleFields.map((field) => ({ kind: 'field', field, before: before[field], after: after[field] }) as const),
    ...pairedByKey(before.flows, after.flows, (flow) => flow.destination.toLowerCase()).map(
      ([left, right]) =>
        ({
          kind: 'flow',
          destination: left?.destination ?? right?.destination ?? '',
          before: left,
          after: right,
        }) as const,
    ),
    ...pairedJoins(before.joinGroups, after.joinGroups).map(
      ({ index, pair: [left, right] }) => ({ kind: 'join-group', index, before: left, after: right }) as const,
    ),
    ...pairedByContent<ScopeCondition>(before.scopeGroups, after.scopeGroups).map(
      ({ index, pair: [left, right] }) => ({ kind: 'scope-group', index, before: left, after: right }) as const,
    ),
    ...pairedByKey(before.uninterpreted, after.uninterpreted, (element) => element.path).map(
      ([left, right]) =>
        ({ kind: 'uninterpreted', path: left?.path ?? right?.path ?? '', before: left, after: right }) as const,
    ),
  ];
}

/** Everything that a rule says, as parts that are on one side only; what a server numbers by itself is left out. */
export function contentOf(rule: SyncRule, side: 'before' | 'after'): readonly RulePart[] {
  const nothing: SyncRule = { ...rule, flows: [], joinGroups: [], scopeGroups: [], uninterpreted: [] };
  return side === 'after'
    ? differenceBetween(nothing, { ...rule, uninterpreted: [] })
    : differenceBetween({ ...rule, uninterpreted: [] }, nothing);
}

/** Whether the two rules have a part in common. */
export function isSame({ before, after }: RulePart): boolean {
  return sameValue(before, after);
}

/** Differences that somebody made, not the server: see `asKept`. */
export function meaningfulDifferences(expected: SyncRule, found: SyncRule): readonly RuleDifference[] {
  if (expected === found) return [];
  return differenceBetween(asKept(expected), asKept(found));
}

/**
 * The one notion of “the same rule”: without what the server numbers by itself, lists beside an expression, or writes with another
 * line end, and with the clauses of a group in one order, for theirs has no meaning.
 */
export function asKept(rule: SyncRule): SyncRule {
  const flows = rule.flows.map((flow) =>
    flow.source.type === 'expression' ? { ...flow, source: { ...flow.source, attributes: [] } } : flow,
  );
  const { joinGroups, scopeGroups, ...rest } = withOneLineEnd({ ...rule, flows, version: 0, internalId: zeroGuid });
  return {
    ...rest,
    joinGroups: joinGroups.map((group) => group.toSorted(byText(joinText))),
    scopeGroups: scopeGroups.map((group) => group.toSorted(byText(scopeText))),
  };
}

/** A clause as a text, whatever the order of its fields in memory. */
const joinText = ({ connectorSpaceAttribute, metaverseAttribute, caseSensitive }: JoinCondition) =>
  JSON.stringify([connectorSpaceAttribute, metaverseAttribute, caseSensitive]);
export const scopeText = ({ attribute, operator, value }: ScopeCondition) =>
  JSON.stringify([attribute, operator, value]);

function byText<Item>(textOf: (item: Item) => string): (left: Item, right: Item) => number {
  return (left, right) => {
    const [one, two] = [textOf(left), textOf(right)];
    return one === two ? 0 : one < two ? -1 : 1;
  };
}

function withOneLineEnd<Value>(value: Value): Value {
  if (typeof value === 'string') return value.replaceAll(/\r\n?/g, '\n') as Value;
  if (Array.isArray(value)) return value.map(withOneLineEnd) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withOneLineEnd(member)])) as Value;
}

type Pair<Item> = readonly [before: Item | undefined, after: Item | undefined];

/** Several items of one key are paired in their order. */
function pairedByKey<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Pair<Item>[] {
  const beforeByKey = Map.groupBy(before, keyOf);
  const afterByKey = Map.groupBy(after, keyOf);
  const keys = new Set([...beforeByKey.keys(), ...afterByKey.keys()]);
  return [...keys].flatMap((key) => pairedByPosition(beforeByKey.get(key) ?? [], afterByKey.get(key) ?? []));
}

interface GroupPair<Clause> {
  /** Number of the group, from 0: on the first side, where it is there. */
  readonly index: number;
  readonly pair: Pair<readonly Clause[]>;
}

/** First the groups that are the same, then those that have most in common; what is left is paired in its order. */
function pairedByContent<Clause>(
  before: readonly (readonly Clause[])[],
  after: readonly (readonly Clause[])[],
): readonly GroupPair<Clause>[] {
  const counterparts = new Map<number, number>();
  const taken = new Set<number>();
  const candidates = before
    .flatMap((left, from) =>
      after.map((right, to) => ({ from, to, alike: sameValue(left, right) ? Infinity : likeness(left, right) })),
    )
    .toSorted((one, two) => two.alike - one.alike || one.from - two.from || one.to - two.to);
  for (const { from, to } of candidates) {
    if (counterparts.has(from) || taken.has(to)) continue;
    counterparts.set(from, to);
    taken.add(to);
  }
  return [
    ...before.map((left, index) => {
      const to = counterparts.get(index);
      return { index, pair: [left, to === undefined ? undefined : after[to]] as const };
    }),
    ...after.flatMap((right, index) => (taken.has(index) ? [] : [{ index, pair: [undefined, right] as const }])),
  ];
}

/**
 * As scope groups, but the same groups in another order are paired by their places: the first group that finds exactly one match
 * decides (Microsoft, “Understanding Declarative Provisioning”).
 */
function pairedJoins(
  before: SyncRule['joinGroups'],
  after: SyncRule['joinGroups'],
): readonly GroupPair<JoinCondition>[] {
  const paired = pairedByContent<JoinCondition>(before, after);
  const isReordered = paired.every(({ pair: [left, right] }) => sameValue(left, right)) && !sameValue(before, after);
  return isReordered ? pairedByPosition(before, after).map((pair, index) => ({ index, pair })) : paired;
}

/** From 0, nothing in common, to 1, the same: the clauses that both have, of all that either has. */
function likeness<Clause>(left: readonly Clause[], right: readonly Clause[]): number {
  const shared = left.filter((clause) => right.some((other) => sameValue(clause, other))).length;
  const all = left.length + right.length - shared;
  return all === 0 ? 1 : shared / all;
}

function pairedByPosition<Item>(before: readonly Item[], after: readonly Item[]): readonly Pair<Item>[] {
  return Array.from(
    { length: Math.max(before.length, after.length) },
    (_, index) => [before[index], after[index]] as const,
  );
}
