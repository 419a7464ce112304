import type { LabState } from '../../electron/lab/state.ts';
import { schedulerSettings } from '../../electron/lab/scheduler/schedule.ts';
import { assertNever } from '../../shared/base/assert-never.ts';
import { mailboxGuidAttribute } from '../../shared/entra-connect/attributes.ts';
import { contributionsTo } from '../../shared/entra-connect/contributors/contribution.ts';
import type { SyncRule } from '../../shared/entra-connect/rules/model.ts';
import { isMailboxGuid, wipesComparedWith } from './next-synchronization.ts';
import type { TestedProcedure } from './subject.ts';

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

/** Says what is dangerous about a state that a run of a procedure may pass through. */
export type Watch = (state: LabState) => readonly string[];

/** The watch over a run that begins with `before`. */
export function watchOver(procedure: TestedProcedure, before: LabState): Watch {
  const originals = contributorsOf(before.server.rules);
  switch (procedure) {
    case 'null-clone':
      return (state) => dangersIn(state, originals);
    case 'null-override':
      return (state) => dangersOfOverride(state, originals);
    case 'repair-recipe':
      return wipesComparedWith(before, isMailboxGuid);
    case 'restore-default':
      return wipesComparedWith(before, () => false);
    default:
      return assertNever(procedure);
  }
}

/** The rules that `null-override` has made. */
export function overridesIn(rules: readonly SyncRule[]): readonly SyncRule[] {
  return rules.filter(({ name }) => name.endsWith(' - msExchMailboxGuid AuthoritativeNull'));
}

/** A default rule that is not as it was, two overrides for the same objects, or one that is not the first to be asked. */
export function dangersOfOverride({ server: { rules } }: LabState, originals: readonly SyncRule[]): readonly string[] {
  const overrides = overridesIn(rules);
  const subjects = overrides.map(({ connectorId, sourceObjectType }) => `${connectorId} ${sourceObjectType}`);
  return [
    ...originals
      .filter((original) => JSON.stringify(rules.find(({ id }) => id === original.id)) !== JSON.stringify(original))
      .map(({ name }) => `${name}: not as it was`),
    ...(new Set(subjects).size === subjects.length ? [] : ['two overrides for the same objects']),
    ...overrides
      .filter(({ precedence }) => originals.some((original) => original.precedence <= precedence))
      .map(({ name }) => `${name}: not the first to be asked`),
  ];
}

/**
 * What is dangerous about a state that a run may pass through: a contributor that neither stands enabled itself nor has
 * an enabled copy, or rules that are half changed while a cycle may run. `originals`: `contributorsOf` before the run.
 */
function dangersIn(state: LabState, originals: readonly SyncRule[]): readonly string[] {
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
