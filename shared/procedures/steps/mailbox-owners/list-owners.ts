import type { Result } from '../../../base/failure.ts';
import { ownerTexts as texts } from './texts.ts';
import type { Round } from '../rules/rule-change.ts';
import { undoObstacle } from '../rules/undo-obstacle.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { listedOf, ownerListStep, type OwnerListStep } from './owner-list-step.ts';
import { readReturning, type Returning } from './read-owners.ts';
import { listOwnersId } from './sealed-owners.ts';
import { rulesAroundUndo } from './undo-change.ts';

/** Names, one by one, who has a mailbox with another GUID, before an undo changes anything. */
export function listOwnersStep(first: Round): OwnerListStep {
  return ownerListStep(listOwnersId, async (context) => {
    const obstacle = await undoObstacle(context);
    if (!obstacle.ok) return { kind: 'unknown', failure: obstacle.failure };
    if (obstacle.value !== undefined) return { kind: 'blocked', ...obstacle.value };
    const returning = await readAroundUndo(context, first);
    if (!returning.ok) return { kind: 'unknown', failure: returning.failure };
    if (returning.value === undefined) return { kind: 'not-needed', reason: texts.nothingReturns };
    return { kind: 'ready', facts: listedOf(returning.value) };
  });
}

async function readAroundUndo(context: Reading, first: Round): Promise<Result<Returning | undefined>> {
  const rules = await rulesAroundUndo(context, first);
  if (!rules.ok || rules.value === undefined) return rules as Result<undefined>;
  return readReturning(context, rules.value);
}
