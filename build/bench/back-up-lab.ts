import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { labClock } from '../../electron/lab/clock.ts';
import { unsavedMachine } from '../../electron/lab/machine.ts';
import { labDirectory } from '../../electron/lab/ports/directory.ts';
import { labExchangeOnline } from '../../electron/lab/ports/exchange-online.ts';
import { labSyncServer } from '../../electron/lab/ports/sync-server.ts';
import { labTenant } from '../../electron/lab/ports/tenant.ts';
import { openLab } from '../../electron/lab/store/lab-store.ts';
import type { LabState } from '../../electron/lab/state.ts';
import type { Progress } from '../../shared/engine/contract/step.ts';
import { failed } from '../../shared/base/failure.ts';
import { nullClone } from '../../shared/procedures/null-clone/procedure.ts';
import { remoteMailboxesOption } from '../../shared/procedures/steps/rules/remote-mailbox-choice.ts';
import type { Reading } from '../../shared/systems/contexts.ts';
import { answer, mostMemory, parametersOfChild, threadMilliseconds } from './child.ts';

/** Makes the backup of null-clone on the lab of a folder, and changes nothing. */
export interface BackupRequest {
  readonly labFolder: string;
  /** Times it is made for its time; once more for what it holds. */
  readonly repetitions: number;
}

export interface BackupAnswer {
  /** Milliseconds, wall clock and computing; `reads`: wall clock by what was being read, as a person is told. */
  readonly times: readonly {
    readonly total: number;
    readonly computing: number;
    readonly reads: Readonly<Record<string, number>>;
  }[];
  /** Most bytes that were reachable at the end of a read, beyond those of the lab. */
  readonly held: number;
  /** Most bytes of the process with the lab loaded, and with the backups made. */
  readonly memory: { readonly loaded: number; readonly done: number };
  /** Objects of the metaverse: none would mean that nothing was read. */
  readonly metaverseObjects: number;
}

async function backUpLab({ labFolder, repetitions }: BackupRequest): Promise<BackupAnswer> {
  const lab = await openLab(labFolder);
  if (!lab.ok) throw new Error(lab.failure.raw);
  const { state } = lab.value;
  const loaded = mostMemory();
  const times: BackupAnswer['times'][number][] = [];
  for (let run = 0; run < repetitions; run += 1) times.push(await timeOfBackup(state));
  const done = mostMemory();
  const held = await heldByBackup(state);
  await lab.value.close();
  return { times, held, memory: { loaded, done }, metaverseObjects: state.metaverse.size };
}

async function timeOfBackup(state: LabState): Promise<BackupAnswer['times'][number]> {
  const reads: Record<string, number> = {};
  const computedBefore = threadMilliseconds();
  const started = performance.now();
  let last = started;
  await backUp(state, ({ text }) => {
    const now = performance.now();
    reads[text] = (reads[text] ?? 0) + now - last;
    last = now;
  });
  return { total: performance.now() - started, computing: threadMilliseconds() - computedBefore, reads };
}

/** Collects garbage at the end of each read, so that what is left is what is held. */
async function heldByBackup(state: LabState): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const reachable = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = reachable();
  let most = before;
  await backUp(state, ({ done, total }) => {
    if (done !== undefined && done === total) most = Math.max(most, reachable());
  });
  return most - before;
}

/** Asks the step what a run asks it before it seals anything. */
async function backUp(state: LabState, progress: (progress: Progress) => void): Promise<void> {
  const step = nullClone.steps.find(({ id }) => id === 'backup');
  if (step === undefined) throw new Error('null-clone has no backup');
  const context = contextOn(state, progress);
  const probed = await step.probe(context);
  if (probed.kind !== 'ready') throw new Error(JSON.stringify(probed));
  const captured = await step.capture(context, probed.facts, undefined);
  if (!captured.ok) throw new Error(captured.failure.raw);
}

function contextOn(state: LabState, progress: Reading['progress']): Reading {
  const machine = unsavedMachine(state);
  return {
    ...{ runId: '00000000-0000-4000-8000-000000000000', approvedPlan: undefined, options: optionsOfRun(), progress },
    ...{ signal: new AbortController().signal, clock: labClock(machine) },
    captured: () => undefined,
    wasApplied: () => false,
    evidenceFile: async (during) => failed({ code: 'not-found', during, raw: 'not sealed', retry: 'pointless' }),
    systems: {
      syncServer: labSyncServer(machine),
      directory: labDirectory(machine),
      tenant: labTenant(machine),
      exchangeOnline: labExchangeOnline(machine),
    },
  };
}

function optionsOfRun(): Reading['options'] {
  const standards = nullClone.options.map(({ name, standard }) => [name, standard] as const);
  return { ...Object.fromEntries(standards), [remoteMailboxesOption]: 'The lab is only measured.' };
}

if (import.meta.main) answer(await backUpLab(parametersOfChild() as BackupRequest));
