import { assertNever } from '../../base/assert-never.ts';
import type { ConnectorId, RuleId } from '../../base/identifiers.ts';
import { meaningfulDifferences, type RuleDifference } from './rule-difference.ts';
import type { SyncRule } from './model.ts';

/** One change of a server's rules, complete enough to be taken back. A list of them is carried out in its order. */
export type RuleOperation =
  | { readonly kind: 'create'; readonly rule: SyncRule }
  /** Keeps the identifier: `Add-ADSyncRule` with the same identifier changes the rule in place (entra-connect.md §3.2). */
  | { readonly kind: 'replace'; readonly before: SyncRule; readonly after: SyncRule }
  | { readonly kind: 'remove'; readonly rule: SyncRule };

/** Why an operation cannot be carried out on the rules that are there. */
export type RuleConflict =
  | { readonly kind: 'identifier-taken'; readonly rule: SyncRule; readonly holder: SyncRule }
  /** Numbers are unique over all rules, of both directions, disabled ones included (entra-connect.md §3.4). */
  | { readonly kind: 'precedence-taken'; readonly rule: SyncRule; readonly holder: SyncRule }
  /** The rule is not there (`found` undefined), or is not what the operation expects. */
  | {
      readonly kind: 'not-as-expected';
      readonly expected: SyncRule;
      readonly found: SyncRule | undefined;
      readonly differences: readonly RuleDifference[];
    };

/** The rules after operations, or the first operation (counted from 0) that cannot be carried out. */
export type RulesAfter =
  | { readonly ok: true; readonly rules: readonly SyncRule[] }
  | { readonly ok: false; readonly at: number; readonly conflict: RuleConflict };

/** What takes a list of operations back: the inverse of each, last one first. */
export function inverseOf(operations: readonly RuleOperation[]): readonly RuleOperation[] {
  return operations.toReversed().map((operation) => {
    switch (operation.kind) {
      case 'create':
        return { kind: 'remove', rule: operation.rule };
      case 'replace':
        return { kind: 'replace', before: operation.after, after: operation.before };
      case 'remove':
        return { kind: 'create', rule: operation.rule };
      default:
        return assertNever(operation);
    }
  });
}

/** The identifier of the rule that an operation is about. A replacement that changes it is a bug. */
export function ruleIdOf(operation: RuleOperation): RuleId {
  if (operation.kind !== 'replace') return operation.rule.id;
  const { before, after } = operation;
  if (before.id !== after.id) throw new Error(`A replacement of “${before.name}” changes its identifier`);
  return after.id;
}

/** The rule as an operation expects it; undefined: absent. */
export function stateBefore(operation: RuleOperation): SyncRule | undefined {
  switch (operation.kind) {
    case 'create':
      return undefined;
    case 'replace':
      return operation.before;
    case 'remove':
      return operation.rule;
    default:
      return assertNever(operation);
  }
}

/** The rule as an operation leaves it; undefined: absent. */
export function stateAfter(operation: RuleOperation): SyncRule | undefined {
  switch (operation.kind) {
    case 'create':
      return operation.rule;
    case 'replace':
      return operation.after;
    case 'remove':
      return undefined;
    default:
      return assertNever(operation);
  }
}

/** How every rule that operations are about stands before the first of them; undefined: absent. */
export function statesAtStart(operations: readonly RuleOperation[]): ReadonlyMap<RuleId, SyncRule | undefined> {
  const start = new Map<RuleId, SyncRule | undefined>();
  for (const operation of operations) {
    if (!start.has(ruleIdOf(operation))) start.set(ruleIdOf(operation), stateBefore(operation));
  }
  return start;
}

/** The rules with one of them in another state; undefined: absent. */
export function withState(rules: readonly SyncRule[], id: RuleId, state: SyncRule | undefined): readonly SyncRule[] {
  const others = rules.filter((rule) => rule.id !== id);
  return state === undefined ? others : [...others, state];
}

/** Carries operations out on a list of rules. A rule keeps its place; a new one goes to the end. */
export function rulesAfter(rules: readonly SyncRule[], operations: readonly RuleOperation[]): RulesAfter {
  let present = rules;
  for (const [at, operation] of operations.entries()) {
    const conflict = conflictOf(present, operation);
    if (conflict !== undefined) return { ok: false, at, conflict };
    present = carriedOut(present, operation);
  }
  return { ok: true, rules: present };
}

/** What forbids one operation on these rules; undefined: nothing. */
export function conflictOf(rules: readonly SyncRule[], operation: RuleOperation): RuleConflict | undefined {
  const found = rules.find(({ id }) => id === ruleIdOf(operation));
  const expected = stateBefore(operation);
  const after = stateAfter(operation);
  if (expected === undefined && found !== undefined && after !== undefined) {
    return { kind: 'identifier-taken', rule: after, holder: found };
  }
  if (expected !== undefined) {
    const differences = found === undefined ? [] : meaningfulDifferences(expected, found);
    if (found === undefined || differences.length > 0) {
      return { kind: 'not-as-expected', expected, found, differences };
    }
  }
  if (after === undefined || after.precedence === expected?.precedence) return undefined;
  const holder = rules.find(({ id, precedence }) => precedence === after.precedence && id !== after.id);
  return holder === undefined ? undefined : { kind: 'precedence-taken', rule: after, holder };
}

function carriedOut(rules: readonly SyncRule[], operation: RuleOperation): readonly SyncRule[] {
  const id = ruleIdOf(operation);
  const after = stateAfter(operation);
  if (after === undefined) return rules.filter((rule) => rule.id !== id);
  return operation.kind === 'create' ? [...rules, after] : rules.map((rule) => (rule.id === id ? after : rule));
}

/** Attributes that enabled rules flow before and after a list of operations, but not at a moment within it. */
export interface CoverageGap {
  /** Operations done at that moment, at least 1. */
  readonly done: number;
  readonly connectorId: ConnectorId;
  readonly sourceObjectType: string;
  readonly targetObjectType: string;
  readonly attributes: readonly string[];
}

/**
 * The invariant of a list: whatever enabled rules flow for a connector and object type both at its start and at its end,
 * they flow at every moment between two operations. So there is no moment in which neither an original nor its copy is
 * enabled, at which a synchronization would clear every Exchange attribute (entra-connect.md §4). Empty: it holds.
 * Numbers stay unique by `rulesAfter`. Asked about operations that conflict with the rules, it throws.
 */
export function coverageGaps(rules: readonly SyncRule[], operations: readonly RuleOperation[]): readonly CoverageGap[] {
  const moments = momentsOf(rules, operations).map(coverageOf);
  const [start] = moments;
  const end = moments.at(-1);
  if (start === undefined || end === undefined) return [];
  return moments.flatMap((moment, done) =>
    [...start.values()].flatMap(({ key, flows }) => {
      const needed = [...flows].filter((attribute) => end.get(key.text)?.flows.has(attribute) === true);
      const attributes = needed.filter((attribute) => moment.get(key.text)?.flows.has(attribute) !== true);
      const { connectorId, sourceObjectType, targetObjectType } = key;
      return attributes.length === 0 ? [] : [{ done, connectorId, sourceObjectType, targetObjectType, attributes }];
    }),
  );
}

/** The rules before the first operation, between each two, and after the last. */
function momentsOf(rules: readonly SyncRule[], operations: readonly RuleOperation[]): readonly (readonly SyncRule[])[] {
  const moments = [rules];
  for (const operation of operations) {
    const after = rulesAfter(moments.at(-1) ?? rules, [operation]);
    if (!after.ok) throw new Error(`The rules do not allow the operation: ${after.conflict.kind}`);
    moments.push(after.rules);
  }
  return moments;
}

interface Coverage {
  readonly key: {
    readonly text: string;
    readonly connectorId: ConnectorId;
    readonly sourceObjectType: string;
    readonly targetObjectType: string;
  };
  /** Destinations in lower case. */
  readonly flows: Set<string>;
}

function coverageOf(rules: readonly SyncRule[]): ReadonlyMap<string, Coverage> {
  const coverage = new Map<string, Coverage>();
  for (const rule of rules) {
    if (rule.disabled || rule.linkType === 'JoinNoFlow') continue;
    const { direction, connectorId, sourceObjectType, targetObjectType } = rule;
    const text = [direction, connectorId, sourceObjectType.toLowerCase(), targetObjectType.toLowerCase()].join('\n');
    const known = coverage.get(text) ?? {
      key: { text, connectorId, sourceObjectType, targetObjectType },
      flows: new Set<string>(),
    };
    for (const { destination } of rule.flows) known.flows.add(destination.toLowerCase());
    coverage.set(text, known);
  }
  return coverage;
}

/** How far a list of operations has been carried out on the rules that are there. */
export type OperationStanding =
  | { readonly kind: 'at'; readonly done: number }
  /** Somebody else has changed rules that the list is about. */
  | {
      readonly kind: 'foreign';
      /** `expected` undefined: should be absent; `found` undefined: is absent. */
      readonly changes: readonly { readonly expected: SyncRule | undefined; readonly found: SyncRule | undefined }[];
    };

/**
 * Finds the moment of a list that the rules are at, by looking at the rules that the list is about; the latest one where
 * several fit. What belongs to no moment was done by somebody else.
 */
export function standingOf(rules: readonly SyncRule[], operations: readonly RuleOperation[]): OperationStanding {
  const expectations = expectationsOf(operations);
  const mismatches = expectations.map((expected) =>
    [...expected].flatMap(([id, state]) => {
      const found = rules.find((rule) => rule.id === id);
      return isSameState(state, found) ? [] : [{ expected: state, found }];
    }),
  );
  const done = mismatches.findLastIndex((changes) => changes.length === 0);
  if (done >= 0) return { kind: 'at', done };
  const fewest = Math.min(...mismatches.map(({ length }) => length));
  return { kind: 'foreign', changes: mismatches.findLast(({ length }) => length === fewest) ?? [] };
}

/** For each moment, how every rule of the list stands there. */
function expectationsOf(operations: readonly RuleOperation[]): readonly ReadonlyMap<RuleId, SyncRule | undefined>[] {
  const moments = [statesAtStart(operations)];
  for (const operation of operations) {
    moments.push(new Map(moments.at(-1)).set(ruleIdOf(operation), stateAfter(operation)));
  }
  return moments;
}

/** Whether two states of a rule come to the same; undefined: absent. */
export function isSameState(expected: SyncRule | undefined, found: SyncRule | undefined): boolean {
  if (expected === undefined || found === undefined) return expected === found;
  return meaningfulDifferences(expected, found).length === 0;
}
