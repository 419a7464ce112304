import { beforeAll, describe, expect, it } from 'vitest';
import { runCycle, settleCloud } from '../../electron/lab/world/settle.ts';
import { licenseUsers } from '../../electron/lab/world/licensing.ts';
import type { OwnerChoice } from '../../shared/procedures/steps/mailbox-owners/owner-choices.ts';
import { restoreDefault } from '../../shared/procedures/restore-default/procedure.ts';
import { copyOf, cutOff } from '../integration/mailbox-owners/owned-lab.ts';
import { labWorld, run, undo, type LabWorld } from '../integration/null-clone/lab-run.ts';
import { entriesOn } from '../shared/engine/toy-run.ts';
import { nextSynchronization } from './next-synchronization.ts';
import { portFaults, withFault } from './port-faults.ts';

/** A server whose GUIDs were taken away by hand, and of whose users every fourth has a mailbox of its own GUID since. */
function labWithOwners(choice: OwnerChoice): LabWorld {
  const lab = labWorld('finished-recipe', { users: 16 }, { 'mailbox-owners': choice }, restoreDefault);
  runCycle(lab.state, 'Initial');
  settleCloud(lab.state);
  licenseUsers(lab.state, (index) => (index % 4 === 0 ? 'directly' : 'not-at-all'));
  settleCloud(lab.state);
  return lab;
}

/** Whom a full synchronization of everything cuts off, looked at in the lab's own cloud. */
function cutOffAtTheEnd({ state }: LabWorld): readonly string[] {
  return cutOff(nextSynchronization(state));
}

const fates = ['dies before', 'dies after', 'dies in the middle'] as const;

describe('restore-default with users who have a mailbox in Exchange Online', () => {
  let fresh: LabWorld;
  let finished: LabWorld;
  beforeAll(async () => {
    fresh = labWithOwners('keep');
    finished = copyOf(fresh);
    expect((await run(finished)).end).toEqual({ kind: 'finished' });
  });

  it.each(fates)('that %s any line of its journal and goes on cuts nobody off whom it keeps', async (fate) => {
    const lines = entriesOn(finished.disk).map(({ sequence }) => sequence);
    expect(lines.length).toBeGreaterThan(30);
    // What opens the run is written before anything else.
    for (const killed of lines.slice(1)) {
      const world = copyOf(fresh);
      world.disk.fate = (line) => (line === killed ? fate : 'written');
      await run(world);
      world.disk.fate = () => 'written';
      expect(cutOff(world.state), `at line ${String(killed)}`).toEqual([]);
      expect((await run(world)).end, `at line ${String(killed)}`).toEqual({ kind: 'finished' });
      expect(cutOffAtTheEnd(world), `at line ${String(killed)}`).toEqual([]);
    }
  });

  it.each(fates)('and is undone, and %s any line of that and goes on, cuts nobody off', async (fate) => {
    const undone = copyOf(finished);
    const before = entriesOn(undone.disk).length;
    expect((await undo(undone)).engine.state().course.kind).toBe('undone');
    // Its first line is that the run was taken up again.
    const lines = entriesOn(undone.disk).slice(before + 1);
    expect(lines.length).toBeGreaterThan(15);
    for (const { sequence: killed } of lines) {
      const world = copyOf(finished);
      world.disk.fate = (line) => (line === killed ? fate : 'written');
      await undo(world);
      world.disk.fate = () => 'written';
      expect(cutOff(world.state), `at line ${String(killed)}`).toEqual([]);
      expect((await undo(world)).engine.state().course.kind, `at line ${String(killed)}`).toBe('undone');
      expect(cutOffAtTheEnd(world), `at line ${String(killed)}`).toEqual([]);
    }
  });

  it.each(['keep', 'refuse'] as const)(
    'that has chosen %s, with a port that fails, cuts nobody off',
    async (choice) => {
      const lab = labWithOwners(choice);
      for (const fault of portFaults) {
        const world = withFault(copyOf(lab), fault);
        await run(world);
        world.state.faults = [];
        expect(cutOffAtTheEnd(world), JSON.stringify(fault)).toEqual([]);
      }
    },
  );

  it('cuts them off where that was chosen, and only then', async () => {
    const world = labWithOwners('restore-anyway');
    expect((await run(world)).end).toEqual({ kind: 'finished' });
    expect(cutOffAtTheEnd(world).length).toBeGreaterThan(0);
  });
});
