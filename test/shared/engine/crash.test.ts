import { describe, expect, it } from 'vitest';
import { drive, driveUndo } from '../../../shared/engine/drive.ts';
import type { Engine } from '../../../shared/engine/engine.ts';
import { outcomeOf } from '../../../shared/engine/run/selectors.ts';
import { finished } from './toy-procedure.ts';
import { agreeable, entriesOn, memoryDisk, toyEngine, type Fate, type MemoryDisk } from './toy-run.ts';
import { toySystem, untouched, type ToySystem } from './toy-system.ts';

const deaths: readonly Fate[] = ['dies before', 'dies after', 'dies in the middle'];

interface World {
  readonly disk: MemoryDisk;
  readonly systems: ToySystem;
}

function freshWorld(): World {
  return { disk: memoryDisk(), systems: toySystem() };
}

/** Starts a process on what is there; undefined when it dies at its first line. */
async function process(world: World, work: (engine: Engine) => Promise<unknown>): Promise<void> {
  const engine = await toyEngine(world).catch(() => undefined);
  if (engine !== undefined) await work(engine);
}

const forward = (engine: Engine) => drive(engine, agreeable);
const back = (engine: Engine) => driveUndo(engine, agreeable);

/** Number of lines that an undisturbed run writes, then its undo. */
async function undisturbedLength(...works: readonly ((engine: Engine) => Promise<unknown>)[]): Promise<number> {
  const world = freshWorld();
  for (const work of works) await process(world, work);
  return entriesOn(world.disk).length;
}

function dieAt(world: World, line: number, fate: Fate): void {
  const { disk } = world;
  disk.fate = (each) => (each === line ? fate : 'written');
}

function revive({ disk }: World): void {
  disk.fate = () => 'written';
}

async function expectFinished(world: World): Promise<void> {
  await process(world, async (engine) => {
    expect(await forward(engine)).toEqual({ kind: 'finished' });
    expect(outcomeOf(engine.state())).toBe('verified');
  });
  expect(world.systems.state).toEqual(finished);
}

async function expectUndone(world: World): Promise<void> {
  await process(world, async (engine) => {
    if (engine.state().course.kind === 'undone') return;
    expect(await back(engine)).toEqual({ kind: 'finished' });
    expect(outcomeOf(engine.state())).toBe('undone');
  });
  expect(world.systems.state).toEqual(untouched);
}

describe('a process that ends at any line of the journal', () => {
  const cases = deaths.map((fate) => [fate] as const);

  it.each(cases)('%s it: resuming reaches the state of an undisturbed run', async (fate) => {
    const length = await undisturbedLength(forward);
    for (let line = 1; line <= length; line++) {
      const world = freshWorld();
      dieAt(world, line, fate);
      await process(world, forward);
      revive(world);
      await expectFinished(world);
    }
    expect(length).toBeGreaterThan(20);
  });

  it.each(cases)('%s it: undo reaches the state of no run', async (fate) => {
    const length = await undisturbedLength(forward);
    for (let line = 1; line <= length; line++) {
      const world = freshWorld();
      dieAt(world, line, fate);
      await process(world, forward);
      revive(world);
      await expectUndone(world);
    }
  });

  it.each(cases)('%s it during the undo: a second undo reaches the state of no run', async (fate) => {
    const there = await undisturbedLength(forward);
    const andBack = await undisturbedLength(forward, back);
    for (let line = there + 1; line <= andBack; line++) {
      const world = freshWorld();
      await process(world, forward);
      dieAt(world, line, fate);
      await process(world, back);
      revive(world);
      await expectUndone(world);
    }
    expect(andBack - there).toBeGreaterThan(10);
  });

  it('dies twice, at any two lines: resuming still finishes', async () => {
    const length = await undisturbedLength(forward);
    for (let first = 1; first <= length; first++) {
      for (let second = first + 1; second <= length + 3; second++) {
        const world = freshWorld();
        dieAt(world, first, 'dies after');
        await process(world, forward);
        dieAt(world, second, 'dies before');
        await process(world, forward);
        revive(world);
        await expectFinished(world);
      }
    }
  });

  it.each(['before', 'after'] as const)(
    'dies %s any write to the system: resume finishes, undo restores',
    async (side) => {
      const writes = 5;
      for (let fatal = 1; fatal <= writes; fatal++) {
        for (const expectEnd of [expectFinished, expectUndone]) {
          const world = freshWorld();
          let count = 0;
          world.systems.interference[side] = () => {
            count += 1;
            if (count !== fatal) return undefined;
            world.disk.dead = true;
            throw new Error('dead');
          };
          await process(world, forward);
          expect(world.disk.dead).toBe(true);
          world.systems.interference[side] = undefined;
          await expectEnd(world);
        }
      }
    },
  );

  it('reports the torn line in the entry of the process that found it', async () => {
    const world = freshWorld();
    dieAt(world, 5, 'dies in the middle');
    await process(world, forward);
    revive(world);
    await process(world, forward);
    const resumed = entriesOn(world.disk).find((entry) => entry.event === 'resumed');
    expect(resumed).toMatchObject({ torn: { keptAs: 'journal.torn-1' } });
  });
});
