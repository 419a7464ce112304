import type { LabState } from '../../electron/lab/state.ts';
import { schedulerSettings } from '../../electron/lab/scheduler/schedule.ts';
import { mailboxGuidAttribute } from '../../shared/sync-rules/clone.ts';
import { contributionsTo } from '../../shared/sync-rules/contribution.ts';
import type { SyncRule } from '../../shared/sync-rules/model.ts';

/** The enabled inbound rules that flow the mailbox GUID: what the procedure may copy, disable and delete. */
export function contributorsOf(rules: readonly SyncRule[]): readonly SyncRule[] {
  return contributionsTo(mailboxGuidAttribute, rules)
    .map(({ rule }) => rule)
    .filter(({ direction, disabled }) => direction === 'inbound' && !disabled);
}

/** Forests have rules of the same names: the connector tells them apart. */
export function copiesOf(original: SyncRule, rules: readonly SyncRule[]): readonly SyncRule[] {
  return rules.filter(
    ({ name, connectorId }) => name.startsWith(`${original.name} - Cloned - `) && connectorId === original.connectorId,
  );
}

/**
 * What is dangerous about a state that a run may pass through: a contributor that neither stands enabled itself nor has
 * an enabled copy, or rules that are half changed while a cycle may run. `originals`: `contributorsOf` before the run.
 */
export function dangersIn(state: LabState, originals: readonly SyncRule[]): readonly string[] {
  const { rules } = state.server;
  const { syncCycleEnabled, syncCycleInProgress } = schedulerSettings(state);
  const mayRun = syncCycleEnabled || syncCycleInProgress === true;
  return originals.flatMap((original) => {
    const present = rules.find(({ id }) => id === original.id);
    const copies = copiesOf(original, rules);
    const isWhole =
      (present?.disabled === false && copies.length === 0) ||
      (present === undefined && copies.length === 1 && copies[0]?.precedence === original.precedence);
    return [
      ...([present, ...copies].some((rule) => rule?.disabled === false)
        ? []
        : [`${original.name}: no rule is enabled`]),
      ...(isWhole || !mayRun ? [] : [`${original.name}: half changed while a cycle may run`]),
    ];
  });
}
