import type { Probe, Step, StepPlan, Verification } from '../../engine/contract/step.ts';
import { success } from '../../base/failure.ts';
import { ownerTexts as texts } from '../steps/mailbox-owners/texts.ts';
import { ownerTables } from '../steps/mailbox-owners/owner-table.ts';
import type { ListedOwners } from '../steps/mailbox-owners/sealed-owners.ts';
import type { Plain } from '../../base/plain.ts';
import type { HybridSystems, Reading } from '../../systems/contexts.ts';
import { readReturningByRestore } from './plan.ts';
import { nameOwnersId } from './step-ids.ts';

type Facts = Plain<ListedOwners>;

/** Names, one by one, who has a mailbox with another GUID, before anything is changed. */
export const nameOwners: Step<HybridSystems, Facts, Facts> = {
  id: nameOwnersId,
  revision: 1,
  ...texts.list,
  risk: 'none',
  effects: () => [],
  probe,
  plan,
  capture: async (_context, facts) => success({ state: facts, files: [] }),
  apply: async () => success(undefined),
  verify,
  undo: { kind: 'changes-nothing' },
};

async function probe(context: Reading): Promise<Probe<Facts>> {
  const returning = await readReturningByRestore(context);
  if (!returning.ok) return { kind: 'unknown', failure: returning.failure };
  const { users, leaving, owners } = returning.value;
  return { kind: 'ready', facts: { users, leaving, owners: owners ?? null } };
}

function plan({ owners }: Facts): StepPlan {
  return {
    summary: owners === null ? texts.summaryUnknown : texts.summary(owners.length),
    changes: [],
    commands: [],
    effects: [],
    notes: [],
    objects: ownerTables(owners),
    confirmation: undefined,
  };
}

async function verify(_context: Reading, { owners }: Facts): Promise<Verification> {
  const evidence = [{ label: texts.count, after: owners === null ? texts.notKnown : owners.length }];
  return { kind: 'passed', evidence, objects: ownerTables(owners) };
}
