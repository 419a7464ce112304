import type { Result } from '../../../shared/base/failure.ts';
import { failed, success } from '../../../shared/base/failure.ts';
import { syncServerTexts } from '../texts.ts';
import type { SchedulerSettings, SyncPolicy } from '../../../shared/systems/sync-server/sync-server.ts';
import type { LabScheduler, LabState } from '../state.ts';
import { cyclePlan } from './cycle-plan.ts';
import { isStagingMode } from '../sync-engine/global-parameters.ts';
import { millisecondsOfTimeSpan } from './time-span.ts';

const enabledParameter = 'Microsoft.Synchronize.SynchronizationSchedule';
const suspendedParameter = 'Microsoft.Synchronize.SchedulerSuspended';
/** Interval of a server that has no other (entra-connect.md §3.3). */
const usualInterval = 30 * 60_000;

/** `Get-ADSyncScheduler`. */
export function schedulerSettings(state: LabState): SchedulerSettings {
  const { scheduler, globalParameters } = state.server;
  return {
    syncCycleEnabled: isTrue(state, enabledParameter),
    syncCycleInProgress: scheduler.cycle !== undefined,
    stagingModeEnabled: isStagingMode(globalParameters),
    schedulerSuspended: isTrue(state, suspendedParameter),
    maintenanceEnabled: scheduler.maintenanceEnabled,
    nextSyncCyclePolicy: scheduler.nextSyncCyclePolicy,
    nextSyncCycleStart: scheduler.nextSyncCycleStart,
    effectiveInterval: scheduler.interval,
  };
}

/** `Set-ADSyncScheduler -SyncCycleEnabled`. */
export function setSyncCycleEnabled(state: LabState, enabled: boolean): void {
  const parameters = new Map(state.server.globalParameters);
  parameters.set(enabledParameter, enabled ? 'True' : 'False');
  state.server.globalParameters = parameters;
}

/** `Start-ADSyncSyncCycle`: what is to run is decided now; the runs follow as time passes. */
export function startCycle(state: LabState, policy: SyncPolicy): Result<void> {
  const during = `Start-ADSyncSyncCycle -PolicyType ${policy}`;
  if (isTrue(state, suspendedParameter)) {
    return failed({ code: 'scheduler-suspended', during, raw: syncServerTexts.suspended, retry: 'pointless' });
  }
  if (state.server.scheduler.cycle !== undefined) {
    return failed({ code: 'cycle-running', during, raw: syncServerTexts.alreadyRunning, retry: 'safe' });
  }
  const remaining = cyclePlan(state, policy);
  changeScheduler(state, {
    nextSyncCyclePolicy: 'Delta',
    cycle: { policy, startedAt: state.now, stopRequested: false, busyUntil: state.now, remaining },
  });
  return success(undefined);
}

/** `Stop-ADSyncSyncCycle`: the present step stops at its next batch. Without a cycle it does nothing. */
export function requestStop(state: LabState): void {
  const { cycle } = state.server.scheduler;
  if (cycle !== undefined) changeScheduler(state, { cycle: { ...cycle, stopRequested: true } });
}

/** When the scheduler next has something to decide, ISO UTC. */
export function nextScheduledStart(state: LabState): string | undefined {
  return state.server.scheduler.nextSyncCycleStart;
}

/** At the scheduled time: starts the cycle unless the scheduler is off, suspended or busy, and plans the next one. */
export function runSchedule(state: LabState): void {
  const { scheduler } = state.server;
  const start = scheduler.nextSyncCycleStart;
  if (start === undefined || start > state.now) return;
  const interval = Math.max(millisecondsOfTimeSpan(scheduler.interval) ?? usualInterval, 60_000);
  const missed = Math.floor((Date.parse(state.now) - Date.parse(start)) / interval);
  const next = new Date(Date.parse(start) + (missed + 1) * interval).toISOString();
  changeScheduler(state, { nextSyncCycleStart: next });
  if (!isTrue(state, enabledParameter)) return;
  // Suspended or busy: this start is left out, as on a server.
  startCycle(state, scheduler.nextSyncCyclePolicy === 'Initial' ? 'Initial' : 'Delta');
}

export function changeScheduler(state: LabState, changes: Partial<LabScheduler>): void {
  state.server.scheduler = { ...state.server.scheduler, ...changes };
}

function isTrue(state: LabState, parameter: string): boolean {
  return state.server.globalParameters.get(parameter)?.toLowerCase() === 'true';
}
