import { z } from 'zod';
import type { Json } from '../../../base/json.ts';
import type { Probe, Step, StepPlan, Verification } from '../../../engine/contract/step.ts';
import { failed, success, type Result } from '../../../base/failure.ts';
import { pauseTexts } from '../texts.ts';
import type { CredentialKind } from '../../../systems/sync-server/sync-server.ts';
import { persistently, waitUntil } from '../../../systems/patience.ts';
import { effectOf } from '../effects.ts';
import type { HybridSystems, Reading, Writing } from '../../../systems/contexts.ts';
import * as commands from '../rules/commands.ts';
import { probeActivity } from '../synchronize/round-activity.ts';
import { roundTitle, type Round } from '../rules/rule-change.ts';
import { isRunning, readActivity, unrest } from './situation.ts';

const schedulerStateSchema = z.strictObject({ syncCycleEnabled: z.boolean() });
export type SchedulerState = z.infer<typeof schedulerStateSchema>;

/** What a pause has to do with; the kind only where the server tells it. */
type PauseFacts = SchedulerState & {
  readonly credentialKind?: CredentialKind;
};

/** A running cycle of a large environment may take hours; beyond that somebody has to look. */
const idleLimit = { seconds: 6 * 3600, every: 10 };

/** Whether the scheduler was on before the run touched it; undefined: the run found it off and left it. */
export function priorScheduler(captured: Json | undefined): SchedulerState | undefined {
  return captured === undefined ? undefined : schedulerStateSchema.parse(captured);
}

const disabling = [...effectOf('scheduler-disabled'), ...effectOf('changes-held-back')];

/** Stop the scheduler and wait until nothing runs. */
export function pauseStep(round: Round): Step<HybridSystems, PauseFacts, SchedulerState> {
  return {
    id: round.steps.pause,
    revision: 1,
    ...pauseTexts.step,
    title: roundTitle(round, pauseTexts.step.title),
    risk: 'low',
    effects: () => disabling,
    probe: async (context) => probe(context, round),
    plan,
    capture: async (_context, { syncCycleEnabled }, earlier) =>
      success({ state: earlier ?? { syncCycleEnabled }, files: [] }),
    apply: async (context) => switchAndWait(context, false),
    verify: verifyStill,
    undo: {
      kind: 'restores',
      restore: async (context, captured) => switchScheduler(context, captured.syncCycleEnabled),
      verify: async (context, captured) => verifySwitch(context, captured.syncCycleEnabled),
    },
  };
}

async function probe(context: Reading, round: Round): Promise<Probe<PauseFacts>> {
  const found = await probeActivity(context, round);
  if (found.kind !== 'found') return found;
  const { scheduler } = found.activity;
  const facts = { syncCycleEnabled: scheduler.syncCycleEnabled, ...(await credentialOf(context)) };
  return scheduler.syncCycleEnabled || isRunning(found.activity)
    ? { kind: 'ready', facts }
    : { kind: 'already-done', facts, reason: pauseTexts.alreadyOff };
}

/** Whoever cannot be told how the server signs in may stop its scheduler all the same. */
async function credentialOf(context: Reading): Promise<Pick<PauseFacts, 'credentialKind'>> {
  const kind = await persistently(context, () => context.systems.syncServer.credentialKind(context));
  return kind.ok && kind.value !== undefined ? { credentialKind: kind.value } : {};
}

function plan(facts: PauseFacts): StepPlan {
  return {
    summary: pauseTexts.summary,
    changes: facts.syncCycleEnabled
      ? [{ subject: pauseTexts.scheduler, field: 'SyncCycleEnabled', before: true, after: false }]
      : [],
    commands: [commands.setScheduler(false), 'Get-ADSyncScheduler', 'Get-ADSyncConnectorRunStatus'],
    // A scheduler that is off and a cycle that still runs: it is waited for, and nothing is switched.
    effects: facts.syncCycleEnabled ? disabling : [],
    notes: facts.syncCycleEnabled
      ? [...pauseTexts.notes, ...(facts.credentialKind === 'Application' ? [pauseTexts.certificate] : [])]
      : [],
    objects: [],
    confirmation: undefined,
  };
}

async function verifyStill(context: Reading): Promise<Verification> {
  const activity = await readActivity(context);
  if (!activity.ok) return { kind: 'unknown', failure: activity.failure };
  const { scheduler, busy } = activity.value;
  const evidence = [
    { label: 'SyncCycleEnabled', after: scheduler.syncCycleEnabled },
    { label: 'SyncCycleInProgress', after: scheduler.syncCycleInProgress ?? null },
    {
      label: 'Get-ADSyncConnectorRunStatus',
      after: busy.map((status) => `${status.connectorName}: ${status.runState}`),
    },
  ];
  const problem = unrest(activity.value);
  return problem === undefined
    ? { kind: 'passed', evidence, objects: [] }
    : { kind: 'failed', ...problem, evidence, objects: [] };
}

/** Switches the scheduler off or on without waiting. */
export async function switchScheduler(context: Writing, enabled: boolean): Promise<Result<void>> {
  return persistently(context, () => context.systems.syncServer.setSyncCycleEnabled(enabled, context));
}

/** Switches the scheduler and waits until nothing runs any more. */
export async function switchAndWait(context: Writing, enabled: boolean): Promise<Result<void>> {
  const switched = await switchScheduler(context, enabled);
  return switched.ok ? waitForIdle(context) : switched;
}

/** Waits until no cycle and no run profile is going on. */
export async function waitForIdle(context: Reading | Writing): Promise<Result<void>> {
  const during = pauseTexts.waiting;
  const waited = await waitUntil(context, { ...idleLimit, during }, async () => {
    const activity = await readActivity(context);
    if (!activity.ok) return activity;
    const running = isRunning(activity.value);
    if (running)
      context.progress({ text: pauseTexts.stillRunning(activity.value.busy.map((busy) => busy.connectorName)) });
    return success(
      running ? ({ kind: 'not-yet', value: undefined } as const) : ({ kind: 'there', value: undefined } as const),
    );
  });
  if (!waited.ok) return waited;
  if (waited.value.kind === 'there') return success(undefined);
  return failed({ code: 'cycle-running', during, raw: pauseTexts.neverIdle, retry: 'safe' });
}

/** Reads back whether the scheduler is on or off. */
export async function verifySwitch(context: Reading, enabled: boolean): Promise<Verification> {
  const activity = await readActivity(context);
  if (!activity.ok) return { kind: 'unknown', failure: activity.failure };
  const now = activity.value.scheduler.syncCycleEnabled;
  const evidence = [{ label: 'SyncCycleEnabled', after: now }];
  return now === enabled
    ? { kind: 'passed', evidence, objects: [] }
    : {
        kind: 'failed',
        reason: pauseTexts.notSwitched(enabled),
        remedy: pauseTexts.notSwitchedRemedy(enabled),
        evidence,
        objects: [],
      };
}
