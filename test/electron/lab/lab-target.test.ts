import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLabTarget, openLabTarget, type LabTarget } from '../../../electron/lab/lab-target.ts';
import type { LabState } from '../../../electron/lab/state.ts';
import { folderFiles } from '../../../electron/lab/store/files.ts';
import { readState } from '../../../electron/lab/store/lab-store.ts';
import { createScenario } from '../../../electron/lab/world/create-scenario.ts';
import { call, valueOf } from './running-lab.ts';
import { contentOf } from './store/lab-content.ts';

let folder: string;
let target: LabTarget;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-'));
  target = valueOf(await createLabTarget(folder, valueOf(createScenario('clean', { users: 40 })).state));
});
afterEach(async () => {
  await target.close();
  await rm(folder, { recursive: true });
});

/** What another process would find if this one died now. */
async function onDisk(): Promise<LabState> {
  return valueOf(await readState(folderFiles(folder), 'test')).state;
}

async function runCycle(): Promise<void> {
  valueOf(await target.writers.syncServer.startSyncCycle('Initial', call));
  while (valueOf(await target.readers.syncServer.scheduler(call)).syncCycleInProgress) {
    await target.clock.sleep(1000, call.signal);
  }
}

describe('a lab as a target', () => {
  it('has saved every write before it answers', async () => {
    const { syncServer } = target.writers;
    const [rule] = valueOf(await syncServer.rules(call));
    await syncServer.setSyncCycleEnabled(false, call);
    await syncServer.putRule({ ...rule!, disabled: true }, call);
    expect(contentOf(await onDisk())).toEqual(contentOf(target.lab.state));
  });

  it('has saved every finished run step', async () => {
    await runCycle();
    const saved = await onDisk();
    expect(saved.server.runHistory).toEqual(target.lab.state.server.runHistory);
    expect(contentOf(saved)['metaverse']).toBe(contentOf(target.lab.state)['metaverse']);
  });

  it('goes on with a cycle that a killed process left, under the same run number', async () => {
    await target.writers.syncServer.startSyncCycle('Initial', call);
    await target.clock.sleep(1, call.signal);
    await target.writers.syncServer.setSyncCycleEnabled(false, call);
    const since = target.lab.state.server.runHistory.at(-1)!;
    await target.close();
    target = valueOf(await openLabTarget(folder));
    await target.clock.sleep(60_000, call.signal);
    const runs = target.lab.state.server.runHistory.filter(({ runNumber }) => runNumber >= since.runNumber);
    expect(runs.map(({ runNumber }) => runNumber)).toEqual(runs.map((_run, index) => since.runNumber + index));
    expect(runs.map(({ result }) => result)).toEqual(runs.map(() => 'success'));
    expect(valueOf(await target.readers.syncServer.scheduler(call)).syncCycleInProgress).toBe(false);
  });

  it('writes nothing for somebody who only looked', async () => {
    await target.close();
    const generation = async () => valueOf(await readState(folderFiles(folder), 'test')).manifest.generation;
    const before = await generation();
    target = valueOf(await openLabTarget(folder));
    await target.readers.syncServer.rules(call);
    await target.close();
    expect(await generation()).toBe(before);
    target = valueOf(await openLabTarget(folder));
  });

  it('ends the same, whether or not it was closed and opened between two cycles', async () => {
    const other = await mkdtemp(join(tmpdir(), 'lab-'));
    const twin = valueOf(await createLabTarget(other, valueOf(createScenario('clean', { users: 40 })).state));
    for (let time = 0; time < 3; time += 1) {
      await twin.clock.sleep(4_200_000, call.signal);
      await target.clock.sleep(4_200_000, call.signal);
      await target.close();
      target = valueOf(await openLabTarget(folder));
    }
    expect(contentOf(target.lab.state)).toEqual(contentOf(twin.lab.state));
    await twin.close();
    await rm(other, { recursive: true });
  });
});
