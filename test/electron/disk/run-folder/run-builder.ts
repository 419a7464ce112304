import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { nextLine, type ChainHead } from '../../../../shared/engine/journal/chain.ts';
import { drive } from '../../../../shared/engine/drive.ts';
import { createEngine, type Engine } from '../../../../shared/engine/engine.ts';
import type { Processes } from '../../../../electron/disk/processes.ts';
import {
  createRunFolder,
  openRunFolder,
  readRunFolder,
  type Opening,
  type RunFolder,
} from '../../../../electron/disk/run-folder/run-folder.ts';
import { reportFolderName, reportOfRun, writeReport } from '../../../../electron/disk/run-folder/run-report.ts';
import type { FolderResult } from '../../../../electron/disk/run-folder/outcome.ts';
import { toyProcedure } from '../../../shared/engine/toy-procedure.ts';
import { agreeable, toyIdentity } from '../../../shared/engine/toy-run.ts';
import { toySystem, type ToySystem, type ToySystems } from '../../../shared/engine/toy-system.ts';

export const newRun = {
  procedure: 'toy',
  target: 'toy:',
  options: { size: 'small' },
  engagement: { customer: 'Contoso', ticket: 'CHG 7' },
  appVersion: '0.1.0',
};

/** A machine on which every process lives. */
export const allAlive: Processes = { isAlive: () => true, startOf: async () => 'boot/1' };
export const allDead: Processes = { isAlive: () => false, startOf: async () => undefined };

export function opening(over: Partial<Opening> = {}): Opening {
  return { host: 'SERVER1', pid: 42, user: 'anna', now: new Date(0), processes: allAlive, ...over };
}

export function valueOf<Value>(result: FolderResult<Value>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

export async function engineOn(run: RunFolder, systems: ToySystem): Promise<Engine> {
  const creation = await createEngine<ToySystems>({
    run: run.description,
    procedure: toyProcedure(),
    system: toyIdentity,
    systems,
    journal: run.journal,
    evidence: run.evidence,
    clock: { now: () => new Date(0), sleep: async () => undefined },
    operator: 'Anna',
    machine: 'SERVER1',
    programVersion: '0.1.0',
    pid: 42,
    signal: new AbortController().signal,
    ...(run.brokenLock === undefined ? {} : { brokenLock: run.brokenLock }),
  });
  if (creation.kind !== 'created') throw new Error(JSON.stringify(creation));
  return creation.engine;
}

/** A run folder in which the toy procedure went through, with a report, sealed. */
export async function finishedRun(folder: string): Promise<void> {
  const run = valueOf(await createRunFolder(folder, newRun, opening()));
  const engine = await engineOn(run, toySystem());
  await drive(engine, agreeable);
  await engine.close();
  const read = valueOf(await readRunFolder(folder, opening()));
  await writeReport(join(folder, reportFolderName), await reportOfRun(read, toyProcedure()));
  await run.close('seal');
}

/** A run folder whose process ended before it was closed. */
export async function unfinishedRun(folder: string): Promise<void> {
  const run = valueOf(await createRunFolder(folder, newRun, opening()));
  const engine = await engineOn(run, toySystem());
  await drive(engine, agreeable, { until: 'pause' });
  await run.close('leave-open');
}

/** A run folder that a process works on until the test ends. */
export async function runInProgress(folder: string, over: Partial<Opening> = {}): Promise<RunFolder> {
  const run = valueOf(await createRunFolder(folder, newRun, opening(over)));
  onTestFinished(() => run.close('leave-open'));
  return run;
}

export async function reopened(folder: string): Promise<RunFolder> {
  return valueOf(await openRunFolder(folder, opening()));
}

/** A line that fits after `head`. */
export function someLine(head: ChainHead): { readonly line: string; readonly head: ChainHead } {
  return nextLine(head, (link) => ({
    ...link,
    utc: '2026-11-21T00:00:00.000Z',
    operator: 'Anna',
    machine: 'SERVER1',
    pid: 42,
    event: 'lock-broken',
    step: null,
    phase: null,
    stepHash: null,
    lock: null,
  }));
}
