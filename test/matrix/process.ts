import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../shared/base/failure.ts';
import { drive, driveUndo } from '../../shared/engine/drive.ts';
import type { Engine } from '../../shared/engine/engine.ts';
import { hostTime, type HostTime } from '../../shared/engine/journal/host-time.ts';
import type { Json } from '../../shared/base/json.ts';
import { emptyRun } from '../../shared/engine/run/reducer.ts';
import type { RunOutcome } from '../../shared/engine/journal/journal-parts.ts';
import { mayUndo, nextStep, outcomeOf } from '../../shared/engine/run/selectors.ts';
import { labClock } from '../../electron/lab/clock.ts';
import { LabMachine } from '../../electron/lab/machine.ts';
import { labDirectory } from '../../electron/lab/ports/directory.ts';
import { labExchangeOnline } from '../../electron/lab/ports/exchange-online.ts';
import { labSyncServer } from '../../electron/lab/ports/sync-server.ts';
import { labTenant } from '../../electron/lab/ports/tenant.ts';
import { openLab } from '../../electron/lab/store/lab-store.ts';
import { lockName } from '../../electron/lab/store/lock.ts';
import { assessTarget } from '../../electron/targets/assess-target.ts';
import { killingCalls } from '../../electron/run/killing-calls.ts';
import { killingJournal } from '../../electron/run/killing-journal.ts';
import { findProcedure, readRunOptions, type Chosen } from '../../electron/run/procedure-options.ts';
import { recognizeSystem } from '../../electron/run/recognize-system.ts';
import { closeRun, createRunEngine } from '../../electron/run/run-engine.ts';
import { createForWork, openForWork, type OpenedForWork } from '../../electron/run/work-folder.ts';
import type { Target } from '../../electron/targets/target.ts';
import { thisProcess } from '../../electron/disk/this-process.ts';
import { appVersion } from '../../electron/installation/version.ts';
import type { FolderResult } from '../../electron/disk/run-folder/outcome.ts';
import { runFiles } from '../../electron/disk/run-folder/run-files.ts';
import { readRunFolder, type ReadRun } from '../../electron/disk/run-folder/run-folder.ts';
import { restoringAnyway } from '../integration/null-clone/lab-run.ts';
import { agreeable } from '../shared/engine/toy-run.ts';
import type { Subject } from './subject.ts';

/** A lab and the run folder of a run on it. */
export interface Place {
  readonly lab: string;
  readonly run: string;
}

/** What a process does: the command of the same name, with `--yes`. */
export type Act =
  | { readonly kind: 'run'; readonly subject: Pick<Subject, 'procedure' | 'options'> }
  | { readonly kind: 'resume' }
  | { readonly kind: 'undo' };

/** How a process has ended. */
export type ProcessEnd = { readonly kind: 'killed' } | { readonly kind: 'ended'; readonly outcome: RunOutcome };

/** No process has this number: Linux gives 4,194,304 at the most. */
const deadProcess = 2 ** 30;

/**
 * Does what a process of the command line does, on real files, within the process of the tests: there is no start to wait for.
 * `kill` says where it dies (killing-calls.ts, killing-journal.ts). A dead process writes nothing more; what it had open is closed, as
 * the operating system does it, and its locks stay and name a process that is gone. For real ones see processes.matrix.test.ts.
 */
export async function performed(act: Act, place: Place, kill = ''): Promise<ProcessEnd> {
  const before = await readRunFolder(place.run, thisProcess());
  const atRest = act.kind === 'run' || !before.ok ? undefined : outcomeAtEnd(before.value, act.kind);
  if (atRest !== undefined) return { kind: 'ended', outcome: atRest };

  const stored = resultOf(await openLab(place.lab));
  const life = createLife();
  const machine = new LabMachine(stored);
  const target = { ...targetOf(machine), writers: killingCalls(targetOf(machine).writers, kill, life.end) };
  const recognition = await recognizeSystem(before.ok ? before.value.state : emptyRun, target, signal);
  if (recognition.kind !== 'recognized') throw new Error(JSON.stringify(recognition));
  const { folder } = folderOf(await openedFolder(act, place));
  const procedure = chosen(findProcedure(folder.description.procedure));

  const work = async (): Promise<ProcessEnd> => {
    const { host: machineName, pid, user } = thisProcess();
    const creation = await createRunEngine({
      ...{ folder, procedure, target, signal, pid, system: recognition.system },
      ...{ operator: user, machine: machineName, host: life.time, onEvent: () => undefined },
      watchJournal: (journal) => killingJournal(journal, kill, life.end),
    });
    if (creation.kind !== 'created') throw new Error(JSON.stringify(creation));
    const { engine } = creation;
    await assess(engine, target);
    if (act.kind !== 'undo') await drive(engine, agreeable);
    else if (mayUndo(engine.state())) await driveUndo(engine, restoringAnyway);
    await closeRun(engine, { folder, procedure }, thisProcess());
    await machine.save();
    await stored.close();
    return { kind: 'ended', outcome: outcomeOf(engine.state()) };
  };

  const end = await Promise.race([work(), life.ended]);
  if (end.kind === 'killed') {
    await leavingLock(join(place.run, runFiles.lock), () => folder.close('leave-open'));
    await leavingLock(join(place.lab, lockName), () => stored.close());
  }
  return end;
}

const { signal } = new AbortController();

/** The outcome of a run at which nothing is left to do: it is closed, sealed and let go of. */
function outcomeAtEnd({ state, sealed, lock }: ReadRun, act: 'resume' | 'undo'): RunOutcome | undefined {
  if (state.kind !== 'closed' || !sealed || lock !== undefined) return undefined;
  const isAtEnd = act === 'undo' ? state.course.kind === 'undone' : nextStep(state) === undefined;
  return isAtEnd ? outcomeOf(state) : undefined;
}

function targetOf(machine: LabMachine) {
  const systems = {
    syncServer: labSyncServer(machine),
    directory: labDirectory(machine),
    tenant: labTenant(machine),
    exchangeOnline: labExchangeOnline(machine),
  };
  return { readers: systems, writers: systems, clock: labClock(machine) };
}

function openedFolder(act: Act, { lab, run }: Place): Promise<FolderResult<OpenedForWork>> {
  if (act.kind !== 'run') return openForWork(run, false, thisProcess());
  const { procedure, options = {} } = act.subject;
  const given = new Map(Object.entries(options));
  return createForWork(
    run,
    {
      ...{ procedure, target: `lab:${lab}`, appVersion, engagement: { customer: '', ticket: '' } },
      options: chosen(readRunOptions(chosen(findProcedure(procedure)), given)),
    },
    false,
    thisProcess(),
  );
}

/** Every process of a run that has no assessment yet writes one into the journal first. */
async function assess(engine: Engine, target: Pick<Target, 'readers' | 'clock'>): Promise<void> {
  if (engine.state().assessment !== undefined) return;
  const assessed = await assessTarget(target, () => undefined, signal);
  await engine.assessed(JSON.parse(JSON.stringify(assessed?.assessment)) as Json);
}

/** A process's life: after its end nothing of it goes on, and none of its timers goes off. */
function createLife() {
  const death = Promise.withResolvers<ProcessEnd>();
  let isDead = false;
  const time: HostTime = {
    now: () => hostTime.now(),
    after: (milliseconds, callback) =>
      hostTime.after(milliseconds, () => {
        if (!isDead) callback();
      }),
  };
  return {
    time,
    ended: death.promise,
    end(): Promise<never> {
      isDead = true;
      death.resolve({ kind: 'killed' });
      return new Promise(() => undefined);
    },
  };
}

/** Closes what a dead process had open; its lock stays, and names a process that is gone. */
async function leavingLock(path: string, close: () => Promise<void>): Promise<void> {
  const lock = JSON.parse(await readFile(path, 'utf8')) as object;
  await close();
  await writeFile(path, JSON.stringify({ ...lock, pid: deadProcess }));
}

function resultOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.failure.raw);
  return result.value;
}

function folderOf<Value>(result: FolderResult<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

function chosen<Value>(choice: Chosen<Value>): Value {
  if (!choice.ok) throw new Error(choice.message);
  return choice.value;
}
