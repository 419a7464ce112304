import type { ProcedureOption } from '../../engine/contract/step.ts';
import { success, type Result } from '../../base/failure.ts';
import { nullCloneOptionTexts } from './texts.ts';
import { sparingByOverride } from '../steps/rules/remote-mailbox-texts.ts';
import { firstUserOption, readFirstUser } from '../steps/first-user/first-user-choice.ts';
import {
  commonOptions,
  contributorOption,
  GivenOptions,
  readCommonOptions,
  type RuleChangeOptions,
} from '../steps/rules/options.ts';
import { remoteMailboxOption } from '../steps/rules/remote-mailbox-choice.ts';

const originalVariants = ['delete', 'keep-disabled'] as const;

/** The options of a run, understood. */
export interface NullCloneOptions extends RuleChangeOptions {
  /** Distinguished name of the user who is synchronized before everybody; undefined: nobody is. */
  readonly firstUser: string | undefined;
  readonly original: (typeof originalVariants)[number];
}

/** Options of `null-clone` on the command line and in the window. */
export const nullCloneOptions: readonly ProcedureOption[] = [
  contributorOption(nullCloneOptionTexts.contributors),
  { name: 'original', description: nullCloneOptionTexts.original, allowed: originalVariants, standard: 'delete' },
  remoteMailboxOption(sparingByOverride),
  firstUserOption,
  ...commonOptions,
];

/** Reads the options of a run; an option that is not given has its standard. */
export function readOptions(texts: Readonly<Record<string, string>>): Result<NullCloneOptions> {
  const given = new GivenOptions(nullCloneOptions, texts);
  const common = readCommonOptions(given);
  if (!common.ok) return common;
  const firstUser = readFirstUser(given);
  if (!firstUser.ok) return firstUser;
  const original = given.word('original', originalVariants);
  if (!original.ok) return original;
  return success({
    ...common.value,
    firstUser: firstUser.value,
    original: original.value,
  });
}
