import { ownersIn, undoAnyway } from '../restore-anyway.ts';
import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyRun } from '../../electron/disk/run-folder/verify.ts';
import { command, replaceFolder } from './command.ts';
import { pictureAfter, stateIn } from './lab-picture.ts';
import type { Place } from './process.ts';
import { finishedRun, placeIn, removePlace, runOn, undisturbed, type Scene } from './scene.ts';

/**
 * The other crash tests let a process die within the process of the tests (process.ts). Here real processes of the command line
 * are ended by a real SIGKILL, at a moment of each kind, so that what an operating system leaves of them is the same.
 */
const clone = await undisturbed({ procedure: 'null-clone', scenario: 'two-forests', users: 6 });
const others = [
  await undisturbed({ procedure: 'null-override', scenario: 'two-forests', users: 6 }),
  await undisturbed({ procedure: 'repair-recipe', scenario: 'recreated-default', users: 6 }),
  await undisturbed({ procedure: 'restore-default', scenario: 'finished-recipe', users: 6 }),
];

afterAll(() => Promise.all([clone, ...others].map(({ root }) => rm(root, { recursive: true, force: true }))));

const resume = ({ run }: Place) => ['resume', '--run', run, '--yes'];
const asked = await finishedRun(clone, 'asked');
const owners = ownersIn((await command(undoAnyway(asked.run))).stdout);
/** Also for users with a mailbox in Exchange Online: the end is that of no run at all. */
const undo = ({ run }: Place) => undoAnyway(run, owners);

async function expectKilled(words: readonly string[], kill: string): Promise<void> {
  const ended = await command(words, kill);
  expect(ended, ended.stderr).toMatchObject({ signal: 'SIGKILL' });
}

async function killedRun(scene: Scene, kill: string): Promise<Place> {
  const place = placeIn(scene.root, `killed-${kill.replace(':', '-')}`);
  await replaceFolder(place.lab, scene.lab);
  await expectKilled(runOn(place, scene.subject), kill);
  return place;
}

/** The end of a command on the place must be that of the undisturbed run, or of none. */
async function expectEnd(scene: Scene, place: Place, words: readonly string[]): Promise<void> {
  const ended = await command(words);
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  const isUndone = words[0] === 'undo';
  const picture = await pictureAfter(scene.subject.procedure, await stateIn(place.lab));
  expect(picture).toEqual(isUndone ? scene.before : scene.after);
  const outcome = isUndone ? 'undone' : 'verified';
  expect(await verifyRun(place.run)).toMatchObject({ kind: 'intact', outcome });
  await removePlace(place);
}

describe.concurrent('a process of the command line that is ended by SIGKILL', () => {
  it.each(['before:4', 'after:17', 'call-before:2', 'call-after:5'])('at %s: another one resumes', async (kill) => {
    const place = await killedRun(clone, kill);
    await expectEnd(clone, place, resume(place));
  });

  it.each(['after:24', 'call-after:3'])('at %s: another one undoes', async (kill) => {
    const place = await killedRun(clone, kill);
    await expectEnd(clone, place, undo(place));
  });

  it('resumes, is ended again, and another one resumes', async () => {
    const place = await killedRun(clone, 'after:12');
    await expectKilled(resume(place), 'call-after:1');
    await expectEnd(clone, place, resume(place));
  });

  it.each(['before:5', 'call-after:2'])('while it undoes, at %s: another one undoes', async (kill) => {
    const place = await finishedRun(clone, `undo-${kill.replace(':', '-')}`);
    await expectKilled(undo(place), kill);
    await expectEnd(clone, place, undo(place));
  });

  it.each(others)('as $subject.procedure: another one resumes', async (scene) => {
    const place = await killedRun(scene, 'call-after:2');
    await expectEnd(scene, place, resume(place));
  });
});
