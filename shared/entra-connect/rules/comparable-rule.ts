import type { RuleOperation } from './rule-operation.ts';
import type { SyncRule } from './model.ts';
import { assertNever } from '../../base/assert-never.ts';
import { asKept, scopeText } from './rule-difference.ts';

/**
 * A rule as it is compared over time and over ways to read it: the same for two rules between which there is no meaningful
 * difference, and without what only an export shows. To be hashed, not to be written anywhere.
 */
export function comparableRule(rule: SyncRule): object {
  const { uninterpreted: _uninterpreted, flows, scopeGroups, ...rest } = asKept(rule);
  return {
    ...rest,
    flows: flows.map(({ uninterpreted: _kept, ...flow }) => flow).toSorted(byDestination),
    scopeGroups: inOneOrder(scopeGroups),
  };
}

/** Scope groups are paired by what is in them: one that is met is enough. */
function inOneOrder(groups: SyncRule['scopeGroups']): SyncRule['scopeGroups'] {
  return groups
    .map((group) => ({ group, key: group.map(scopeText).join() }))
    .toSorted((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ group }) => group);
}

/** An operation, its rules as they are compared. */
export function comparableOperation(operation: RuleOperation): object {
  switch (operation.kind) {
    case 'create':
    case 'remove':
      return { kind: operation.kind, rule: comparableRule(operation.rule) };
    case 'replace':
      return { kind: operation.kind, before: comparableRule(operation.before), after: comparableRule(operation.after) };
    default:
      return assertNever(operation);
  }
}

/** Several flows of one destination keep their order. */
function byDestination(left: { readonly destination: string }, right: { readonly destination: string }): number {
  const [one, two] = [left.destination.toLowerCase(), right.destination.toLowerCase()];
  return one === two ? 0 : one < two ? -1 : 1;
}
