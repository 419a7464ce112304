import type { Step } from '../../../engine/contract/step.ts';
import { success, type Result } from '../../../base/failure.ts';
import { ownerTexts as texts } from './texts.ts';
import type { Plain } from '../../../base/plain.ts';
import type { Round } from '../rules/rule-change.ts';
import { undoObstacle } from '../rules/undo-obstacle.ts';
import type { HybridSystems, Reading } from '../../../systems/contexts.ts';
import { ownerTables } from './owner-table.ts';
import { readReturning, type Returning } from './read-owners.ts';
import { listOwnersId, type ListedOwners } from './sealed-owners.ts';
import { rulesAroundUndo } from './undo-change.ts';

/** Names, one by one, who has a mailbox with another GUID. */
export function listOwnersStep(first: Round): Step<HybridSystems, Plain<ListedOwners>, Plain<ListedOwners>> {
  return {
    id: listOwnersId,
    revision: 1,
    ...texts.list,
    risk: 'none',
    effects: () => [],
    probe: async (context) => {
      const obstacle = await undoObstacle(context);
      if (!obstacle.ok) return { kind: 'unknown', failure: obstacle.failure };
      if (obstacle.value !== undefined) return { kind: 'blocked', ...obstacle.value };
      const returning = await readAroundUndo(context, first);
      if (!returning.ok) return { kind: 'unknown', failure: returning.failure };
      if (returning.value === undefined) return { kind: 'not-needed', reason: texts.nothingReturns };
      const { users, leaving, owners } = returning.value;
      return { kind: 'ready', facts: { users, leaving, owners: owners === undefined ? null : [...owners] } };
    },
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

async function readAroundUndo(context: Reading, first: Round): Promise<Result<Returning | undefined>> {
  const rules = await rulesAroundUndo(context, first);
  if (!rules.ok || rules.value === undefined) return rules as Result<undefined>;
  return readReturning(context, rules.value);
}
