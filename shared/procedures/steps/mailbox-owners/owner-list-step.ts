import type { Probe, Step } from '../../../engine/contract/step.ts';
import { success } from '../../../base/failure.ts';
import type { Plain } from '../../../base/plain.ts';
import type { HybridSystems, Reading } from '../../../systems/contexts.ts';
import { ownerTables } from './owner-table.ts';
import type { Returning } from './read-owners.ts';
import type { ListedOwners } from './sealed-owners.ts';
import { ownerTexts as texts } from './texts.ts';

type Listed = Plain<ListedOwners>;
export type OwnerListStep = Step<HybridSystems, Listed, Listed>;

/** A step that names who has a mailbox with another GUID, and seals the list; it changes nothing. */
export function ownerListStep(id: string, probe: (context: Reading) => Promise<Probe<Listed>>): OwnerListStep {
  return {
    id,
    revision: 1,
    ...texts.list,
    risk: 'none',
    effects: () => [],
    probe,
    plan: ({ owners }) => ({
      summary: owners === null ? texts.summaryUnknown : texts.summary(owners.length),
      changes: [],
      commands: [],
      effects: [],
      notes: [],
      objects: ownerTables(owners),
      confirmation: undefined,
    }),
    capture: async (_context, facts) => success({ state: facts, files: [] }),
    apply: async () => success(undefined),
    // It was read right before, and there is nothing that could have taken effect.
    verify: async (_context, { owners }) => ({
      kind: 'passed',
      evidence: [{ label: texts.count, after: owners === null ? texts.notKnown : owners.length }],
      objects: ownerTables(owners),
    }),
    undo: { kind: 'changes-nothing' },
  };
}

export function listedOf({ users, leaving, owners }: Returning): Listed {
  return { users, leaving, owners: owners === undefined ? null : [...owners] };
}
