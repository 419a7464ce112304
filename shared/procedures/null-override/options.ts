import type { ProcedureOption } from '../../engine/contract/step.ts';
import { success, type Result } from '../../base/failure.ts';
import { nullOverrideOptionTexts as texts } from './texts.ts';
import { firstUserOption, readFirstUser } from '../steps/first-user/first-user-choice.ts';
import {
  commonOptions,
  contributorOption,
  GivenOptions,
  readCommonOptions,
  type RuleChangeOptions,
} from '../steps/rules/options.ts';
import { readChoice, type Choice } from './scope.ts';

const noPilot = 'none';
const largestType = 2n ** 63n - 1n;

/** The options of a run, understood. */
export interface NullOverrideOptions extends RuleChangeOptions {
  /** Distinguished name of the user who is synchronized before everybody; undefined: nobody is. */
  readonly firstUser: string | undefined;
  /** Whom the rule is about first, within the scope; undefined: the whole scope at once. */
  readonly pilot: Exclude<Choice, { readonly kind: 'everyone' }> | undefined;
  readonly scope: Choice;
  /** Further values of msExchRecipientTypeDetails that are left out. */
  readonly alsoExclude: readonly bigint[];
}

/** Options of `null-override` on the command line and in the window. */
export const nullOverrideOptions: readonly ProcedureOption[] = [
  { name: 'pilot', description: texts.pilot, allowed: undefined, standard: noPilot, input: 'pilot' },
  { name: 'scope', description: texts.scope, allowed: undefined, standard: 'everyone', input: 'audience' },
  { name: 'also-exclude', description: texts.alsoExclude, allowed: undefined, standard: '' },
  contributorOption(texts.contributors),
  firstUserOption,
  ...commonOptions,
];

/** Reads the options of a run; an option that is not given has its standard. */
export function readOptions(given: Readonly<Record<string, string>>): Result<NullOverrideOptions> {
  const options = new GivenOptions(nullOverrideOptions, given);
  const common = readCommonOptions(options);
  if (!common.ok) return common;
  const pilot = options.text('pilot') === noPilot ? undefined : readChoice(options.text('pilot'));
  if (pilot?.kind === 'everyone' || (pilot === undefined && options.text('pilot') !== noPilot)) {
    return options.wrong('pilot');
  }
  const scope = readChoice(options.text('scope'));
  if (scope === undefined) return options.wrong('scope');
  const alsoExclude = readTypes(options.text('also-exclude'));
  if (alsoExclude === undefined) return options.wrong('also-exclude');
  const firstUser = readFirstUser(options);
  if (!firstUser.ok) return firstUser;
  return success({ ...common.value, pilot, scope, alsoExclude, firstUser: firstUser.value });
}

function readTypes(text: string): readonly bigint[] | undefined {
  if (text === '') return [];
  const parts = text.split(',').map((part) => part.trim());
  if (!parts.every((part) => /^[1-9]\d{0,18}$/.test(part))) return undefined;
  const types = parts.map(BigInt);
  return types.every((type) => type <= largestType) ? types : undefined;
}
