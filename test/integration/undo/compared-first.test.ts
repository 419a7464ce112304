import { expect, it } from 'vitest';
import { outcomeOf } from '../../../shared/engine/run/selectors.ts';
import { nullClone } from '../../../shared/procedures/null-clone/procedure.ts';
import { nullOverride } from '../../../shared/procedures/null-override/procedure.ts';
import { repairRecipe } from '../../../shared/procedures/repair-recipe/procedure.ts';
import { restoreDefault } from '../../../shared/procedures/restore-default/procedure.ts';
import {
  clonesIn,
  labWorld,
  restoringAnyway,
  rulesById,
  run,
  schedulerIsOn,
  undo,
  type LabWorld,
} from '../null-clone/lab-run.ts';

/** The same server with the run folder as it was copied before. */
function withCopiedFolder(world: LabWorld, text: string): LabWorld {
  return { ...world, disk: { ...world.disk, text, files: new Map(world.disk.files) } };
}

/** What a write of any step would leave its traces in. */
async function serverOf(world: LabWorld) {
  const { server } = world.state;
  return {
    rules: rulesById(world.state),
    isOn: await schedulerIsOn(world),
    ...{ scheduler: { ...server.scheduler }, runs: server.runHistory.length },
  };
}

it.each([
  ['null-clone', 'clean', nullClone],
  ['null-override', 'two-forests', nullOverride],
  ['repair-recipe', 'recreated-default', repairRecipe],
  ['restore-default', 'finished-recipe', restoreDefault],
] as const)(
  '%s: a copy of the folder of a run that is undone already writes nothing',
  async (_id, scenario, procedure) => {
    const world = labWorld(scenario, { users: 40 }, {}, procedure);
    await run(world);
    const copied = world.disk.text;
    expect((await undo(world, undefined, undefined, restoringAnyway)).end).toEqual({ kind: 'finished' });
    const before = await serverOf(world);
    const again = await undo(withCopiedFolder(world, copied), undefined, undefined, restoringAnyway);
    expect(again.end).toEqual({ kind: 'not-undone' });
    expect(await serverOf(world)).toEqual(before);
    const list = JSON.stringify(again.steps.get('list-mailbox-owners'));
    expect(list).toContain('are already back');
    expect(list).toContain('The scheduler is on');
    expect(outcomeOf(again.engine.state())).toBe('verified');
  },
);

it('an undo that finds the number of a rule held by another one says so before it writes, and goes on once it is free', async () => {
  const world = labWorld('clean', { users: 40 });
  const original = rulesById(world.state);
  await run(world);
  const [copy] = clonesIn(world.state);
  const holder = { ...copy!, id: nullClone.id as never, name: 'Somebody’s rule', precedence: 200, flows: [] };
  world.state.server.rules = [...world.state.server.rules, holder];
  const before = await serverOf(world);
  const stopped = await undo(world, undefined, undefined, restoringAnyway);
  expect(stopped.end).toEqual({ kind: 'not-undone' });
  expect(await serverOf(world)).toEqual(before);
  const list = JSON.stringify(stopped.steps.get('list-mailbox-owners'));
  expect(list).toContain('Somebody’s rule');
  expect(list).toContain('The scheduler is on');
  world.state.server.rules = world.state.server.rules.filter((rule) => rule !== holder);
  expect((await undo(world, undefined, undefined, restoringAnyway)).end).toEqual({ kind: 'finished' });
  expect(rulesById(world.state)).toEqual(original);
});

it('an undo of a run that has disabled the scheduler goes on where somebody has restored the rules, and enables it', async () => {
  const world = labWorld('clean', { users: 40 });
  const original = world.state.server.rules;
  await run(world, 'preview');
  world.state.server.rules = original;
  expect(await schedulerIsOn(world)).toBe(false);
  const undone = await undo(world, undefined, undefined, restoringAnyway);
  expect(undone.end).toEqual({ kind: 'finished' });
  expect(world.state.server.rules).toEqual(original);
  expect(await schedulerIsOn(world)).toBe(true);
});
