import { inspectExpression } from '../../../../shared/entra-connect/expressions/inspect.ts';
import { parseExpression } from '../../../../shared/entra-connect/expressions/parse.ts';
import { partsOf, type Expression } from '../../../../shared/entra-connect/expressions/syntax.ts';
import type { AttributeFlow, ScopeCondition, SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import type { AttributeValues } from '../../../../shared/entra-connect/rules/values.ts';
import type { Configuration } from '../../../../shared/entra-connect/evaluation/configuration.ts';
import { candidateValues } from '../../../../shared/entra-connect/prediction/candidate-values.ts';
import { opposite } from '../../../../shared/entra-connect/prediction/opposite-clause.ts';
import { allHold, scopeAlternatives } from './clauses.ts';
import type { Draft } from './draft.ts';
import type { OptionFinder, WitnessOption } from './options.ts';
import { project } from './projection.ts';
import type { UnreachableReason } from './witness-report.ts';

export type SearchResult =
  { readonly kind: 'found'; readonly draft: Draft } | { readonly kind: 'failed'; readonly reason: UnreachableReason };

/** Values that a rule decides about are at most this many steps away from an ordinary object. */
const deepest = 4;
/** Objects tried for one option. */
const mostAttempts = 300;
/** Attributes that AD itself assigns. */
const assignedByDirectory: ReadonlySet<string> = new Set(['objectGUID', 'objectSid']);

/** Finds an object for an option, by changing an ordinary one until every clause holds before and in the metaverse. */
export class WitnessSearch {
  readonly #configuration: Configuration;
  readonly #finder: OptionFinder;
  /** Sets of clauses that were tried for the present option, each under its sorted text. */
  readonly #tried = new Set<string>();

  constructor(configuration: Configuration, finder: OptionFinder) {
    this.#configuration = configuration;
    this.#finder = finder;
  }

  /** Whether an object that exists already will do. */
  satisfies(option: WitnessOption, draft: Draft): boolean {
    const { host, connector, sourceClauses, metaverseClauses } = option;
    if (draft.connector !== connector || draft.objectType !== option.objectType) return false;
    if (!allHold(sourceClauses, draft, host, connector)) return false;
    return this.#failing(option, metaverseClauses, draft) === undefined;
  }

  find(option: WitnessOption, ordinary: Draft, colleague: string): SearchResult {
    this.#tried.clear();
    return this.#attempt(option, ordinary, colleague, [], deepest);
  }

  #attempt(
    option: WitnessOption,
    ordinary: Draft,
    colleague: string,
    extra: readonly ScopeCondition[],
    depth: number,
  ): SearchResult {
    const solved = solve(ordinary, [...option.sourceClauses, ...extra], option.host, colleague);
    if (solved.kind === 'failed') return solved;
    const clause = this.#failing(option, option.metaverseClauses, solved.draft);
    if (clause === undefined) return solved;
    const contributors = this.#finder.contributors(
      option.connector,
      option.objectType,
      option.host.targetObjectType,
      clause.attribute,
    );
    if (contributors.length === 0) {
      return failedFor({ kind: 'no-contributor', clause, metaverseType: option.host.targetObjectType });
    }
    let nobodyFlows: SearchResult | undefined;
    for (const change of depth === 0 ? [] : changesFor(clause, contributors)) {
      if (this.#tried.size > mostAttempts) break;
      const together = [...extra, ...change.filter((wanted) => !extra.some((known) => sameClause(known, wanted)))];
      if (together.length === extra.length || !this.#isNew(together)) continue;
      const result = this.#attempt(option, ordinary, colleague, together, depth - 1);
      if (result.kind === 'found') return result;
      if (result.reason.kind === 'no-contributor') nobodyFlows ??= result;
    }
    if (nobodyFlows !== undefined) return nobodyFlows;
    return failedFor({ kind: 'not-found', clause });
  }

  /** The order in which clauses were added does not matter. */
  #isNew(clauses: readonly ScopeCondition[]): boolean {
    const key = clauses
      .map(({ attribute, operator, value }) => `${attribute} ${operator} ${value}`)
      .sort()
      .join('\n');
    if (this.#tried.has(key)) return false;
    this.#tried.add(key);
    return true;
  }

  /** The first clause that does not hold in the metaverse. */
  #failing(option: WitnessOption, clauses: readonly ScopeCondition[], draft: Draft): ScopeCondition | undefined {
    if (clauses.length === 0) return undefined;
    const subject = { attributes: project(this.#configuration, draft), memberOf: [] };
    return clauses.find((clause) => !allHold([clause], subject, option.host, option.connector));
  }
}

/** Gives each attribute that the clauses name a value that satisfies them. */
export function solve(
  ordinary: Draft,
  clauses: readonly ScopeCondition[],
  rule: SyncRule,
  colleague: string,
): SearchResult {
  const attributes = new Map(ordinary.attributes);
  const groups = clauses.filter((clause) => clause.operator === 'ISMEMBEROF').map((clause) => clause.value);
  const unwanted = clauses.find((clause) => clause.operator === 'ISNOTMEMBEROF' && groups.includes(clause.value));
  if (unwanted !== undefined) return failedFor({ kind: 'contradiction', attribute: unwanted.attribute, clauses });
  for (const [attribute, own] of byAttribute(clauses)) {
    const value = solveAttribute(ordinary, attribute, own, rule, colleague);
    if (value === 'none') return failedFor({ kind: 'contradiction', attribute, clauses: own });
    if (value === undefined) attributes.delete(attribute);
    else attributes.set(attribute, value);
  }
  return { kind: 'found', draft: { ...ordinary, attributes, memberOf: groups } };
}

function solveAttribute(
  ordinary: Draft,
  attribute: string,
  clauses: readonly ScopeCondition[],
  rule: SyncRule,
  colleague: string,
): AttributeValues | undefined | 'none' {
  const { connector } = ordinary;
  const present = ordinary.attributes.get(attribute);
  const type = connector.schema.attributes.get(attribute) ?? { name: attribute, syntax: 'string', multiValued: false };
  const fits = (values: AttributeValues | undefined) =>
    allHold(
      clauses,
      { attributes: new Map(values === undefined ? [] : [[attribute, values]]), memberOf: [] },
      rule,
      connector,
    );
  if (assignedByDirectory.has(attribute)) return fits(present) ? present : 'none';
  const candidates = candidateValues(type, clauses, present, colleague);
  const index = candidates.findIndex(fits);
  return index === -1 ? 'none' : candidates[index];
}

/** Ways to make a metaverse clause true by clauses about the source object, the most promising first. */
function* changesFor(clause: ScopeCondition, contributors: readonly SyncRule[]): Generator<readonly ScopeCondition[]> {
  for (const rule of contributors) {
    for (const flow of rule.flows.filter(({ destination }) => destination === clause.attribute)) {
      const changes = flowChanges(flow, clause);
      // The rule may apply already: its own scope is asked for only where that does not do.
      yield* changes;
      for (const own of scopeAlternatives(rule)) for (const change of changes) yield [...own, ...change];
    }
  }
  for (const rule of contributors) {
    for (const own of scopeAlternatives(rule)) for (const excluded of own) yield [opposite(excluded)];
  }
}

function flowChanges({ source }: AttributeFlow, clause: ScopeCondition): readonly (readonly ScopeCondition[])[] {
  switch (source.type) {
    case 'constant':
      return [[]];
    case 'direct':
      return source.attributes.map((attribute) => [{ ...clause, attribute }]);
    case 'expression':
      return expressionChanges(source.expression, clause);
  }
}

function expressionChanges(text: string, clause: ScopeCondition): readonly (readonly ScopeCondition[])[] {
  const parsed = parseExpression(text);
  if (!parsed.ok) return [];
  const { attributes } = inspectExpression(parsed.expression);
  const literals = literalsOf(parsed.expression);
  const changes = attributes
    .filter((attribute) => attribute !== 'dn')
    .flatMap((attribute): readonly ScopeCondition[] => [
      { ...clause, attribute },
      { attribute, operator: 'ISNULL', value: '' },
      { attribute, operator: 'ISNOTNULL', value: '' },
      ...literals.texts.flatMap((value): readonly ScopeCondition[] => [
        { attribute, operator: 'EQUAL', value },
        { attribute, operator: 'STARTSWITH', value },
      ]),
      ...literals.numbers.flatMap((value): readonly ScopeCondition[] => [
        { attribute, operator: 'EQUAL', value },
        { attribute, operator: 'ISBITSET', value },
        { attribute, operator: 'ISBITNOTSET', value },
      ]),
    ]);
  return [[], ...changes.map((change) => [change])];
}

function literalsOf(expression: Expression): {
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
} {
  const own = {
    texts: expression.kind === 'string' ? [expression.value] : [],
    numbers: expression.kind === 'number' ? [expression.value.toString()] : [],
  };
  const parts = partsOf(expression).map(literalsOf);
  return {
    texts: [...new Set([...own.texts, ...parts.flatMap((part) => part.texts)])],
    numbers: [...new Set([...own.numbers, ...parts.flatMap((part) => part.numbers)])],
  };
}

/** Membership is not an attribute: those clauses are left out. */
function byAttribute(clauses: readonly ScopeCondition[]): ReadonlyMap<string, readonly ScopeCondition[]> {
  const grouped = new Map<string, ScopeCondition[]>();
  for (const clause of clauses) {
    if (clause.operator === 'ISMEMBEROF' || clause.operator === 'ISNOTMEMBEROF') continue;
    grouped.set(clause.attribute, [...(grouped.get(clause.attribute) ?? []), clause]);
  }
  return grouped;
}

function sameClause(left: ScopeCondition, right: ScopeCondition): boolean {
  return left.attribute === right.attribute && left.operator === right.operator && left.value === right.value;
}

function failedFor(reason: UnreachableReason): SearchResult {
  return { kind: 'failed', reason };
}
