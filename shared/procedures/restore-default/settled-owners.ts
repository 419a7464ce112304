import { stepOf, type Run } from '../../engine/run/run-state.ts';
import { asOwnerChoice } from '../steps/mailbox-owners/owner-choice.ts';
import { listedOwners, type SettledOwners } from '../steps/mailbox-owners/sealed-owners.ts';
import { ownerTexts } from '../steps/mailbox-owners/texts.ts';
import { operationsOf, shownChange } from '../steps/rules/sealed-change.ts';
import { nameOwnersId, restoreStage } from './step-ids.ts';

/** What a restoration has made of users with a mailbox; undefined: there was nobody, or its rules are not on the server. */
export function ownersOfRestoration(run: Run): SettledOwners | undefined {
  const listed = listedOwners(stepOf(run, nameOwnersId)?.captured?.state);
  if (listed === undefined || listed.owners?.length === 0 || stepOf(run, restoreStage)?.writing !== 'written') {
    return undefined;
  }
  const change = shownChange(stepOf(run, 'backup')?.captured?.state);
  const kept = (change === undefined ? [] : operationsOf(change)).filter(
    (operation) =>
      operation.kind !== 'remove' && isKept(operation.kind === 'create' ? operation.rule : operation.after),
  );
  return { choice: asOwnerChoice(run.opened.options['mailbox-owners']), owners: listed.owners, operations: kept };
}

function isKept({ description }: { readonly description: string }): boolean {
  return description === ownerTexts.ruleDescription;
}
