import { readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect } from 'vitest';
import { readChain } from '../../shared/engine/chain.ts';
import type { JournalEntry } from '../../shared/engine/journal-entry.ts';
import type { SyncRule } from '../../shared/sync-rules/model.ts';
import { verifyRun } from '../../electron/workspace/verify.ts';
import { command, replaceFolder, workFolder, type CommandEnd } from './command.ts';
import { essenceOf, pictureOf, stateIn, type LabPicture } from './lab-picture.ts';
import { contributorsOf, dangersOf, type TestedProcedure } from './stand-in.ts';

/** An undisturbed run, and what every disturbed one is compared with. */
export interface Scene {
  readonly procedure: TestedProcedure;
  readonly root: string;
  /** The lab as it was made, and the options of the run. */
  readonly lab: string;
  readonly words: readonly string[];
  readonly originals: readonly SyncRule[];
  readonly before: LabPicture;
  readonly after: LabPicture;
  /** The lab and the run folder of the undisturbed run. */
  readonly finished: Place;
  readonly journal: readonly JournalEntry[];
}

export interface Place {
  readonly lab: string;
  readonly run: string;
}

/** Makes a lab and runs a procedure on a copy of it, with nobody in the way. */
export async function undisturbed(
  scenario: string,
  users: number,
  options: readonly string[] = [],
  procedure: TestedProcedure = 'null-clone',
): Promise<Scene> {
  const root = await workFolder();
  const lab = join(root, 'lab');
  expect(await command(['lab', 'create', scenario, '--users', String(users), '--at', lab])).toMatchObject({ code: 0 });
  const words = options.flatMap((option) => ['--option', option]);
  const finished = placeIn(root, 'undisturbed');
  await replaceFolder(finished.lab, lab);
  const ended = await command([...runOn(finished, procedure), ...words]);
  expect(ended, ended.stdout).toMatchObject({ code: 0 });
  return {
    procedure,
    root,
    lab,
    words,
    originals: contributorsOf((await stateIn(lab)).server.rules),
    before: await pictureOf(lab),
    after: await pictureOf(finished.lab),
    finished,
    journal: await journalOf(finished),
  };
}

export function placeIn(root: string, name: string): Place {
  return { lab: join(root, name, 'lab'), run: join(root, name, 'run') };
}

/** A run folder names the lab it is about by its full path: copies are only good to be put back. */
async function keepAside(place: Place, aside: Place): Promise<() => Promise<void>> {
  await replaceFolder(aside.lab, place.lab);
  await replaceFolder(aside.run, place.run);
  return async () => {
    await replaceFolder(place.lab, aside.lab);
    await replaceFolder(place.run, aside.run);
  };
}

export async function removePlace(place: Place): Promise<void> {
  await rm(dirname(place.lab), { recursive: true, force: true });
}

export function runOn({ lab, run }: Place, procedure: TestedProcedure = 'null-clone'): readonly string[] {
  return ['run', procedure, '--on', `lab:${lab}`, '--run', run, '--yes'];
}

/** The number of the last call that changes a system at which a command can be killed; `prepare` makes its place. */
export async function lastWriteCall(
  scene: Scene,
  words: (place: Place) => readonly string[],
  prepare: (place: Place) => Promise<unknown>,
): Promise<number> {
  const place = placeIn(scene.root, 'counting');
  const isReached = async (call: number) => {
    await removePlace(place);
    await prepare(place);
    return (await command(words(place), `call-before:${String(call)}`)).signal === 'SIGKILL';
  };
  let [reached, beyond] = [0, 64];
  while (beyond - reached > 1) {
    const middle = Math.floor((reached + beyond) / 2);
    if (await isReached(middle)) reached = middle;
    else beyond = middle;
  }
  await removePlace(place);
  return reached;
}

/** A run of the scene, in a place of its own, that nobody disturbs. */
export async function finishedRun(scene: Scene, place: Place): Promise<Place> {
  await replaceFolder(place.lab, scene.lab);
  expect(await command([...runOn(place, scene.procedure), ...scene.words])).toMatchObject({ code: 0 });
  return place;
}

/** A run of the scene in a place of its own that ends itself at `kill`. */
export async function killedRun(scene: Scene, name: string, kill: string): Promise<Place> {
  const place = placeIn(scene.root, name);
  await replaceFolder(place.lab, scene.lab);
  await expectKilled(scene, place, [...runOn(place, scene.procedure), ...scene.words], kill);
  return place;
}

/** Runs a command that must be killed, and looks at what the kill has left. */
export async function expectKilled(scene: Scene, place: Place, words: readonly string[], kill: string): Promise<void> {
  const ended = await command(words, kill);
  expect(ended, ended.stderr).toMatchObject({ signal: 'SIGKILL' });
  expect(dangersOf[scene.procedure](await stateIn(place.lab), scene.originals)).toEqual([]);
}

/** Resumes and must get to the very state of the undisturbed run. */
export async function expectResumed(scene: Scene, place: Place): Promise<void> {
  expectOutcome(await command(['resume', '--run', place.run, '--yes', '--json']), 'verified');
  expect(await pictureOf(place.lab)).toEqual(scene.after);
  expect(await verifyRun(place.run)).toMatchObject({ kind: 'intact', outcome: 'verified' });
}

/** Undoes and must get to the very state of no run; where licenses were given out, but for the mailboxes they made. */
export async function expectUndone(scene: Scene, place: Place, how: 'undo' | 'resume' = 'undo'): Promise<void> {
  expectOutcome(await command([how, '--run', place.run, '--yes', '--json']), 'undone');
  const picture = await pictureOf(place.lab);
  if (!scene.words.some((word) => word.startsWith('licence='))) expect(picture).toEqual(scene.before);
  else expect(essenceOf(picture)).toEqual(essenceOf(scene.before));
  expect(await verifyRun(place.run)).toMatchObject({ kind: 'intact', outcome: 'undone' });
}

/** First the one, then from the same remains the other. */
export async function expectBothWays(scene: Scene, place: Place): Promise<void> {
  const remains = placeIn(scene.root, `${basename(dirname(place.run))}-remains`);
  const putBack = await keepAside(place, remains);
  await expectResumed(scene, place);
  await putBack();
  await expectUndone(scene, place);
  await removePlace(remains);
  await removePlace(place);
}

function expectOutcome({ code, stdout, stderr }: CommandEnd, outcome: string): void {
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ outcome });
}

/** Every line of a journal; throws when it is damaged. */
export async function journalOf({ run }: Place): Promise<readonly JournalEntry[]> {
  const reading = readChain(await readFile(join(run, 'journal.jsonl')));
  if (reading.kind === 'damaged') throw new Error(JSON.stringify(reading.damage));
  return reading.entries;
}
