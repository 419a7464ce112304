import { failed, success, type Failure, type Result } from '../../../base/failure.ts';
import { entraConnectorId, type ConnectorId } from '../../../base/identifiers.ts';
import { syncTexts } from '../proof/texts.ts';
import { saysSignInFailed } from '../../../systems/sync-server/sync-server-errors.ts';
import type { ConnectorStatistics, RunProfileResult } from '../../../systems/sync-server/sync-server.ts';
import type { Connector, RunStepType } from '../../../entra-connect/rules/model.ts';
import { persistently, waitUntil } from '../../../systems/patience.ts';
import { readTogether } from '../../../systems/paging.ts';
import type { Reading, Writing } from '../../../systems/contexts.ts';
import { waitForIdle } from '../idle/pause-scheduler.ts';
import { isRunning, readActivity } from '../idle/situation.ts';

/** Large environments synchronize for more than a day. */
const cycleLimit = { seconds: 48 * 3600, every: 15 };
/** A cycle that was started shows its first run within this time. */
const startLimitSeconds = 15 * 60;

/** Starts a full cycle and waits until it has ended. `since`: ISO UTC from which runs belong to it. */
export async function runInitialCycle(context: Writing, since: string): Promise<Result<void>> {
  const idle = await waitForIdle(context);
  if (!idle.ok) return idle;
  const started = await persistently(context, () => context.systems.syncServer.startSyncCycle('Initial', context));
  return started.ok ? waitForCycle(context, since) : started;
}

/** Waits until a cycle that began after `since` has ended, telling how far it is. */
export async function waitForCycle(context: Reading | Writing, since: string): Promise<Result<void>> {
  const begun = context.clock.now().getTime();
  const waited = await waitUntil(context, { ...cycleLimit, during: syncTexts.waiting }, async () => {
    const activity = await readActivity(context);
    if (!activity.ok) return activity;
    const runs = await context.systems.syncServer.runHistory(since, context);
    if (!runs.ok) return runs;
    tellProgress(context, runs.value);
    const running = isRunning(activity.value) || runs.value.some((run) => !run.isRunComplete);
    const lateBy = context.clock.now().getTime() - begun;
    if (!running && runs.value.length > 0) return success({ kind: 'there', value: 'ended' } as const);
    if (!running && lateBy > startLimitSeconds * 1000) return success({ kind: 'there', value: 'never-began' } as const);
    return success({ kind: 'not-yet', value: 'running' } as const);
  });
  if (!waited.ok) return waited;
  const during = 'Start-ADSyncSyncCycle -PolicyType Initial';
  switch (waited.value.value) {
    case 'ended':
      return success(undefined);
    case 'never-began':
      return failed({ code: 'time-out', during, raw: syncTexts.neverBegan, retry: 'effect-unknown' });
    case 'running':
      return failed({ code: 'time-out', during, raw: syncTexts.neverEnded, retry: 'effect-unknown' });
  }
}

function tellProgress(context: Reading | Writing, runs: readonly RunProfileResult[]): void {
  const current = runs.findLast((run) => !run.isRunComplete) ?? runs.at(-1);
  if (current === undefined) context.progress({ text: syncTexts.starting });
  else {
    const text = syncTexts.running(current.connectorName, current.runProfileName);
    const { progress } = current;
    context.progress(progress === undefined ? { text } : { text, done: progress.done, total: progress.total });
  }
}

/** What a cycle left behind. */
export interface CycleOutcome {
  readonly runs: readonly RunProfileResult[];
  readonly connectors: readonly Connector[];
  readonly entra: ConnectorStatistics;
  readonly staging: boolean;
}

export async function readCycleOutcome(context: Reading, since: string): Promise<Result<CycleOutcome>> {
  const { syncServer } = context.systems;
  const outcome = await readTogether(context, {
    runs: () => syncServer.runHistory(since, context),
    connectors: () => syncServer.connectors(context),
    entra: () => syncServer.connectorStatistics(entraConnectorId, context),
    scheduler: () => syncServer.scheduler(context),
  });
  if (!outcome.ok) return outcome;
  const { scheduler, ...read } = outcome.value;
  return success({ ...read, staging: scheduler.stagingModeEnabled });
}

/** Everything about a full cycle that is not as it must be, verbatim; empty: all of it succeeded. */
export function cycleProblems({ runs, connectors, entra, staging }: CycleOutcome): readonly string[] {
  return [
    ...missingRuns(runs, connectors, staging),
    ...runs.flatMap((run) => [
      ...(run.isRunComplete ? [] : [syncTexts.unfinished(run.connectorName, run.runProfileName)]),
      ...run.steps.filter(({ result }) => result !== 'success').map((step) => syncTexts.stepResult(run, step)),
      ...(isSuccess(run) ? [] : [syncTexts.runResult(run)]),
    ]),
    ...(entra.exportDeletes > 0 ? [syncTexts.deletesPending(entra.exportDeletes)] : []),
    ...exportedDeletes(runs),
    ...(staging || pendingExports(entra) === 0 ? [] : [syncTexts.exportsPending(pendingExports(entra))]),
  ];
}

/** What runs tell of a trouble that the catalogue knows: its code, and their own words. */
export function knownStop(runs: readonly RunProfileResult[]): Pick<Failure, 'code' | 'raw'> | undefined {
  const failing = runs.flatMap(({ steps }) => steps).filter(({ result }) => result !== 'success');
  const stopped = failing.find(({ result }) => result === 'stopped-deletion-threshold-exceeded');
  // Nothing was exported because too much would have been deleted.
  if (stopped !== undefined) return { code: 'deletion-threshold-exceeded', raw: stopped.result };
  const told = failing.flatMap(({ errors }) => errors).find(({ text }) => saysSignInFailed(text));
  return told && { code: 'service-sign-in-failed', raw: told.text };
}

export function pendingExports(statistics: ConnectorStatistics): number {
  return statistics.exportAdds + statistics.exportUpdates + statistics.exportDeletes;
}

function isSuccess(run: RunProfileResult): boolean {
  return !run.isRunComplete || run.result === 'success' || run.steps.some(({ result }) => result !== 'success');
}

/** A full cycle imports and synchronizes every connector whole, and exports to Entra unless the server is staging. */
function missingRuns(
  runs: readonly RunProfileResult[],
  connectors: readonly Connector[],
  staging: boolean,
): readonly string[] {
  return connectors
    .filter(({ kind }) => kind !== 'other')
    .flatMap((connector) => {
      const needed: readonly RunStepType[] = [
        'full-import',
        'full-synchronization',
        ...(connector.kind === 'entra' && !staging ? (['export'] as const) : []),
      ];
      return needed
        .filter((type) => !hasRun(runs, connector, type))
        .map((type) => syncTexts.runMissing(connector.name, type));
    });
}

function hasRun(runs: readonly RunProfileResult[], connector: Connector, type: RunStepType): boolean {
  const profiles = connector.runProfiles.filter(({ steps }) => steps.includes(type)).map(({ name }) => name);
  return runs.some((run) => run.connectorId === connector.id && profiles.includes(run.runProfileName));
}

function exportedDeletes(runs: readonly RunProfileResult[]): readonly string[] {
  const deleted = runs
    .filter(({ connectorId }: { readonly connectorId: ConnectorId }) => connectorId === entraConnectorId)
    .flatMap(({ steps }) => steps)
    .reduce((sum, { counters }) => sum + (counters['ExportDelete'] ?? 0), 0);
  return deleted > 0 ? [syncTexts.deletesExported(deleted)] : [];
}
