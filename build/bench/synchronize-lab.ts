import { createLab } from '../../electron/lab/store/lab-store.ts';
import { CycleRunner } from '../../electron/lab/scheduler/cycle-runner.ts';
import { startCycle } from '../../electron/lab/scheduler/schedule.ts';
import type { LabState } from '../../electron/lab/state.ts';
import { builtInWorld } from '../../electron/lab/world/built-in.ts';
import { rehearse } from '../../electron/lab/world/from-export.ts';
import { usualInetOrgPersonsPerThousand } from '../../electron/lab/world/population/plan.ts';
import { settleCloud } from '../../electron/lab/world/settle.ts';
import { beginning, usualReadings } from '../../electron/lab/world/world.ts';
import { answer, mostMemory, parametersOfChild, threadMilliseconds } from './child.ts';
import { readExport } from './rule-set.ts';

/** Makes a lab, synchronizes it twice in full, and saves it. */
export interface LabRequest {
  readonly users: number;
  /** Folder of the export whose rules it gets; undefined: the lab's own. */
  readonly exportFolder: string | undefined;
  /** Where to save it. */
  readonly labFolder: string;
}

/** Milliseconds, in all and by run profile; `computing` leaves out waiting for a processor that others hold. */
export interface CycleTimes {
  readonly total: number;
  readonly computing: number;
  readonly runs: Readonly<Record<string, number>>;
  /** Most bytes the process held by then. */
  readonly memory: number;
}

export interface LabAnswer {
  readonly inventing: number;
  readonly initial: CycleTimes;
  readonly again: CycleTimes;
  readonly saving: number;
  readonly memory: number;
  readonly rules: number;
  readonly metaverseObjects: number;
  readonly entraObjects: number;
}

async function synchronizeLab({ users, exportFolder, labFolder }: LabRequest): Promise<LabAnswer> {
  const configuration =
    exportFolder === undefined
      ? undefined
      : (await readExport(exportFolder, new AbortController().signal)).configuration;
  const started = performance.now();
  const common = { users, seed: 1, readings: usualReadings, now: beginning };
  const state =
    configuration === undefined
      ? builtInWorld({
          ...common,
          forests: [{ name: 'fabrikam.com', organization: 'Fabrikam', share: 1 }],
          inetOrgPersonsPerThousand: usualInetOrgPersonsPerThousand,
        })
      : rehearse({ ...common, configuration, keepVersion: false }).state;
  const invented = performance.now();
  const initial = runInitialCycle(state);
  settleCloud(state);
  const again = runInitialCycle(state);
  const savingFrom = performance.now();
  const created = await createLab(labFolder, state);
  if (!created.ok) throw new Error(created.failure.raw);
  const saving = performance.now() - savingFrom;
  await created.value.close();
  return {
    inventing: invented - started,
    initial,
    again,
    saving,
    memory: mostMemory(),
    rules: state.server.rules.length,
    metaverseObjects: state.metaverse.size,
    entraObjects: state.tenant.objects.size,
  };
}

/** A whole cycle: full imports, full synchronizations, exports. Throws when a run of it ends badly. */
function runInitialCycle(state: LabState): CycleTimes {
  const before = state.server.runHistory.length;
  const started = startCycle(state, 'Initial');
  if (!started.ok) throw new Error(started.failure.raw);
  const runner = new CycleRunner(state);
  const runs: Record<string, number> = {};
  const computedBefore = threadMilliseconds();
  const cycleFrom = performance.now();
  for (;;) {
    const name = presentRun(state);
    const workFrom = performance.now();
    const worked = runner.work();
    if (worked === undefined) break;
    runs[name] = (runs[name] ?? 0) + performance.now() - workFrom;
    state.now = new Date(Date.parse(state.now) + worked.milliseconds).toISOString();
  }
  const times = {
    total: performance.now() - cycleFrom,
    computing: threadMilliseconds() - computedBefore,
    runs,
    memory: mostMemory(),
  };
  for (const { connectorName, runProfileName, result } of state.server.runHistory.slice(before)) {
    // Objects that Entra ID refuses are part of any real server.
    if (!result.startsWith('success') && !result.startsWith('completed'))
      throw new Error(`${connectorName}, ${runProfileName}: ${result}`);
  }
  return times;
}

function presentRun(state: LabState): string {
  const run = state.server.scheduler.cycle?.remaining[0];
  const connector = state.server.connectors.find(({ id }) => id === run?.connectorId);
  return `${connector?.kind ?? 'cycle'} ${run?.runProfileName ?? ''}`.trim();
}

if (import.meta.main) answer(await synchronizeLab(parametersOfChild() as LabRequest));
