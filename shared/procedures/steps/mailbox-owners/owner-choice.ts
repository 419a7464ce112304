import { assertNever } from '../../../base/assert-never.ts';
import { ownerTexts as texts } from './texts.ts';
import type { Problem } from '../../../base/words/problem.ts';
import type { RuleOperation } from '../../../entra-connect/rules/rule-operation.ts';
import type { MailboxOwner } from './mailbox-owner.ts';
import { ownerChoices, standardOwnerChoice, type OwnerChoice } from './owner-choices.ts';
import type { KeptPlan } from './plan-kept.ts';
import type { Returning } from './read-owners.ts';

export function asOwnerChoice(text: string | undefined): OwnerChoice {
  return ownerChoices.find((one) => one === text) ?? standardOwnerChoice;
}

/** What the choice comes to. */
export type OwnerDecision =
  /** Nobody has such a mailbox. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'keep'; readonly owners: readonly MailboxOwner[]; readonly operations: readonly RuleOperation[] }
  /** `owners` undefined: who they are cannot be known. */
  | { readonly kind: 'restore'; readonly owners: readonly MailboxOwner[] | undefined }
  | { readonly kind: 'blocked'; readonly problem: Problem };

export function decideOwners(
  choice: OwnerChoice,
  { owners, users }: Pick<Returning, 'owners' | 'users'>,
  kept: KeptPlan,
): OwnerDecision {
  if (owners?.length === 0 || users === 0) return { kind: 'nobody' };
  switch (choice) {
    case 'refuse':
      return { kind: 'blocked', problem: owners === undefined ? texts.unknown : texts.refused(namesOf(owners)) };
    case 'restore-anyway':
      return { kind: 'restore', owners };
    case 'keep':
      return kept.kind === 'possible' && owners !== undefined
        ? { kind: 'keep', owners, operations: kept.operations }
        : { kind: 'blocked', problem: kept.kind === 'impossible' ? withNames(kept.problem, owners) : texts.unknown };
    default:
      return assertNever(choice);
  }
}

function namesOf(owners: readonly MailboxOwner[]): readonly string[] {
  return owners.map(({ userPrincipalName, distinguishedName }) => userPrincipalName || distinguishedName);
}

function withNames({ reason, remedy }: Problem, owners: readonly MailboxOwner[] | undefined): Problem {
  return owners === undefined ? { reason, remedy } : { reason: `${reason} ${texts.they(namesOf(owners))}`, remedy };
}
