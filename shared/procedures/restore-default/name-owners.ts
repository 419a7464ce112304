import { listedOf, ownerListStep } from '../steps/mailbox-owners/owner-list-step.ts';
import { readReturningByRestore } from './plan.ts';
import { nameOwnersId } from './step-ids.ts';

/** Names, one by one, who has a mailbox with another GUID, before anything is changed. */
export const nameOwners = ownerListStep(nameOwnersId, async (context) => {
  const returning = await readReturningByRestore(context);
  if (!returning.ok) return { kind: 'unknown', failure: returning.failure };
  return { kind: 'ready', facts: listedOf(returning.value) };
});
