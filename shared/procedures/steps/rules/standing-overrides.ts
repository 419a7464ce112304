import { sameType } from '../../../entra-connect/contributors/contributor-reach.ts';
import type { Contribution } from '../../../entra-connect/contributors/contribution.ts';
import { comesToAnything } from '../../../entra-connect/doctor/place-states.ts';
import { canClear, canGiveValue } from '../../../entra-connect/rules/flow-outcomes.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';

/** Rules that take the GUID out, for all they are about or for some of them, and win: no rule that gives one to the same objects is asked before. */
export function standingOverrides(inbound: readonly Contribution[]): readonly Contribution[] {
  const givers = inbound.map(({ rule }) => rule).filter((rule) => !rule.disabled && comesToAnything(rule));
  return inbound.filter((one) => isOverride(one) && !givers.some((giver) => mayWinOver(giver, one.rule)));
}

/** It takes the GUID out and gives it to nobody. */
export function isOverride({ rule, flow }: Contribution): boolean {
  return !rule.disabled && rule.linkType !== 'JoinNoFlow' && canClear(flow) && !canGiveValue(flow);
}

/** Of two rules of one precedence value, either may win. */
function mayWinOver(giver: SyncRule, { id, connectorId, sourceObjectType, precedence }: SyncRule): boolean {
  return (
    giver.id !== id &&
    giver.linkType !== 'JoinNoFlow' &&
    giver.connectorId === connectorId &&
    sameType(giver.sourceObjectType, sourceObjectType) &&
    giver.precedence <= precedence
  );
}
