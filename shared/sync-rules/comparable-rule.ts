import type { RuleOperation } from './rule-operation.ts';
import type { SyncRule } from './model.ts';
import { assertNever } from '../assert-never.ts';

/**
 * A rule as it is compared over time and over ways to read it: without what the server numbers by itself, without what
 * only an export shows, and flows in one order, for theirs has no meaning. To be hashed, not to be written anywhere.
 */
export function comparableRule(rule: SyncRule): object {
  const { version: _version, internalId: _internalId, uninterpreted: _uninterpreted, flows, ...rest } = rule;
  return { ...rest, flows: flows.map(({ uninterpreted: _kept, ...flow }) => flow).toSorted(byDestination) };
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

function byDestination(left: { readonly destination: string }, right: { readonly destination: string }): number {
  if (left.destination === right.destination) return 0;
  return left.destination < right.destination ? -1 : 1;
}
