import type { ProcedureOption } from '../../engine/contract/step.ts';
import { success, type Result } from '../../base/failure.ts';
import { ownerTexts } from '../steps/mailbox-owners/texts.ts';
import { doctorOptions, readDoctorOptions } from '../doctor/options.ts';
import { ownerChoices, standardOwnerChoice, type OwnerChoice } from '../steps/mailbox-owners/owner-choices.ts';
import { GivenOptions, type RuleChangeOptions } from '../steps/rules/options.ts';

/** The options of a run, understood. */
export interface RestoreOptions extends RuleChangeOptions {
  /** What becomes of users whose cloud mailbox has another GUID. */
  readonly mailboxOwners: OwnerChoice;
}

/** Options of `restore-default` on the command line and in the window. */
export const restoreOptions: readonly ProcedureOption[] = [
  { name: 'mailbox-owners', description: ownerTexts.option, allowed: ownerChoices, standard: standardOwnerChoice },
  ...doctorOptions,
];

/** Reads the options of a run; an option that is not given has its standard. */
export function readRestoreOptions(given: Readonly<Record<string, string>>): Result<RestoreOptions> {
  const { 'mailbox-owners': _own, ...common } = given;
  const read = readDoctorOptions(common);
  if (!read.ok) return read;
  const mailboxOwners = new GivenOptions(restoreOptions, given).word('mailbox-owners', ownerChoices);
  return mailboxOwners.ok ? success({ ...read.value, mailboxOwners: mailboxOwners.value }) : mailboxOwners;
}
