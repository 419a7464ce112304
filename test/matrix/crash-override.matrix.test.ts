import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { replaceFolder } from './command.ts';
import { stateIn } from './lab-picture.ts';
import { overridesIn } from './stand-in.ts';
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

/** Two forests, of which one has the pilot: its rule is widened, and the rule of the other is added then. */
const pilot = 'pilot=userPrincipalName=aisha.ahmed@fabrikam.com';
const scene = await undisturbed('two-forests', 6, [pilot], 'null-override');

afterAll(() => rm(scene.root, { recursive: true, force: true }));

const run = (place: Place) => [...runOn(place, scene.procedure), ...scene.words];
const undo = ({ run: folder }: Place) => ['undo', '--run', folder, '--yes'];
const callsOfRun = await lastWriteCall(scene, run, ({ lab }) => replaceFolder(lab, scene.lab));
const callsOfUndo = await lastWriteCall(scene, undo, (place) => finishedRun(scene, place));

/** Every line of the steps that are of this procedure alone; the others are killed line by line for null-clone. */
const own = scene.journal.filter(({ step }) => step?.includes('widen') === true || step?.includes('override') === true);

function upTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

it('has a pilot in one forest and then a rule in each, and writes enough to be killed at', async () => {
  expect(overridesIn((await stateIn(scene.finished.lab)).server.rules)).toHaveLength(2);
  expect(scene.after.metaverse).not.toEqual(scene.before.metaverse);
  expect(callsOfRun).toBeGreaterThanOrEqual(9);
  expect(callsOfUndo).toBeGreaterThanOrEqual(7);
  expect(own.length).toBeGreaterThan(20);
});

describe.concurrent('a process of null-override that is killed', () => {
  it.each(own)(
    'before line $sequence ($step $event): resume and undo reach exactly their ends',
    async ({ sequence }) => {
      await expectBothWays(scene, await killedRun(scene, `before-${String(sequence)}`, `before:${String(sequence)}`));
    },
  );

  it.each(upTo(callsOfRun))(
    'after write %i has taken effect: resume and undo reach exactly their ends',
    async (call) => {
      await expectBothWays(scene, await killedRun(scene, `run-${String(call)}`, `call-after:${String(call)}`));
    },
  );

  it.each(upTo(callsOfUndo))('after write %i of an undo: a second undo reaches the original state', async (call) => {
    const place = await finishedRun(scene, placeIn(scene.root, `undo-${String(call)}`));
    await expectKilled(scene, place, undo(place), `call-after:${String(call)}`);
    await expectUndone(scene, place);
    await removePlace(place);
  });
});
