import { describe, expect, it } from 'vitest';
import { upgradeServer } from '../../../electron/lab/ports/upgrade-server.ts';
import { runCycle, settleCloud } from '../../../electron/lab/world/settle.ts';
import type { LabState } from '../../../electron/lab/state.ts';
import { nullClone } from '../../../shared/procedures/null-clone/procedure.ts';
import { nullOverride } from '../../../shared/procedures/null-override/procedure.ts';
import { repairRecipe } from '../../../shared/procedures/repair-recipe/procedure.ts';
import { restoreDefault } from '../../../shared/procedures/restore-default/procedure.ts';
import type { AttributeFlow } from '../../../shared/entra-connect/rules/model.ts';
import { cutOff, finishedWithOwners } from '../mailbox-owners/owned-lab.ts';
import {
  clonesIn,
  labWorld,
  restoringAnyway,
  ruleNamed,
  run,
  schedulerIsOn,
  undo,
  words,
  type Finished,
  type LabWorld,
} from '../null-clone/lab-run.ts';

const userExchange = 'In from AD - User Exchange';
const newFlow: AttributeFlow = {
  destination: 'msExchAssistantName',
  source: { type: 'direct', attributes: ['msExchAssistantName'] },
  applyOnce: false,
  mergeType: 'Update',
  uninterpreted: [],
};

/** The rules by name: an upgrade gives them other identifiers. */
function rulesByName({ state }: LabWorld) {
  return state.server.rules
    .map(({ id: _id, internalId: _internalId, ...rule }) => rule)
    .toSorted((left, right) => left.precedence - right.precedence);
}

/** The next version of the server brings another User Exchange rule. */
function withNewerRule(state: LabState): void {
  state.server.standardRules = state.server.standardRules.map((rule) =>
    rule.name === userExchange
      ? {
          ...rule,
          immutableTag: rule.immutableTag.replace(/\d+$/, (version) => String(Number(version) + 1).padStart(3, '0')),
          flows: [...rule.flows, newFlow],
        }
      : rule,
  );
}

function textOf({ steps }: Finished, step: string): string {
  return JSON.stringify(steps.get(step));
}

async function upgradedAfterRun(world: LabWorld, until?: string): Promise<Finished> {
  const finished = await run(world, until);
  upgradeServer(world.state, '2.6.99.0');
  return finished;
}

describe.each(['new', 'same'] as const)(
  'an undo of null-clone after an upgrade that re-created the deleted rule with the %s identifier',
  (recreatedRuleIdentifier) => {
    const lab = () => labWorld('clean', { users: 40, readings: { recreatedRuleIdentifier } });

    it('takes it for the original, removes the copy, and proves the state of before', async () => {
      const world = lab();
      const before = rulesByName(world);
      await upgradedAfterRun(world);
      const undone = await undo(world, undefined, undefined, restoringAnyway);
      expect(undone.end, JSON.stringify([...undone.steps])).toEqual({ kind: 'finished' });
      expect(words(undone)).toMatchObject({ 'resync-original': 'verified', 'prove-original': 'verified' });
      expect(rulesByName(world)).toEqual(before);
      expect(await schedulerIsOn(world)).toBe(true);
    });

    it('takes the newer rule as it is, says what is different, and does not synchronize with it by itself', async () => {
      const world = lab();
      await run(world);
      withNewerRule(world.state);
      upgradeServer(world.state, '2.6.99.0');
      const undone = await undo(world, undefined, undefined, restoringAnyway);
      expect(undone.end, JSON.stringify([...undone.steps])).toEqual({ kind: 'finished' });
      expect(ruleNamed(world.state, userExchange)).toMatchObject({ disabled: false, precedence: 108 });
      expect(ruleNamed(world.state, userExchange)?.flows).toContainEqual(newFlow);
      expect(clonesIn(world.state)).toEqual([]);
      expect(words(undone)).toMatchObject({ 'resync-original': 'skipped', 'prove-original': 'verified' });
      expect(textOf(undone, 'resync-original')).toContain('is no longer as in the backup');
      expect(textOf(undone, 'resync-original')).toContain('flow to msExchAssistantName');
      expect(textOf(undone, 'prove-original')).toContain('no longer as in the backup');
      expect(await schedulerIsOn(world)).toBe(true);
    });

    it.each([
      ['delete-original', 'swap-precedence', 'blocked'],
      ['swap-precedence', 'preview', 'blocked'],
      ['preview', 'prove-effect', 'failed'],
      ['full-sync', 'prove-effect', 'failed'],
    ])(
      'between %s and what follows, the run stops at %s, names the rule, and can be undone',
      async (until, step, how) => {
        const world = lab();
        const before = rulesByName(world);
        await upgradedAfterRun(world, until);
        const resumed = await run(world);
        expect(words(resumed)[step]).toBe(how);
        expect(textOf(resumed, step)).toContain('is there again');
        const undone = await undo(world, undefined, undefined, restoringAnyway);
        expect(undone.end, JSON.stringify([...undone.steps])).toEqual({ kind: 'finished' });
        expect(rulesByName(world)).toEqual(before);
        expect(await schedulerIsOn(world)).toBe(true);
      },
    );
  },
);

it('an undo after an upgrade still keeps the mailboxes of their owners', async () => {
  const world = await finishedWithOwners('clean', nullClone);
  upgradeServer(world.state, '2.6.99.0');
  const undone = await undo(world);
  expect(undone.end, JSON.stringify([...undone.steps])).toEqual({ kind: 'finished' });
  runCycle(world.state, 'Initial');
  settleCloud(world.state);
  expect(cutOff(world.state)).toEqual([]);
});

it('an undo leaves a disabled default rule with the content that an upgrade has given it, and enables it', async () => {
  const world = labWorld('clean', { users: 40 }, { original: 'keep-disabled' });
  await run(world);
  world.state.server.rules = world.state.server.rules.map((rule) =>
    rule.name === userExchange ? { ...rule, flows: [...rule.flows, newFlow] } : rule,
  );
  const undone = await undo(world, undefined, undefined, restoringAnyway);
  expect(undone.end, JSON.stringify([...undone.steps])).toEqual({ kind: 'finished' });
  expect(ruleNamed(world.state, userExchange)).toMatchObject({ disabled: false });
  expect(ruleNamed(world.state, userExchange)?.flows).toContainEqual(newFlow);
});

it.each([
  ['null-clone', 'clean', nullClone, { original: 'keep-disabled' }],
  ['null-override', 'two-forests', nullOverride, {}],
  ['repair-recipe', 'recreated-default', repairRecipe, {}],
  ['repair-recipe', 'copy-beside-original', repairRecipe, {}],
  ['restore-default', 'finished-recipe', restoreDefault, {}],
  ['restore-default', 'deleted-default', restoreDefault, {}],
] as const)('%s in %s is undone after an upgrade as before it', async (_id, scenario, procedure, options) => {
  const world = labWorld(scenario, { users: 40 }, options, procedure);
  const before = rulesByName(world);
  const { end } = await upgradedAfterRun(world);
  expect(end).toEqual({ kind: 'finished' });
  const undone = await undo(world, undefined, undefined, restoringAnyway);
  expect(undone.end, JSON.stringify([...undone.steps])).toEqual({ kind: 'finished' });
  expect(rulesByName(world)).toEqual(before);
  expect(await schedulerIsOn(world)).toBe(true);
});
