import type { ConnectorId, RuleId } from '../../base/identifiers.ts';
import { givesNothing } from '../rules/flow-outcomes.ts';
import type { Direction, SyncRule } from '../rules/model.ts';

/** An attribute of one kind of object for which another rule wins on the other side, where both apply. */
export interface WinnerChange {
  readonly attribute: string;
  readonly direction: Direction;
  /** Of the first side. */
  readonly connectorId: ConnectorId;
  readonly sourceObjectType: string;
  readonly targetObjectType: string;
  readonly on: SyncRule;
  readonly with: SyncRule;
}

interface Winner {
  readonly attribute: string;
  readonly rule: SyncRule;
}

/**
 * The attributes that rules of both sides contribute and that another rule wins. `counterpart` gives for a connector of the
 * first side the one of the second, `counterparts` for a rule of the second side the one of the first.
 */
export function winnerChanges(
  on: readonly SyncRule[],
  other: readonly SyncRule[],
  counterpart: ReadonlyMap<ConnectorId, ConnectorId>,
  counterparts: ReadonlyMap<RuleId, RuleId>,
): readonly WinnerChange[] {
  const others = winnersOf(other, ({ connectorId }) => connectorId);
  return [...winnersOf(on, ({ connectorId }) => counterpart.get(connectorId))].flatMap(([key, { attribute, rule }]) => {
    const now = others.get(key);
    if (now === undefined || counterparts.get(now.rule.id) === rule.id) return [];
    const { direction, connectorId, sourceObjectType, targetObjectType } = rule;
    return [{ attribute, direction, connectorId, sourceObjectType, targetObjectType, on: rule, with: now.rule }];
  });
}

/** The first enabled rule that contributes, for each attribute of each kind of object. */
function winnersOf(
  rules: readonly SyncRule[],
  connectorOf: (rule: SyncRule) => ConnectorId | undefined,
): ReadonlyMap<string, Winner> {
  const winners = new Map<string, Winner>();
  for (const rule of rules.toSorted((left, right) => left.precedence - right.precedence)) {
    const connector = connectorOf(rule);
    if (connector === undefined || rule.disabled || rule.linkType === 'JoinNoFlow') continue;
    for (const flow of rule.flows) {
      if (givesNothing(flow)) continue;
      const types = [rule.sourceObjectType, rule.targetObjectType].map((type) => type.toLowerCase());
      const key = JSON.stringify([connector, rule.direction, ...types, flow.destination.toLowerCase()]);
      if (!winners.has(key)) winners.set(key, { attribute: flow.destination, rule });
    }
  }
  return winners;
}
