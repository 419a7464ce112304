import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { replaceFolder } from './command.ts';
import {
  expectBothWays,
  expectKilled,
  expectUndone,
  finishedRun,
  killedRun,
  lastWriteCall,
  placeIn,
  removePlace,
  runOn,
  undisturbed,
  type Place,
} from './scene.ts';

/** Two rules, so that there is a moment between them, and licenses for a few users. */
const scene = await undisturbed('two-forests', 6, ['licence=assign', 'sku=ENTERPRISEPACK', 'usage-location=DE']);

afterAll(() => rm(scene.root, { recursive: true, force: true }));

const run = (place: Place) => [...runOn(place), ...scene.words];
const undo = ({ run }: Place) => ['undo', '--run', run, '--yes'];
const callsOfRun = await lastWriteCall(scene, run, ({ lab }) => replaceFolder(lab, scene.lab));
const callsOfUndo = await lastWriteCall(scene, undo, (place) => finishedRun(scene, place));

function upTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

it('has calls enough to be killed at', () => {
  expect(callsOfRun).toBeGreaterThan(12);
  expect(callsOfUndo).toBeGreaterThan(12);
});

describe.concurrent('a process that is killed within a step', () => {
  it.each(upTo(callsOfRun))(
    'after write %i has taken effect: resume and undo reach exactly their ends',
    async (call) => {
      const place = await killedRun(scene, `run-${String(call)}`, `call-after:${String(call)}`);
      await expectBothWays(scene, place);
    },
  );

  it.each(upTo(callsOfUndo))('after write %i of an undo: a second undo reaches the original state', async (call) => {
    const place = await finishedRun(scene, placeIn(scene.root, `undo-${String(call)}`));
    await expectKilled(scene, place, undo(place), `call-after:${String(call)}`);
    await expectUndone(scene, place);
    await removePlace(place);
  });
});
