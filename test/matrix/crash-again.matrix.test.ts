import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { performed } from './process.ts';
import {
  expectBothWays,
  expectKilled,
  expectOutcome,
  expectResumed,
  expectUndone,
  finishedRun,
  journalOf,
  killedRun,
  removePlace,
  undisturbed,
} from './scene.ts';

const scene = await undisturbed({ procedure: 'null-clone', scenario: 'two-forests', users: 6 });
const undone = await finishedRun(scene, 'undone');
expectOutcome(await performed({ kind: 'undo' }, undone), 'undone');
const linesOfUndo = (await journalOf(undone)).length - scene.journal.length;

afterAll(() => rm(scene.root, { recursive: true, force: true }));

/** Every line that announces an act or keeps what undo needs, and some of the others. */
const telling = scene.journal.filter(
  ({ event, sequence }) => event === 'captured' || event === 'applying' || sequence % 7 === 0,
);

/** Leaves half of the last line. */
async function tearLastLine(journal: string): Promise<void> {
  const bytes = await readFile(journal);
  const start = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
  await truncate(journal, start + Math.floor((bytes.length - start) / 2));
}

describe('a process that is killed while it writes a line', () => {
  it.each(telling)('($sequence, $step $event): resume and undo reach exactly their ends', async ({ sequence }) => {
    const place = await killedRun(scene, `torn-${String(sequence)}`, `after:${String(sequence)}`);
    await tearLastLine(join(place.run, 'journal.jsonl'));
    await expectBothWays(scene, place);
  });
});

describe('a process that resumes and is killed again', () => {
  // The steps after these leave a resumed run enough lines to be killed at.
  const firstDeaths = telling.filter(({ event, step }) => event === 'applying' && step !== 'prove-effect');
  const cases = firstDeaths.flatMap(({ sequence, step }) => [2, 4, 7].map((line) => ({ sequence, step, line })));

  it.each(cases)('at its line $line, begun after $step: resume and undo reach exactly their ends', async (death) => {
    const { sequence, line } = death;
    const place = await killedRun(scene, `again-${String(sequence)}-${String(line)}`, `after:${String(sequence)}`);
    await expectKilled(scene, place, { kind: 'resume' }, `before:${String(line)}`);
    await expectBothWays(scene, place);
  });
});

it('killed after it has sealed the run, but before it let go of it: resuming lets go', async () => {
  const place = await killedRun(scene, 'sealed', `after:${String(scene.journal.length)}`);
  const lock = join(place.run, 'run.lock');
  const left = await readFile(lock);
  await expectResumed(scene, place);
  await writeFile(lock, left);
  await expectResumed(scene, place);
});

describe('an undo that is killed', () => {
  // Every other line: its writes are killed one by one elsewhere (crash-null-clone-writes).
  const lines = Array.from({ length: Math.ceil(linesOfUndo / 2) }, (_, index) => 2 * index + 1);

  it.each(lines)(
    'before its line %i: a second undo, or resuming it, reaches exactly the original state',
    async (line) => {
      const place = await finishedRun(scene, `undo-${String(line)}`);
      await expectKilled(scene, place, { kind: 'undo' }, `before:${String(line)}`);
      // Before its second line an undo is not known to the run: resuming has nothing to go on with.
      await expectUndone(scene, place, line % 4 === 3 ? 'resume' : 'undo');
      await removePlace(place);
    },
  );
});
