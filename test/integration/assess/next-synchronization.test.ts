import { describe, expect, it } from 'vitest';
import { labClock } from '../../../electron/lab/clock.ts';
import { scenarios } from '../../../electron/lab/world/scenarios/registry.ts';
import type { LabState } from '../../../electron/lab/state.ts';
import { gather } from '../../../shared/assessment/gather.ts';
import { judgeWithLists } from '../../../shared/assessment/judge.ts';
import { study } from '../../../shared/assessment/study.ts';
import { repairRecipe } from '../../../shared/procedures/repair-recipe/procedure.ts';
import { nextSynchronization } from '../../matrix/next-synchronization.ts';
import { labWorld } from '../null-clone/lab-run.ts';

async function assessed(scenario: string, users = 60) {
  const { state, systems, machine } = labWorld(scenario, { users }, {}, repairRecipe);
  const signal = new AbortController().signal;
  const facts = study(await gather(systems, { signal, clock: labClock(machine), progress: () => undefined }));
  return { state, facts, ...judgeWithLists(facts) };
}

/** Source anchors of the users whose GUID is in Microsoft Entra ID. */
function holders({ tenant }: LabState): ReadonlySet<string> {
  const held = [...tenant.objects.values()].filter(
    ({ deletedAt, attributes }) => deletedAt === undefined && attributes.has('msExchMailboxGuid'),
  );
  return new Set(held.map(({ sourceAnchor = '' }) => sourceAnchor));
}

/** Nothing synchronizes in these, and nothing is exported. */
const exporting = scenarios.map(({ id }) => id).filter((id) => id !== 'over-deletion-threshold' && id !== 'suspended');

describe('users for whom the rules have not had their effect yet', () => {
  it.each(exporting)('are in a lab of %s those whose GUID the next full synchronization changes', async (id) => {
    const { state, facts } = await assessed(id);
    const [before, after] = [holders(state), holders(nextSynchronization(state))];
    const named = (users: typeof facts.next.lose) => users.map(({ entraSpace }) => entraSpace?.anchor ?? '').sort();
    expect(named(facts.next.lose)).toEqual([...before].filter((one) => !after.has(one)).sort());
    expect(named(facts.next.getBack)).toEqual([...after].filter((one) => !before.has(one)).sort());
  });
});

describe('a recipe that was applied and not synchronized', () => {
  it('names who loses the GUID, and asks for the full synchronization first', async () => {
    const { assessment, lists, facts } = await assessed('half-applied', 40);
    const count = facts.next.lose.length;
    expect(count).toBeGreaterThan(0);
    expect(assessment.recommendation.procedure).toBe('none');
    expect(assessment.recommendation.first.map(({ finding }) => finding)).toEqual([
      'recipe.scheduler-left-off',
      'recipe.full-synchronization',
    ]);
    expect(assessment.recommendation.first.at(-1)?.action).toContain('Start-ADSyncSyncCycle -PolicyType Initial');
    expect(assessment.consequences).toEqual([
      expect.objectContaining({
        id: 'users-lose-next',
        count,
        text: expect.stringContaining(`${count} users lose`) as unknown,
      }),
    ]);
    const list = lists.find(({ of }) => of === 'recipe.full-synchronization');
    expect(list?.rows().map(([name]) => name)).toEqual(facts.next.lose.map(({ displayName }) => displayName));
  });

  it('is not to be synchronized before the default rule is back, where that is gone', async () => {
    const { assessment } = await assessed('deleted-default');
    expect(assessment.findings.find(({ id }) => id === 'recipe.full-synchronization')).toMatchObject({
      outcome: 'investigate',
      remedy: expect.stringMatching(/^Do not run a full synchronization/) as unknown,
    });
    expect(assessment.consequences.map(({ id }) => id)).toContain('users-lose-next');
  });

  it('is no finding where it was synchronized', async () => {
    const { assessment } = await assessed('finished-everywhere');
    expect(assessment.findings.map(({ id }) => id)).not.toContain('recipe.full-synchronization');
    expect(assessment.consequences).toMatchObject([{ id: 'users-affected', count: 0 }]);
  });
});
