import type { Connector, ScopeCondition, SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import type { AttributeValues } from '../../../../shared/entra-connect/rules/values.ts';
import { connectorParameter } from '../../../../shared/entra-connect/evaluation/parameters.ts';
import { compileScope } from '../../../../shared/entra-connect/rules/scope.ts';

/** What clauses are asked of: the attributes of an object, and the groups it belongs to. */
export interface ClauseSubject {
  readonly attributes: ReadonlyMap<string, AttributeValues>;
  readonly memberOf: readonly string[];
}

/** Whether all clauses hold, by the engine's own reading of the operators. `rule` is any rule of the connector. */
export function allHold(
  clauses: readonly ScopeCondition[],
  subject: ClauseSubject,
  rule: SyncRule,
  connector: Connector,
): boolean {
  if (clauses.length === 0) return true;
  const predicate = compileScope({ ...rule, scopeGroups: [clauses] }, (name) => connectorParameter(connector, name));
  return predicate({
    attribute: (name) => subject.attributes.get(name),
    isMemberOf: (group) => subject.memberOf.some((known) => known.toLowerCase() === group.toLowerCase()),
  });
}

/** Alternatives of a rule's scope; a rule without scope has one that asks for nothing. */
export function scopeAlternatives(rule: SyncRule): readonly (readonly ScopeCondition[])[] {
  const groups = rule.scopeGroups.filter((group) => group.length > 0);
  return groups.length === 0 ? [[]] : groups;
}
