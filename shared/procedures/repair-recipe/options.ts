import type { ProcedureOption } from '../../engine/contract/step.ts';
import type { Result } from '../../base/failure.ts';
import { sparingByRestoreFirst } from '../steps/rules/remote-mailbox-texts.ts';
import { doctorOptions, readDoctorOptions } from '../doctor/options.ts';
import type { RuleChangeOptions } from '../steps/rules/options.ts';
import { remoteMailboxesOption, remoteMailboxOption } from '../steps/rules/remote-mailbox-choice.ts';

/** Options of `repair-recipe` on the command line and in the window. */
export const repairOptions: readonly ProcedureOption[] = [remoteMailboxOption(sparingByRestoreFirst), ...doctorOptions];

/** Reads the options of a run; an option that is not given has its standard. */
export function readRepairOptions(given: Readonly<Record<string, string>>): Result<RuleChangeOptions> {
  const { [remoteMailboxesOption]: _own, ...common } = given;
  return readDoctorOptions(common);
}
