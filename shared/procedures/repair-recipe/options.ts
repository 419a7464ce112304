import type { ProcedureOption } from '../../engine/step.ts';
import type { Result } from '../../failure.ts';
import { sparingByRestoreFirst } from '../../messages/remote-mailboxes.ts';
import { doctorOptions, readDoctorOptions } from '../doctor/options.ts';
import type { RuleChangeOptions } from '../rule-change/options.ts';
import { remoteMailboxesOption, remoteMailboxOption } from '../rule-change/remote-mailbox-choice.ts';

/** Options of `repair-recipe` on the command line and in the window. */
export const repairOptions: readonly ProcedureOption[] = [remoteMailboxOption(sparingByRestoreFirst), ...doctorOptions];

/** Reads the options of a run; an option that is not given has its standard. */
export function readRepairOptions(given: Readonly<Record<string, string>>): Result<RuleChangeOptions> {
  const { [remoteMailboxesOption]: _own, ...common } = given;
  return readDoctorOptions(common);
}
