import type { ProcedureOption } from '../../engine/contract/step.ts';
import type { Result } from '../../base/failure.ts';
import {
  commonOptions,
  contributorOption,
  GivenOptions,
  readCommonOptions,
  type RuleChangeOptions,
} from '../steps/rules/options.ts';

const offered = new Set(['acknowledge-staging', 'sample-size', 'synchronize-on-undo']);

/** Of the options that all changes of rules have: those that matter where nobody gets a licence. */
export const doctorOptions: readonly ProcedureOption[] = commonOptions.filter(({ name }) => offered.has(name));

/** Reads them; all others have their standard. */
export function readDoctorOptions(given: Readonly<Record<string, string>>): Result<RuleChangeOptions> {
  return readCommonOptions(new GivenOptions([contributorOption(''), ...commonOptions], given));
}
