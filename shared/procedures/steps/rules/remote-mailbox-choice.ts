import type { ProcedureOption } from '../../../engine/contract/step.ts';
import { remoteMailboxTexts as texts, type Sparing } from './remote-mailbox-texts.ts';
import type { Blocker } from './blockers.ts';
import type { RuleChange } from './rule-change.ts';

export const remoteMailboxesOption = 'remote-mailboxes';

/** The decision that clears the GUID of remote mailboxes too, with its reason. */
export function remoteMailboxOption(sparing: Sparing): ProcedureOption {
  return { name: remoteMailboxesOption, description: texts.option(sparing), allowed: undefined, standard: '' };
}

/** Whoever clears the GUID of these users too decides so; their distinguished names. */
export function undecidedBlockers(
  users: readonly string[],
  options: Readonly<Record<string, string>>,
  sparing: Sparing,
): readonly Blocker[] {
  const isDecided = users.length === 0 || decisionIn(options) !== '';
  return isDecided ? [] : [{ id: remoteMailboxesOption, ...texts.undecided(users, sparing) }];
}

/** The risk for them in a change plan, with what was decided. */
export function remoteMailboxRisk(sparing: Sparing): NonNullable<RuleChange['remoteMailboxRisk']> {
  return (users, options) => texts.risk(users, decisionIn(options), sparing);
}

function decisionIn(options: Readonly<Record<string, string>>): string {
  return options[remoteMailboxesOption]?.trim() ?? '';
}
