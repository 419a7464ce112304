import { z } from 'zod';
import type { Json } from '../../../base/json.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import { stateAfter, type RuleOperation } from '../../../entra-connect/rules/rule-operation.ts';
import { ruleOperationSchema } from '../rules/operation-json.ts';
import { mailboxOwnerSchema, type MailboxOwner } from './mailbox-owner.ts';
import { ownerChoices } from './owner-choices.ts';

/** What the steps before an undo have sealed about users with a mailbox in Exchange Online. */

export const listOwnersId = 'list-mailbox-owners';
export const keepOwnersId = 'keep-mailbox-owners';

const listedSchema = z.strictObject({
  users: z.int(),
  leaving: z.int(),
  /** Null: not to be known. */
  owners: z.array(mailboxOwnerSchema).nullable(),
});
export type ListedOwners = z.infer<typeof listedSchema>;

export const settledOwnersSchema = z.strictObject({
  choice: z.enum(ownerChoices),
  /** Null: not to be known. */
  owners: z.array(mailboxOwnerSchema).nullable(),
  operations: z.array(ruleOperationSchema),
});
/** What became of the users with a mailbox: `keep`, or `restore-anyway`. */
export type SettledOwners = z.infer<typeof settledOwnersSchema>;

/** What `list-mailbox-owners` has sealed; undefined: the undo has not come to it. */
export function listedOwners(captured: Json | undefined): ListedOwners | undefined {
  return captured === undefined ? undefined : listedSchema.parse(captured);
}

/** What `keep-mailbox-owners` has sealed; undefined: there was nobody, or the undo has not come to it. */
export function settledOwners(captured: Json | undefined): SettledOwners | undefined {
  return captured === undefined ? undefined : settledOwnersSchema.parse(captured);
}

/** Whose mailbox an undo keeps, by what `keep-mailbox-owners` has sealed. */
export function keptOwners(captured: Json | undefined): readonly MailboxOwner[] {
  const settled = settledOwners(captured);
  return settled?.choice === 'keep' ? (settled.owners ?? []) : [];
}

/** The rules that stay on the server after an undo. */
export function keptRules(settled: SettledOwners | undefined): readonly SyncRule[] {
  return settled?.choice === 'keep' ? rulesOf(settled.operations) : [];
}

/** The rules that stay for the sake of the users with a mailbox. */
export function rulesOf(operations: readonly RuleOperation[]): readonly SyncRule[] {
  return operations.flatMap((operation) => stateAfter(operation) ?? []);
}
