import type { Probe, Step, StepPlan, Verification } from '../../engine/step.ts';
import { success } from '../../failure.ts';
import { stillnessTexts } from '../../messages/rule-change.ts';
import { undoneTexts } from '../../messages/rule-change-licence.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import type { Plain } from '../plain.ts';
import { persistently } from '../patience.ts';
import type { HybridSystems, Reading } from '../systems.ts';
import { backupStateSchema, readBackup, type BackupState } from './backup.ts';
import { readBefore, sealedBefore } from './before-state.ts';
import { compareMetaverse } from './compare-metaverse.ts';
import { captureStart, syncPlan, synchronize, verifyCycle, type SyncFacts, type SyncState } from './full-sync.ts';
import { readRules, rulesThatDiffer } from './rule-access.ts';
import { mayHaveSynchronized, type Round } from './rule-change.ts';
import { alwaysSynchronizesOnUndo } from './options.ts';
import { sealedChange } from './sealed-change.ts';
import { readActivity, readRuleSituation } from './situation.ts';
import { waitingChanges } from './waiting-changes.ts';

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
    probe: async (context) => probeResync(context, first),
    plan: () => syncPlan(undoneTexts.resyncSummary, undoneTexts.resyncImpact),
    capture: captureStart,
    apply: async (context, _facts, captured) => synchronize(context, captured),
    verify: verifyCycle,
    undo: { kind: 'changes-nothing' },
  };
}

/** The GUIDs must be back: the changed rules may have been synchronized, and the restored ones are. */
function isResynchronized(context: Reading, first: Round): boolean {
  return mayHaveSynchronized(context, first) && isToSynchronize(context);
}

async function probeResync(context: Reading, first: Round): Promise<Probe<SyncFacts>> {
  if (!mayHaveSynchronized(context, first)) return { kind: 'not-needed', reason: undoneTexts.neverSynchronized };
  if (!isToSynchronize(context)) return leaveUnsynchronized(context);
  const activity = await readActivity(context);
  if (!activity.ok) return { kind: 'unknown', failure: activity.failure };
  const { scheduler } = activity.value;
  if (scheduler.schedulerSuspended) return { kind: 'blocked', ...stillnessTexts.suspended };
  const objects = sealedBefore(context.captured(first.steps.preview))?.counts.treated ?? null;
  return { kind: 'ready', facts: { stagingMode: scheduler.stagingModeEnabled, objects } };
}

function isToSynchronize(context: Reading): boolean {
  return wasSynchronized(context) || alwaysSynchronizesOnUndo(context.options);
}

/** What the backup compared proves that the server had been synchronized with its rules. */
function wasSynchronized(context: Reading): boolean {
  return sealedBackup(context)?.unsynchronizedUsers === 0;
}

/** The rules are back; says what a synchronization would do now, and how to ask for it. */
async function leaveUnsynchronized(context: Reading): Promise<Probe<SyncFacts>> {
  const sealed = sealedBackup(context);
  const change = sealedChange(context.captured('backup'));
  if (sealed === undefined || change === undefined) return { kind: 'not-needed', reason: undoneTexts.neverBackedUp };
  const situation = await readRuleSituation(context);
  if (!situation.ok) return { kind: 'unknown', failure: situation.failure };
  const { rules, scheduler } = situation.value;
  const waiting = await waitingChanges(context, change, rules);
  if (!waiting.ok) return { kind: 'unknown', failure: waiting.failure };
  const reason = undoneTexts.leftUnsynchronized(sealed.unsynchronizedUsers, waiting.value, scheduler.syncCycleEnabled);
  return { kind: 'not-needed', reason };
}

interface OriginalFacts {
  readonly rules: number;
  readonly synchronized: boolean;
}
type Facts = Plain<OriginalFacts>;

/** After everything has been undone: the rules equal the backup field by field, and the GUIDs are back. */
export function proveOriginalStep(first: Round): Step<HybridSystems, Facts, null> {
  return {
    id: 'prove-original',
    revision: 1,
    ...undoneTexts.prove,
    risk: 'none',
    probe: async (context) => probeOriginal(context, first),
    plan: planOriginal,
    capture: async () => success({ state: null, files: [] }),
    apply: async () => success(undefined),
    verify: async (context) => verifyOriginal(context, first),
    undo: { kind: 'changes-nothing' },
  };
}

function sealedBackup(context: Reading): Plain<BackupState> | undefined {
  const captured = context.captured('backup');
  return captured === undefined ? undefined : backupStateSchema.parse(captured);
}

async function probeOriginal(context: Reading, first: Round): Promise<Probe<Facts>> {
  const sealed = sealedBackup(context);
  if (sealed === undefined) return { kind: 'not-needed', reason: undoneTexts.neverBackedUp };
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  return { kind: 'ready', facts: { rules: rules.value.length, synchronized: isResynchronized(context, first) } };
}

function planOriginal(facts: Facts): StepPlan {
  return {
    summary: undoneTexts.proveSummary(facts.rules, facts.synchronized),
    changes: [],
    commands: [],
    impact: [],
    objects: [],
    confirmation: undefined,
  };
}

async function verifyOriginal(context: Reading, first: Round): Promise<Verification> {
  const sealed = sealedBackup(context);
  if (sealed === undefined)
    return { kind: 'failed', reason: undoneTexts.neverBackedUp, remedy: '', evidence: [], objects: [] };
  const backup = await readBackup(context, sealed);
  if (!backup.ok) return { kind: 'unknown', failure: backup.failure };
  const rules = await readRules(context);
  if (!rules.ok) return { kind: 'unknown', failure: rules.failure };
  const differing = rulesThatDiffer(backup.value.rules, rules.value);
  const evidence = [
    { label: undoneTexts.rulesEqual, before: backup.value.rules.length, after: rules.value.length },
    { label: undoneTexts.rulesDiffering, after: differing },
  ];
  if (differing.length > 0) return failedWith(undoneTexts.rulesDiffer(differing), evidence);
  if (!isResynchronized(context, first)) return { kind: 'passed', evidence, objects: [] };
  return wasSynchronized(context)
    ? verifyGuids(context, evidence, first)
    : verifyAsComputed(context, evidence, rules.value);
}

type EvidenceList = Extract<Verification, { readonly kind: 'passed' }>['evidence'];

/** What the objects were before is not what these rules make of them: they must be what was computed. */
async function verifyAsComputed(
  context: Reading,
  evidence: EvidenceList,
  rules: readonly SyncRule[],
): Promise<Verification> {
  const change = sealedChange(context.captured('backup'));
  if (change === undefined) return { kind: 'passed', evidence, objects: [] };
  const waiting = await waitingChanges(context, change, rules);
  if (!waiting.ok) return { kind: 'unknown', failure: waiting.failure };
  const { users } = waiting.value;
  const all = [...evidence, { label: undoneTexts.notAsComputed, after: users }];
  return users === 0
    ? { kind: 'passed', evidence: all, objects: [] }
    : failedWith(undoneTexts.differFromComputed(users), all);
}

async function verifyGuids(context: Reading, evidence: EvidenceList, first: Round): Promise<Verification> {
  if (context.captured(first.steps.preview) === undefined) return { kind: 'passed', evidence, objects: [] };
  const before = await readBefore(context, first);
  if (!before.ok) return { kind: 'unknown', failure: before.failure };
  const connectors = await persistently(context, () => context.systems.syncServer.connectors(context));
  if (!connectors.ok) return { kind: 'unknown', failure: connectors.failure };
  const now = await compareMetaverse(context, connectors.value, before.value, new Set());
  if (!now.ok) return { kind: 'unknown', failure: now.failure };
  const { holding, changedGuid, changedOtherwise, disappeared } = now.value;
  const expected = before.value.filter(({ guid }) => guid !== '').length;
  const back = holding.treated + holding.other;
  const all = [...evidence, { label: undoneTexts.guidsBack, before: expected, after: back }];
  const same = back === expected && changedGuid === 0 && changedOtherwise === 0 && disappeared === 0;
  return same
    ? { kind: 'passed', evidence: all, objects: [] }
    : failedWith(undoneTexts.guidsMissing(expected - back, changedGuid, changedOtherwise, disappeared), all);
}

function failedWith(text: { readonly reason: string; readonly remedy: string }, evidence: EvidenceList): Verification {
  return { kind: 'failed', ...text, evidence, objects: [] };
}
