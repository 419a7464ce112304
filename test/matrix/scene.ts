import { readFile, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect } from 'vitest';
import { readChain } from '../../shared/engine/journal/chain.ts';
import type { JournalEntry } from '../../shared/engine/journal/journal-entry.ts';
import type { RunOutcome } from '../../shared/engine/journal/journal-parts.ts';
import type { SyncRule } from '../../shared/entra-connect/rules/model.ts';
import { createLab, openLab } from '../../electron/lab/store/lab-store.ts';
import { createScenario } from '../../electron/lab/world/create-scenario.ts';
import { verifyRun } from '../../electron/disk/run-folder/verify.ts';
import { replaceFolder, workFolder } from './command.ts';
import { rulesById } from '../integration/null-clone/lab-run.ts';
import { essenceOf, pictureAfter, stateIn, type LabPicture } from './lab-picture.ts';
import { performed, type Act, type Place, type ProcessEnd } from './process.ts';
import { watchOver, type Watch } from './stand-in.ts';
import { synchronize, type Subject } from './subject.ts';
import { decisionOf, reasonWords } from '../remote-mailboxes.ts';

/** An undisturbed run, and what every disturbed one is compared with. */
export interface Scene {
  readonly subject: Subject;
  readonly root: string;
  /** The lab as it was made. */
  readonly lab: string;
  readonly watch: Watch;
  /** Every part of every rule, as it was made. */
  readonly rules: RulesById;
  readonly before: LabPicture;
  readonly after: LabPicture;
  /** The lab and the run folder of the undisturbed run. */
  readonly finished: Place;
  readonly journal: readonly JournalEntry[];
}

type RulesById = Readonly<Record<string, SyncRule>>;

/** Makes a lab and runs a procedure on a copy of it, with nobody in the way. */
export async function undisturbed(subject: Subject): Promise<Scene> {
  const { scenario, users, procedure } = subject;
  const root = await workFolder();
  const lab = join(root, 'lab');
  await makeLab(lab, scenario, users);
  if (subject.hasSynchronized === true) await synchronizeIn(lab);
  const finished = placeIn(root, 'undisturbed');
  await replaceFolder(finished.lab, lab);
  expectOutcome(await performed({ kind: 'run', subject }, finished), 'verified');
  const state = await stateIn(lab);
  return {
    subject,
    root,
    lab,
    watch: watchOver(procedure, state),
    rules: rulesById(state),
    before: await pictureAfter(procedure, state),
    after: await pictureAfter(procedure, await stateIn(finished.lab)),
    finished,
    journal: await journalOf(finished),
  };
}

async function makeLab(folder: string, scenario: string, users: number): Promise<void> {
  const invented = createScenario(scenario, { users });
  if (!invented.ok) throw new Error(invented.failure.raw);
  const created = await createLab(folder, invented.value.state);
  if (!created.ok) throw new Error(created.failure.raw);
  await created.value.close();
}

/** A full synchronization of the lab of a folder. */
export async function synchronizeIn(lab: string): Promise<void> {
  const opened = await openLab(lab);
  if (!opened.ok) throw new Error(opened.failure.raw);
  synchronize(opened.value.state);
  expect(await opened.value.save()).toMatchObject({ ok: true });
  await opened.value.close();
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

/** The words that run the procedure of a subject; with its options. */
export function runOn(
  { lab, run }: Place,
  { procedure, options = {} }: Pick<Subject, 'procedure' | 'options'>,
): readonly string[] {
  const chosen = Object.entries({ ...decisionOf(procedure), ...options }).flatMap(([name, value]) => [
    '--option',
    `${name}=${value}`,
  ]);
  return ['run', procedure, '--on', `lab:${lab}`, '--run', run, '--yes', ...chosen, ...reasonWords];
}

/** A run of the scene, in a place of its own, that nobody disturbs. */
export async function finishedRun({ lab, root, subject }: Scene, name: string): Promise<Place> {
  const place = placeIn(root, name);
  await replaceFolder(place.lab, lab);
  expectOutcome(await performed({ kind: 'run', subject }, place), 'verified');
  return place;
}

/** A run of the scene in a place of its own that ends itself at `kill`. */
export async function killedRun(scene: Scene, name: string, kill: string): Promise<Place> {
  const place = placeIn(scene.root, name);
  await replaceFolder(place.lab, scene.lab);
  await expectKilled(scene, place, { kind: 'run', subject: scene.subject }, kill);
  return place;
}

/** Lets a process do what it must be killed at, and looks at what the kill has left. */
export async function expectKilled(scene: Scene, place: Place, act: Act, kill: string): Promise<void> {
  expect(await performed(act, place, kill)).toEqual({ kind: 'killed' });
  expect(scene.watch(await stateIn(place.lab))).toEqual([]);
}

/** Resumes and must get to the very state of the undisturbed run. */
export async function expectResumed(scene: Scene, place: Place): Promise<void> {
  expectOutcome(await performed({ kind: 'resume' }, place), 'verified');
  expect(await pictureAfter(scene.subject.procedure, await stateIn(place.lab))).toEqual(scene.after);
  expect(await verifyRun(place.run)).toMatchObject({ kind: 'intact', outcome: 'verified' });
}

/** Undoes and must get to the very rules and the state of no run; where licenses were given out, but for the mailboxes they made. */
export async function expectUndone(scene: Scene, place: Place, how: 'undo' | 'resume' = 'undo'): Promise<void> {
  expectOutcome(await performed({ kind: how }, place), 'undone');
  expect(rulesById(await stateIn(place.lab))).toEqual(scene.rules);
  const picture = await pictureAfter(scene.subject.procedure, await stateIn(place.lab));
  if (scene.subject.options?.['licence'] === undefined) expect(picture).toEqual(scene.before);
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

export function expectOutcome(end: ProcessEnd, outcome: RunOutcome): void {
  expect(end).toEqual({ kind: 'ended', outcome });
}

/** Every line of a journal; throws when it is damaged. */
export async function journalOf({ run }: Place): Promise<readonly JournalEntry[]> {
  const reading = readChain(await readFile(join(run, 'journal.jsonl')));
  if (reading.kind === 'damaged') throw new Error(JSON.stringify(reading.damage));
  return reading.entries;
}
