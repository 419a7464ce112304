import { rm } from 'node:fs/promises';
import { afterAll, describe, it } from 'vitest';
import type { JournalEntry } from '../../shared/engine/journal/journal-entry.ts';
import { isWriteCall } from '../../shared/systems/write-calls.ts';
import { back, faultWorlds, forward, type FaultWorld } from './fault-world.ts';
import { replaceFolder } from './command.ts';
import { performed } from './process.ts';
import {
  expectBothWays,
  expectKilled,
  expectOutcome,
  expectUndone,
  finishedRun,
  journalOf,
  killedRun,
  placeIn,
  removePlace,
  undisturbed,
  type Scene,
} from './scene.ts';
import type { Subject } from './subject.ts';

type Side = 'before' | 'after';

/** At which moments the processes of a subject are killed; every write of run and undo is always among them. */
export interface KillPlan {
  readonly subject: Subject;
  /** In words, for the names of the tests. */
  readonly sampling: string;
  /** Whether only after a write has taken effect, or also just before it is made. */
  readonly writes: readonly Side[];
  /** Lines of the journal of the run, and on which side of them. */
  readonly lines: (journal: readonly JournalEntry[]) => readonly LinePoint[];
  /** Lines that an undo writes, just before them; not given: none. */
  readonly undoLines?: (journal: readonly JournalEntry[]) => readonly JournalEntry[];
  /** The line of the run after which it dies, to be resumed and killed again at each write that is left. */
  readonly resumedFrom?: (entry: JournalEntry) => boolean;
}

interface LinePoint {
  readonly side: Side;
  readonly entry: JournalEntry;
}

/** On both sides of a line, or on one. */
export function onSides(entries: readonly JournalEntry[], ...sides: readonly Side[]): readonly LinePoint[] {
  return entries.flatMap((entry) => sides.map((side) => ({ side, entry })));
}

/** The first line of each kind. */
export function oneOfEachKind(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  return [...Map.groupBy(entries, ({ event }) => event).values()].flatMap((alike) => alike.slice(0, 1));
}

/** How often run and undo change a system. */
export interface Writes {
  readonly run: number;
  readonly undo: number;
}

async function countWrites(subject: Subject): Promise<Writes> {
  const world = faultWorlds(subject)();
  await forward(world);
  const run = writesOf(world);
  await back(world);
  return { run, undo: writesOf(world) - run };
}

function writesOf({ calls }: FaultWorld): number {
  return [...calls]
    .filter(([call]) => isWriteCall(call.split('.')[1] ?? ''))
    .reduce((sum, [, times]) => sum + times, 0);
}

function upTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

function named({ event, step }: JournalEntry): string {
  return step === null ? event : `${step} ${event}`;
}

/** The tests of a plan. What else must be so about the undisturbed run, the caller tests on the scene it gets. */
export async function describeKills(plan: KillPlan): Promise<{ readonly scene: Scene; readonly writes: Writes }> {
  const { subject, sampling } = plan;
  const scene = await undisturbed(subject);
  const writes = await countWrites(subject);
  const undone = await undoneJournal(scene, writes);

  afterAll(() => rm(scene.root, { recursive: true, force: true }));

  describe(`a process of ${subject.procedure} on ${subject.scenario} that is killed (${sampling})`, () => {
    const sides = plan.writes.flatMap((side) => upTo(writes.run).map((call) => ({ side, call })));
    const linePoints = plan.lines(scene.journal).map(({ side, entry }) => ({ side, line: named(entry), entry }));

    it.each(linePoints)(
      '$side line $entry.sequence ($line): resume and undo reach exactly their ends',
      async ({ side, entry: { sequence } }) => {
        const kill = `${side}:${String(sequence)}`;
        await expectBothWays(scene, await killedRun(scene, kill.replace(':', '-line-'), kill));
      },
    );

    it.each(sides)('$side write $call: resume and undo reach exactly their ends', async ({ side, call }) => {
      const kill = `call-${side}:${String(call)}`;
      await expectBothWays(scene, await killedRun(scene, kill.replace(':', '-'), kill));
    });
  });

  describe(`an undo of ${subject.procedure} on ${subject.scenario} that is killed (${sampling})`, () => {
    const sides = plan.writes.flatMap((side) => upTo(writes.undo).map((call) => ({ side, call })));
    const lines = plan.undoLines?.(undone).map((entry) => ({ line: named(entry), entry })) ?? [];
    const first = scene.journal.length;

    const expectSecondUndo = async (name: string, kill: string) => {
      const place = await finishedRun(scene, name);
      await expectKilled(scene, place, { kind: 'undo' }, kill);
      await expectUndone(scene, place);
      await removePlace(place);
    };

    it.each(sides)('$side its write $call: a second undo reaches the original state', async ({ side, call }) => {
      await expectSecondUndo(`undo-${side}-${String(call)}`, `call-${side}:${String(call)}`);
    });

    it.each(lines)('before its line $line: a second undo reaches the original state', async ({ entry }) => {
      const line = String(entry.sequence - first);
      await expectSecondUndo(`undo-line-${line}`, `before:${line}`);
    });
  });

  const death = scene.journal.find((entry) => plan.resumedFrom?.(entry) === true);
  if (death !== undefined) describeSecondDeaths(scene, death, writes);
  return { scene, writes };
}

/** Dies at a line, is resumed, and dies again after each write that is left: those that the run had made before are not. */
function describeSecondDeaths(scene: Scene, death: JournalEntry, writes: Writes): void {
  const { procedure, scenario } = scene.subject;
  describe(`${procedure} on ${scenario}, resumed after ${named(death)} and killed again`, () => {
    // The scheduler was stopped before, where it was on.
    const stopped = scene.journal.some(({ step, event }) => step === 'pause-scheduler' && event === 'applied') ? 1 : 0;

    it.each(upTo(writes.run - stopped))('after write %i: resume and undo reach exactly their ends', async (call) => {
      const place = await killedRun(scene, `again-${String(call)}`, `after:${String(death.sequence)}`);
      await expectKilled(scene, place, { kind: 'resume' }, `call-after:${String(call)}`);
      await expectBothWays(scene, place);
    });
  });
}

/** The journal of an undo, which makes no more writes than were counted; neither does the run before it. */
async function undoneJournal({ lab, root, subject }: Scene, writes: Writes): Promise<readonly JournalEntry[]> {
  const place = placeIn(root, 'undone');
  await replaceFolder(place.lab, lab);
  const beyond = (count: number) => `call-before:${String(count + 1)}`;
  expectOutcome(await performed({ kind: 'run', subject }, place, beyond(writes.run)), 'verified');
  const lines = (await journalOf(place)).length;
  expectOutcome(await performed({ kind: 'undo' }, place, beyond(writes.undo)), 'undone');
  const journal = await journalOf(place);
  await removePlace(place);
  return journal.slice(lines);
}
