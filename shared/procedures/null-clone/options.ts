import type { ProcedureOption } from '../../engine/step.ts';
import { success, type Result } from '../../failure.ts';
import { nullCloneOptionTexts } from '../../messages/null-clone.ts';
import { firstUserOption, readFirstUser } from '../rule-change/first-user-choice.ts';
import {
  commonOptions,
  contributorOption,
  GivenOptions,
  readCommonOptions,
  type RuleChangeOptions,
} from '../rule-change/options.ts';

/** The decision that clears the GUID of remote mailboxes too, with its reason. */
export const remoteMailboxesOption = 'remote-mailboxes';

const originalVariants = ['delete', 'keep-disabled'] as const;

/** The options of a run, understood. */
export interface NullCloneOptions extends RuleChangeOptions {
  /** Distinguished name of the user who is synchronized before everybody; undefined: nobody is. */
  readonly firstUser: string | undefined;
  readonly original: (typeof originalVariants)[number];
  /** Why the GUID of remote mailboxes is cleared too; undefined: it was not decided. */
  readonly remoteMailboxes: string | undefined;
}

/** Options of `null-clone` on the command line and in the window. */
export const nullCloneOptions: readonly ProcedureOption[] = [
  contributorOption(nullCloneOptionTexts.contributors),
  { name: 'original', description: nullCloneOptionTexts.original, allowed: originalVariants, standard: 'delete' },
  { name: remoteMailboxesOption, description: nullCloneOptionTexts.remoteMailboxes, allowed: undefined, standard: '' },
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
  const decided = given.text(remoteMailboxesOption);
  return success({
    ...common.value,
    firstUser: firstUser.value,
    original: original.value,
    remoteMailboxes: decided === '' ? undefined : decided,
  });
}
