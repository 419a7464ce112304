import { drive, driveUndo, type Decider, type DriveEnd } from '../../../shared/engine/drive.ts';
import { createEngine, type Engine } from '../../../shared/engine/engine.ts';
import { allSteps, type StepState } from '../../../shared/engine/run/run-state.ts';
import type { Procedure } from '../../../shared/engine/contract/step.ts';
import type { SystemReaders, SystemWriters } from '../../../shared/systems/systems.ts';
import { nullClone } from '../../../shared/procedures/null-clone/procedure.ts';
import type { HybridSystems } from '../../../shared/systems/contexts.ts';
import type { SyncRule } from '../../../shared/entra-connect/rules/model.ts';
import { labClock } from '../../../electron/lab/clock.ts';
import { unsavedMachine, type LabMachine } from '../../../electron/lab/machine.ts';
import { labDirectory } from '../../../electron/lab/ports/directory.ts';
import { labExchangeOnline } from '../../../electron/lab/ports/exchange-online.ts';
import { labSyncServer } from '../../../electron/lab/ports/sync-server.ts';
import { labTenant } from '../../../electron/lab/ports/tenant.ts';
import type { LabState } from '../../../electron/lab/state.ts';
import { createScenario, type ScenarioOptions } from '../../../electron/lab/world/create-scenario.ts';
import {
  agreeable,
  evidenceOn,
  journalOn,
  memoryDisk,
  toyIdentity,
  type MemoryDisk,
} from '../../shared/engine/toy-run.ts';
import { decisionOf } from '../../remote-mailboxes.ts';

/** A lab in memory with the run folder of one run. */
export interface LabWorld {
  readonly state: LabState;
  readonly machine: LabMachine;
  readonly systems: SystemWriters;
  readonly disk: MemoryDisk;
  readonly options: Readonly<Record<string, string>>;
  readonly procedure: Procedure<HybridSystems>;
}

export function labWorld(
  scenario: string,
  how: ScenarioOptions = {},
  options: Readonly<Record<string, string>> = {},
  procedure = nullClone,
): LabWorld {
  const created = createScenario(scenario, how);
  if (!created.ok) throw new Error(created.failure.raw);
  return worldOf(created.value.state, options, procedure);
}

/** A lab's state with a new run folder. */
export function worldOf(
  state: LabState,
  options: Readonly<Record<string, string>>,
  procedure: Procedure<HybridSystems>,
): LabWorld {
  const machine = unsavedMachine(state);
  const systems: SystemWriters = {
    syncServer: labSyncServer(machine),
    directory: labDirectory(machine),
    tenant: labTenant(machine),
    exchangeOnline: labExchangeOnline(machine),
  };
  return {
    state,
    machine,
    systems,
    disk: memoryDisk(),
    options: { ...decisionOf(procedure.id), ...options },
    procedure,
  };
}

export async function engineOn(world: LabWorld): Promise<Engine> {
  const readers: SystemReaders = world.systems;
  const creation = await createEngine({
    run: {
      ...{ runId: '0b5e7d7e-4f0f-4d2c-9a83-5f5f7c3e8a10', procedure: world.procedure.id, target: 'lab:' },
      ...{ options: world.options, appVersion: '0.1.0' },
      ...{ engagement: { customer: '', ticket: '' }, created: '2026-11-21T00:00:00.000Z' },
    },
    system: toyIdentity,
    procedure: world.procedure,
    systems: { readers, writers: world.systems },
    journal: journalOn(world.disk),
    evidence: evidenceOn(world.disk),
    clock: labClock(world.machine),
    operator: 'Anna',
    machine: 'SERVER1',
    programVersion: '0.1.0',
    pid: 42,
    signal: new AbortController().signal,
  });
  if (creation.kind !== 'created') throw new Error(JSON.stringify(creation));
  return creation.engine;
}

export interface Finished {
  readonly end: DriveEnd;
  readonly engine: Engine;
  /** State of each step by id. */
  readonly steps: ReadonlyMap<string, StepState>;
}

export async function run(world: LabWorld, until?: string): Promise<Finished> {
  const engine = await engineOn(world);
  const end = await drive(engine, agreeable, until === undefined ? {} : { until });
  return { end, engine, steps: statesOf(engine) };
}

/** Agrees to everything, and restores the GUID also for users with a mailbox in Exchange Online. */
export const restoringAnyway: Decider = {
  ...agreeable,
  answerUndo: async ({ answers }) => {
    const { value, confirmation } = answers.find(({ value: answer }) => answer === 'restore-anyway') ?? {};
    return { answer: value, confirmation: confirmation?.count };
  },
};

export async function undo(
  world: LabWorld,
  to?: string,
  options?: Readonly<Record<string, string>>,
  decider: Decider = agreeable,
): Promise<Finished> {
  const engine = await engineOn(world);
  const end = await driveUndo(engine, decider, to, options);
  return { end, engine, steps: statesOf(engine) };
}

function statesOf(engine: Engine): ReadonlyMap<string, StepState> {
  return new Map(allSteps(engine.state()).map(({ id, state }) => [id, state]));
}

/** State of each step as one word, in order. */
export function words({ steps }: Finished): Readonly<Record<string, string>> {
  return Object.fromEntries([...steps].map(([id, { kind }]) => [id, kind]));
}

export function ruleNamed(state: LabState, name: string): SyncRule | undefined {
  return state.server.rules.find((rule) => rule.name === name);
}

export function clonesIn(state: LabState): readonly SyncRule[] {
  return state.server.rules.filter((rule) => rule.name.includes(' - Cloned - '));
}

/** Rules by identifier, so that their order does not matter. */
export function rulesById(state: LabState): Readonly<Record<string, SyncRule>> {
  return Object.fromEntries(state.server.rules.map((rule) => [rule.id, rule]));
}

export async function schedulerIsOn(world: LabWorld): Promise<boolean> {
  const read = await world.systems.syncServer.scheduler({ signal: new AbortController().signal });
  return read.ok && read.value.syncCycleEnabled;
}
