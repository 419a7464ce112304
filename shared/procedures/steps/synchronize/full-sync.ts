import type { Effect } from '../../../engine/contract/effect.ts';
import type { ObjectTable, Probe, Step, StepPlan, Verification } from '../../../engine/contract/step.ts';
import { failed, success, type Result } from '../../../base/failure.ts';
import { entraConnectorId } from '../../../base/identifiers.ts';
import type { EffectKind } from '../effect-texts.ts';
import { failureCatalogue } from '../../../systems/failure-texts.ts';
import { firstUserTexts } from '../first-user/texts.ts';
import { blockerTexts } from '../texts.ts';
import { syncTexts } from '../proof/texts.ts';
import type { RunProfileResult } from '../../../systems/sync-server/sync-server.ts';
import { effectOf, guidEffect } from '../effects.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Plain } from '../../../base/plain.ts';
import type { HybridSystems, Reading, Writing } from '../../../systems/contexts.ts';
import { sealedBefore } from '../proof/before-state.ts';
import * as commands from '../rules/commands.ts';
import {
  cycleProblems,
  knownStop,
  pendingExports,
  readCycleOutcome,
  runInitialCycle,
  waitForCycle,
  type CycleOutcome,
} from './cycle.ts';
import { firstUserSchema } from '../first-user/first-user-object.ts';
import { expectedEffects, foretoldEffects } from '../rules/next-effects.ts';
import { probeActivity } from './round-activity.ts';
import { firstRoundId, firstUserStepId } from './round-ids.ts';
import { roundTitle, type Round } from '../rules/rule-change.ts';
import { waitForIdle } from '../idle/pause-scheduler.ts';
import { readStageFacts } from '../rules/stage-facts.ts';
import type { ReachedUsers } from './waiting-changes.ts';

interface SyncedObjects {
  readonly stagingMode: boolean;
  /** Objects that lose the GUID, in the cloud or, from a staging server, in the metaverse; null: not counted in this run. */
  readonly objects: number | null;
  /** What it does to users, where the change was for something else; null: not computed in this run. */
  readonly foretold?: { readonly for: 'cleared' | 'returned'; readonly reached: ReachedUsers | null };
  /** Who of them was synchronized before everybody; not given: nobody was. */
  readonly firstUser?: string;
}
export type SyncFacts = Plain<SyncedObjects>;

interface SyncStart {
  /** ISO UTC; runs from here on belong to this synchronization. */
  readonly startedAt: string;
}
export type SyncState = Plain<SyncStart>;

/** Full synchronization of all connectors. */
export function fullSyncStep(round: Round): Step<HybridSystems, SyncFacts, SyncState> {
  return {
    id: round.steps.fullSync,
    revision: 1,
    ...syncTexts.step,
    title: roundTitle(round, syncTexts.step.title),
    risk: 'high',
    effects: () => syncEffects({ stagingMode: false, objects: null, ...foretoldIn(undefined, round) }),
    probe: async (context) => probe(context, round),
    plan: (facts) =>
      syncPlan(syncTexts.summary, syncEffects(facts), [
        ...(facts.firstUser === undefined ? [] : [firstUserTexts.amongThem(facts.firstUser)]),
        ...syncTexts.notes(facts.stagingMode),
      ]),
    capture: captureStart,
    apply: async (context, _facts, captured) => synchronize(context, captured),
    verify: verifyCycle,
    undo: { kind: 'by-other-steps' },
  };
}

async function probe(context: Reading, round: Round): Promise<Probe<SyncFacts>> {
  const found = await probeActivity(context, round);
  if (found.kind !== 'found') return found;
  const { scheduler } = found.activity;
  const statistics = await persistently(context, () =>
    context.systems.syncServer.connectorStatistics(entraConnectorId, context),
  );
  if (!statistics.ok) return { kind: 'unknown', failure: statistics.failure };
  const { exportDeletes } = statistics.value;
  if (exportDeletes > 0) return { kind: 'blocked', ...blockerTexts.pendingDeletions(exportDeletes, undefined) };
  const counts = sealedBefore(context.captured(round.steps.preview))?.counts;
  const stagingMode = scheduler.stagingModeEnabled;
  const facts = {
    stagingMode,
    objects: (stagingMode ? counts?.treated : counts?.inCloud) ?? null,
    ...foretoldIn(context, round),
    ...firstUserIn(context, round),
  };
  return { kind: 'ready', facts };
}

/** What the stage of the change has computed before it was carried out. */
function foretoldIn(context: Reading | undefined, { foretold, after }: Round): Pick<SyncFacts, 'foretold'> {
  if (foretold === undefined) return {};
  const captured = context?.captured(after);
  const reached = captured === undefined ? undefined : readStageFacts(captured).reached;
  return { foretold: { for: foretold, reached: reached === undefined ? null : { ...reached } } };
}

/** What the synchronization does to users, and what follows for those who hold a license. */
export function syncEffects({ stagingMode, objects, foretold }: SyncFacts): readonly Effect[] {
  const onUsers =
    foretold === undefined
      ? guidEffect('cleared', objects ?? undefined, stagingMode)
      : foretold.reached === null
        ? expectedEffects(foretold.for, stagingMode, 'now')
        : foretoldEffects(foretold.reached, stagingMode, 'now');
  const isCleared = onUsers.some(({ kind }) => kind === ('guid-cleared' satisfies EffectKind));
  return [
    ...effectOf('full-synchronization'),
    ...onUsers,
    // How many of them hold a license is for the step to read that deals with licenses.
    ...(isCleared ? effectOf('mailboxes-created') : []),
  ];
}

function firstUserIn(context: Reading, round: Round): Pick<SyncFacts, 'firstUser'> {
  const captured = round.id === firstRoundId ? context.captured(firstUserStepId) : undefined;
  if (captured === undefined || !context.wasApplied(firstUserStepId)) return {};
  return { firstUser: firstUserSchema.parse(captured).distinguishedName };
}

export function syncPlan(summary: string, effects: readonly Effect[], notes: readonly string[]): StepPlan {
  const what = { effects, notes, objects: [], confirmation: undefined };
  return { summary, changes: [], commands: [commands.startInitialCycle], ...what };
}

/** Each attempt is judged by the runs it caused: the moment is taken anew. */
export async function captureStart(
  context: Reading,
): Promise<Result<{ readonly state: SyncState; readonly files: readonly [] }>> {
  return success({ state: { startedAt: context.clock.now().toISOString() }, files: [] });
}

export async function synchronize(context: Writing, captured: SyncState): Promise<Result<void>> {
  const done = await runInitialCycle(context, captured.startedAt);
  if (!done.ok) return done;
  const runs = await persistently(context, () => context.systems.syncServer.runHistory(captured.startedAt, context));
  if (!runs.ok) return runs;
  const stop = knownStop(runs.value);
  return stop === undefined
    ? success(undefined)
    : failed({ ...stop, during: syncTexts.step.title, retry: 'pointless' });
}

export async function verifyCycle(context: Reading, captured: SyncState): Promise<Verification> {
  const { startedAt } = captured;
  const idle = await waitForIdle(context);
  if (!idle.ok) return { kind: 'unknown', failure: idle.failure };
  const ended = await waitForCycle(context, startedAt);
  if (!ended.ok && ended.failure.code !== 'time-out') return { kind: 'unknown', failure: ended.failure };
  const outcome = await readCycleOutcome(context, startedAt);
  if (!outcome.ok) return { kind: 'unknown', failure: outcome.failure };
  const problems = cycleProblems(outcome.value);
  const evidence = evidenceOf(outcome.value);
  const objects = errorTable(outcome.value.runs);
  if (problems.length === 0) return { kind: 'passed', evidence, objects };
  const known = knownStop(outcome.value.runs);
  const explained = known && failureCatalogue[known.code];
  const reason = [...(explained ? [explained.cause] : []), ...problems].join('\n');
  return { kind: 'failed', reason, remedy: explained?.remedy ?? syncTexts.remedy, evidence, objects };
}

function evidenceOf({ runs, entra, staging }: CycleOutcome) {
  return [
    ...runs.map((run) => ({
      label: syncTexts.running(run.connectorName, run.runProfileName),
      after: run.steps.map(({ result, counters }) => syncTexts.stepEvidence(result, counters)).join('; '),
    })),
    { label: syncTexts.entraExportDeletes, after: entra.exportDeletes },
    { label: staging ? syncTexts.waitingInStaging : syncTexts.pendingExports, after: pendingExports(entra) },
  ];
}

function errorTable(runs: readonly RunProfileResult[]): readonly ObjectTable[] {
  const rows = runs.flatMap((run) =>
    run.steps.flatMap(({ errors }) =>
      errors.map((error) => [run.connectorName, run.runProfileName, error.distinguishedName, error.type, error.text]),
    ),
  );
  if (rows.length === 0) return [];
  return [{ id: 'synchronization-errors', title: syncTexts.errorTable, columns: syncTexts.errorColumns, rows }];
}
