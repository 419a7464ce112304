import { labClock } from '../../../electron/lab/clock.ts';
import { unsavedMachine, type LabMachine } from '../../../electron/lab/machine.ts';
import { labSyncServer } from '../../../electron/lab/ports/sync-server.ts';
import type { LabState } from '../../../electron/lab/state.ts';
import { createScenario } from '../../../electron/lab/world/create-scenario.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import type { Result } from '../../../shared/base/failure.ts';
import type { SyncServer } from '../../../shared/systems/sync-server/sync-server.ts';
import type { SyncRule } from '../../../shared/entra-connect/rules/model.ts';

export const call = { signal: new AbortController().signal };

/** A synchronized lab in memory that runs. */
export interface RunningLab {
  readonly state: LabState;
  readonly machine: LabMachine;
  readonly server: SyncServer;
  readonly clock: Clock;
}

export function runningLab(scenario = 'clean', users = 30): RunningLab {
  const machine = unsavedMachine(valueOf(createScenario(scenario, { users })).state);
  return { machine, state: machine.state, server: labSyncServer(machine), clock: labClock(machine) };
}

export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.failure.during}: ${result.failure.raw}`);
  return result.value;
}

/** Waits until the cycle in progress is over. */
export async function untilIdle({ clock, server }: RunningLab): Promise<void> {
  while (valueOf(await server.scheduler(call)).syncCycleInProgress) await clock.sleep(1000, call.signal);
}

export function ruleNamed({ state }: RunningLab, name: string): SyncRule {
  const rule = state.server.rules.find((candidate) => candidate.name === name);
  if (rule === undefined) throw new Error(`No rule ${name}`);
  return rule;
}
