import { nextDue } from '../cloud/due-work.ts';
import { runDueWork } from '../cloud/run-due-work.ts';
import type { SyncPolicy } from '../../../shared/systems/sync-server/sync-server.ts';
import { CycleRunner } from '../scheduler/cycle-runner.ts';
import { changeScheduler, startCycle } from '../scheduler/schedule.ts';
import type { LabState } from '../state.ts';
import { currentServerVersion } from './default-rules/global-parameters.ts';
import { moveRemoteMailboxes } from './moved-mailboxes.ts';

const minutesToNextCycle = 30;

/** Runs one whole cycle of the lab's own scheduler; time passes as it would. */
export function runCycle(state: LabState, policy: SyncPolicy): void {
  const started = startCycle(state, policy);
  if (!started.ok) throw new Error(started.failure.raw);
  const runner = new CycleRunner(state);
  for (let worked = runner.work(); worked !== undefined; worked = runner.work()) passTime(state, worked.milliseconds);
}

/** Lets the cloud finish what it has been given, however long that takes. */
export function settleCloud(state: LabState): void {
  for (let due = nextDue(state); due !== undefined; due = nextDue(state)) {
    if (due > state.now) state.now = due;
    runDueWork(state);
  }
}

/**
 * The first synchronization of a new lab: everything into the metaverse and the cloud, the mailboxes that were moved there
 * earlier, and the confirmation back. What the server is otherwise configured to be – staging, suspended, outdated – it
 * becomes afterwards: some other server, or an earlier time, filled the cloud.
 */
export function synchronizeForTheFirstTime(state: LabState): void {
  const { server } = state;
  const { globalParameters, productVersion } = server;
  server.globalParameters = new Map([
    ...globalParameters,
    ['Microsoft.Synchronize.StagingMode', 'False'],
    ['Microsoft.Synchronize.SchedulerSuspended', 'False'],
  ]);
  server.productVersion = currentServerVersion;
  runCycle(state, 'Initial');
  settleCloud(state);
  moveRemoteMailboxes(state);
  settleCloud(state);
  runCycle(state, 'Delta');
  settleCloud(state);
  server.globalParameters = globalParameters;
  server.productVersion = productVersion;
  planNextCycle(state);
}

/** The next scheduled cycle is a full interval away. */
export function planNextCycle(state: LabState): void {
  const nextSyncCycleStart = new Date(Date.parse(state.now) + minutesToNextCycle * 60_000).toISOString();
  changeScheduler(state, { nextSyncCycleStart });
}

function passTime(state: LabState, milliseconds: number): void {
  state.now = new Date(Date.parse(state.now) + milliseconds).toISOString();
}
