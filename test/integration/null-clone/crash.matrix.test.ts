import { describe, expect, it } from 'vitest';
import type { Fate } from '../../shared/engine/toy-run.ts';
import { entriesOn } from '../../shared/engine/toy-run.ts';
import { clonesIn, labWorld, rulesById, run, undo, type LabWorld } from './lab-run.ts';
import { watchRules } from './watched.ts';

const users = 20;
const fates: readonly Fate[] = ['dies before', 'dies after'];

function freshWorld(): LabWorld {
  return watchRules(labWorld('clean', { users }));
}

function guids(world: LabWorld): number {
  return [...world.state.metaverse.values()].filter(
    ({ attributes }) => attributes.get('msExchMailboxGuid') !== undefined,
  ).length;
}

async function schedulerIsOn(world: LabWorld): Promise<boolean> {
  const read = await world.systems.syncServer.scheduler({ signal: new AbortController().signal });
  return read.ok && read.value.syncCycleEnabled;
}

/** A process that may die anywhere, also before it has begun. */
async function process(work: () => Promise<unknown>): Promise<void> {
  await work().catch(() => undefined);
}

const undisturbed = freshWorld();
const original = rulesById(undisturbed.state);
const guidsBefore = guids(undisturbed);
await run(undisturbed);
const lines = entriesOn(undisturbed.disk).length;

async function expectWholeRun(world: LabWorld): Promise<void> {
  const finished = await run(world);
  expect(finished.end).toEqual({ kind: 'finished' });
  expect(rulesById(world.state)).toEqual(rulesById(undisturbed.state));
  expect(clonesIn(world.state).length).toBeGreaterThan(0);
  expect(guids(world)).toBe(0);
  expect(await schedulerIsOn(world)).toBe(true);
}

async function expectNoRun(world: LabWorld): Promise<void> {
  const undone = await undo(world);
  const nothingToUndo = { kind: 'refused', refusal: { code: 'nothing-to-undo' } };
  if (undone.end.kind === 'finished') expect(undone.engine.state().course.kind).toBe('undone');
  else expect(undone.end).toMatchObject(nothingToUndo);
  expect(rulesById(world.state)).toEqual(original);
  expect(guids(world)).toBe(guidsBefore);
  expect(await schedulerIsOn(world)).toBe(true);
}

describe('null-clone killed at any line of its journal', () => {
  it.each(fates)('%s it: resuming reaches the state of an undisturbed run', async (fate) => {
    for (let line = 1; line <= lines; line += 1) {
      const world = freshWorld();
      world.disk.fate = (each) => (each === line ? fate : 'written');
      await process(() => run(world));
      world.disk.fate = () => 'written';
      await expectWholeRun(world);
    }
    expect(lines).toBeGreaterThan(40);
  });

  it.each(fates)('%s it: undo reaches the state of no run', async (fate) => {
    for (let line = 2; line <= lines; line += 1) {
      const world = freshWorld();
      world.disk.fate = (each) => (each === line ? fate : 'written');
      await process(() => run(world));
      world.disk.fate = () => 'written';
      await expectNoRun(world);
    }
  });
});

describe('null-clone killed around any write to a system', () => {
  const ends = [
    ['resuming reaches the state of an undisturbed run', expectWholeRun],
    ['undo reaches the state of no run', expectNoRun],
  ] as const;

  it.each(ends)('%s', async (_, expectEnd) => {
    for (const side of ['before', 'after'] as const) {
      let deaths = 0;
      for (let fatal = 1; ; fatal += 1) {
        const world = freshWorld();
        let writes = 0;
        const dying = watchRules(world, (when) => {
          if (when === side) writes += 1;
          if (when !== side || writes !== fatal) return;
          world.disk.dead = true;
          throw new Error('dead');
        });
        await process(() => run(dying));
        if (!world.disk.dead) break;
        deaths += 1;
        await expectEnd(world);
      }
      expect(deaths).toBeGreaterThan(5);
    }
  });
});
