import { expect, it } from 'vitest';
import { remainingOf } from '../../../shared/report/remaining.ts';
import { nullClone } from '../../../shared/procedures/null-clone/procedure.ts';
import { listedOwners } from '../../../shared/procedures/steps/mailbox-owners/sealed-owners.ts';
import { restoreDefault } from '../../../shared/procedures/restore-default/procedure.ts';
import { stepOf } from '../../../shared/engine/run/run-state.ts';
import { finishedWithOwners, mailboxesIn, withGuid } from '../mailbox-owners/owned-lab.ts';
import { run, worldOf } from '../null-clone/lab-run.ts';
import { reportOn, usersIn } from '../run-users/reported.ts';

it('restore-default counts nobody as affected whose mailbox it keeps', async () => {
  const owned = await finishedWithOwners('clean', nullClone);
  const world = worldOf(owned.state, {}, restoreDefault);
  const { engine, end } = await run(world);
  expect(end).toEqual({ kind: 'finished' });
  const named = listedOwners(stepOf(engine.state(), 'name-owners')?.captured?.state)?.owners ?? [];
  expect(named.length).toBeGreaterThan(1);
  const lines = usersIn(reportOn(world));
  const affected = lines
    .filter((line) => line['Affected in Microsoft 365'] === 'Yes')
    .map((line) => line['User principal name']);
  const kept = new Set(named.map(({ userPrincipalName }) => userPrincipalName));
  expect(affected.filter((name) => kept.has(name))).toEqual([]);
  expect(lines.map((line) => line['User principal name']).filter((name) => kept.has(name))).toHaveLength(kept.size);
  expect(affected).toHaveLength(withGuid(world.state));
  expect(mailboxesIn(world.state).size).toBeGreaterThanOrEqual(kept.size);
});

it.each(['keep', 'restore-anyway'])(
  'restore-default with %s names under what is left to do who has a mailbox',
  async (choice) => {
    const owned = await finishedWithOwners('clean', nullClone);
    const world = worldOf(owned.state, { 'mailbox-owners': choice }, restoreDefault);
    const { engine, end } = await run(world);
    expect(end).toEqual({ kind: 'finished' });
    const named = listedOwners(stepOf(engine.state(), 'name-owners')?.captured?.state)?.owners ?? [];
    const left = remainingOf(engine.state()).join('\n');
    expect(named.length).toBeGreaterThan(1);
    for (const { userPrincipalName } of named)
      expect(left).toContain(
        `(${userPrincipalName}): the ${choice === 'keep' ? 'mailbox GUID stays cleared' : 'GUID of AD was restored'}`,
      );
    expect(/Then remove “[^”]+”.* in the Synchronization Rules Editor/.test(left)).toBe(choice === 'keep');
  },
);
