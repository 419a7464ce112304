import { beforeAll, describe, expect, it } from 'vitest';
import type { OwnerChoice } from '../../shared/procedures/steps/mailbox-owners/owner-choices.ts';
import { copyOf, cutOff, answering, finishedWithOwners, undoable } from '../integration/mailbox-owners/owned-lab.ts';
import { undo, type LabWorld } from '../integration/null-clone/lab-run.ts';
import { entriesOn } from '../shared/engine/toy-run.ts';
import { nextSynchronization } from './next-synchronization.ts';
import { portFaults, withFault } from './port-faults.ts';

/** Under each choice: whom a full synchronization of everything cuts off, looked at in the lab's own cloud. */
function cutOffAtTheEnd({ state }: LabWorld): readonly string[] {
  return cutOff(nextSynchronization(state));
}

const safe: readonly OwnerChoice[] = ['keep', 'refuse'];
describe.each(undoable)(
  'an undo of %s (%s) with users who have a mailbox in Exchange Online',
  (_name, scenario, procedure) => {
    let finished: LabWorld;
    let lines: readonly number[];
    beforeAll(async () => {
      finished = await finishedWithOwners(scenario, procedure, 16);
      const undone = copyOf(finished);
      const before = entriesOn(undone.disk).length;
      await undo(undone, undefined, undefined, answering('keep'));
      // Its first line is that the run was taken up again.
      lines = entriesOn(undone.disk)
        .slice(before + 1)
        .map(({ sequence }) => sequence);
    });

    it.each(['dies before', 'dies after', 'dies in the middle'] as const)(
      'that %s any line of its journal and goes on cuts nobody off whom it keeps',
      async (fate) => {
        expect(lines.length).toBeGreaterThan(15);
        for (const killed of lines) {
          const world = copyOf(finished);
          world.disk.fate = (line) => (line === killed ? fate : 'written');
          await undo(world, undefined, undefined, answering('keep'));
          world.disk.fate = () => 'written';
          expect(cutOff(world.state), `at line ${String(killed)}`).toEqual([]);
          const again = await undo(world);
          expect(again.engine.state().course.kind, `at line ${String(killed)}`).toBe('undone');
          expect(cutOffAtTheEnd(world), `at line ${String(killed)}`).toEqual([]);
        }
      },
    );

    it.each(safe)('answered with %s, with a port that fails once or for good, cuts nobody off', async (choice) => {
      for (const fault of portFaults) {
        const world = withFault(copyOf(finished), fault);
        await undo(world, undefined, undefined, answering(choice));
        world.state.faults = [];
        expect(cutOffAtTheEnd(world), JSON.stringify(fault)).toEqual([]);
      }
    });

    it('cuts them off where that was chosen, and only then', async () => {
      const world = copyOf(finished);
      await undo(world, undefined, undefined, answering('restore-anyway'));
      expect(cutOffAtTheEnd(world).length).toBeGreaterThan(0);
    });
  },
);
