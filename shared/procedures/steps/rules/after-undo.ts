import type { Effect } from '../../../engine/contract/effect.ts';
import type { Probe, Step } from '../../../engine/contract/step.ts';
import { stillnessTexts } from '../texts.ts';
import { undoneTexts } from '../licences/texts.ts';
import { keepOwnersId, keptOwners, listedOwners, listOwnersId } from '../mailbox-owners/sealed-owners.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import { changedContents } from '../../../entra-connect/rules/recreated-rules.ts';
import type { Plain } from '../../../base/plain.ts';
import type { HybridSystems, Reading } from '../../../systems/contexts.ts';
import { backupStateSchema, type BackupState } from './backup.ts';
import {
  captureStart,
  syncEffects,
  syncPlan,
  synchronize,
  verifyCycle,
  type SyncFacts,
  type SyncState,
} from '../synchronize/full-sync.ts';
import { mayHaveSynchronized, type Round } from './rule-change.ts';
import { alwaysSynchronizesOnUndo } from './options.ts';
import { differenceText } from './describe-rule.ts';
import { operationsOfRun, readRules } from './rule-access.ts';
import { ruleNameIn, sealedChange } from './sealed-change.ts';
import { readActivity } from '../idle/situation.ts';
import { waitingChanges, type ReachedUsers } from '../synchronize/waiting-changes.ts';

/**
 * After everything has been undone: synchronize once more, so that the GUIDs come back. Rules that the server had never
 * been synchronized with before the run would do to the cloud, for the first time, what somebody has left in them: then
 * only where that was asked for.
 */
export function resyncOriginalStep(first: Round): Step<HybridSystems, SyncFacts, SyncState> {
  return {
    id: 'resync-original',
    revision: 2,
    ...undoneTexts.resync,
    risk: 'medium',
    effects: () => resyncEffects({ stagingMode: false, objects: null, foretold: { for: 'returned', reached: null } }),
    probe: async (context) => probeResync(context, first),
    plan: (facts) => syncPlan(undoneTexts.resyncSummary, resyncEffects(facts), undoneTexts.resyncNotes),
    capture: captureStart,
    apply: async (context, _facts, captured) => synchronize(context, captured),
    verify: verifyCycle,
    undo: { kind: 'part-of-undo' },
  };
}

/** The GUIDs must be back: the changed rules may have been synchronized, and the restored ones are. */
export function isResynchronized(context: Reading, first: Round, rules: readonly SyncRule[]): boolean {
  return mayHaveSynchronized(context, first) && isToSynchronize(context, rules);
}

async function probeResync(context: Reading, first: Round): Promise<Probe<SyncFacts>> {
  if (!mayHaveSynchronized(context, first)) return { kind: 'not-needed', reason: undoneTexts.neverSynchronized };
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  if (!isToSynchronize(context, rules.value)) return leaveUnsynchronized(context, rules.value);
  const activity = await readActivity(context);
  if (!activity.ok) return { kind: 'unknown', failure: activity.failure };
  const { scheduler } = activity.value;
  if (scheduler.schedulerSuspended) return { kind: 'blocked', ...stillnessTexts.suspended };
  const foretold = { for: 'returned' as const, reached: reachedByUndo(context) };
  return { kind: 'ready', facts: { stagingMode: scheduler.stagingModeEnabled, objects: null, foretold } };
}

/** Nothing takes back what follows an undo. */
function resyncEffects(facts: SyncFacts): readonly Effect[] {
  return syncEffects(facts).map((one) => (one.undo === 'wholly' ? { ...one, undo: 'not' } : one));
}

/** Whose GUID comes back, and whose goes again, as it was read before the undo; null: it was not. */
function reachedByUndo(context: Reading): Plain<ReachedUsers> | null {
  const listed = listedOwners(context.captured(listOwnersId));
  if (listed === undefined) return null;
  const kept = new Set(keptOwners(context.captured(keepOwnersId)).map(({ anchor }) => anchor));
  const spared = listed.owners?.filter(({ anchor }) => kept.has(anchor)).length ?? 0;
  return { cleared: listed.leaving, returned: listed.users - spared, attributesReturned: 0, attributesChanged: 0 };
}

function isToSynchronize(context: Reading, rules: readonly SyncRule[]): boolean {
  return wasSynchronized(context, rules) || alwaysSynchronizesOnUndo(context.options);
}

/**
 * What the backup compared proves that the server had been synchronized with its rules, and that they fail for nobody. With
 * a default rule that an upgrade has changed since, it had not.
 */
export function wasSynchronized(context: Reading, rules: readonly SyncRule[]): boolean {
  const sealed = sealedBackup(context);
  const isAsBefore = changedContents(operationsOfRun(context), rules).size === 0;
  return isAsBefore && sealed?.unsynchronizedUsers === 0 && sealed.failingUsers === 0;
}

/** The rules are back; says what a synchronization would do now, and how to ask for it. */
async function leaveUnsynchronized(context: Reading, rules: readonly SyncRule[]): Promise<Probe<SyncFacts>> {
  const sealed = sealedBackup(context);
  const change = sealedChange(context.captured('backup'));
  if (sealed === undefined || change === undefined) return { kind: 'not-needed', reason: undoneTexts.neverBackedUp };
  const activity = await readActivity(context);
  if (!activity.ok) return { kind: 'unknown', failure: activity.failure };
  const waiting = await waitingChanges(context, change, rules);
  if (!waiting.ok) return { kind: 'unknown', failure: waiting.failure };
  const changed = [...changedContents(operationsOfRun(context), rules).values()].map(({ original, differences }) =>
    undoneTexts.changedSince(ruleNameIn(change.contributors, original), differenceText(differences)),
  );
  const { syncCycleEnabled } = activity.value.scheduler;
  const reason = undoneTexts.leftUnsynchronized({ ...sealed, changed }, waiting.value, syncCycleEnabled);
  return { kind: 'not-needed', reason };
}

export function sealedBackup(context: Reading): Plain<BackupState> | undefined {
  const captured = context.captured('backup');
  return captured === undefined ? undefined : backupStateSchema.parse(captured);
}
