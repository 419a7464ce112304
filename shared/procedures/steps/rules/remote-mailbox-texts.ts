import { counted } from '../../../base/words/counted.ts';
import type { Problem } from '../../../base/words/problem.ts';

/** Texts about users whose mailbox is in Exchange Online already, where a procedure cannot leave them out. */

/** What leaves remote mailboxes out instead, as a fact and as an action. */
export interface Sparing {
  readonly fact: string;
  readonly action: string;
}

export const sparingByOverride: Sparing = {
  fact: 'null-override excludes remote mailboxes.',
  action: 'Use null-override, which excludes remote mailboxes.',
};

export const sparingByRestoreFirst: Sparing = {
  fact: 'restore-default, followed by null-override, excludes remote mailboxes.',
  action: 'Use restore-default, then null-override, which excludes remote mailboxes.',
};

export const remoteMailboxTexts = {
  option: ({ fact }: Sparing) =>
    `Why the mailbox GUID of remote mailboxes is cleared too. Required where there are any; recorded in the report. ${fact}`,
  undecided: (names: readonly string[], { action }: Sparing): Problem => ({
    reason: `${counted(names.length, 'user has', 'users have')} a remote mailbox: ${listed(names)}. This procedure clears their mailbox GUID too, and Microsoft does not document what then happens to a mailbox that exists.`,
    remedy: `${action} To clear their mailbox GUID on purpose, record why with the option remote-mailboxes.`,
  }),
  /** For the change plan. Source: entra-connect.md §0.2, §4. */
  risk: (users: number, decision: string, { fact }: Sparing) => ({
    risk: `${counted(users, 'affected user has', 'affected users have')} a remote mailbox. The mailbox GUID is cleared for them too, and Microsoft does not document what then happens to a mailbox that exists in Exchange Online.`,
    mitigation: decision === '' ? fact : `${fact} Recorded decision: ${decision}`,
  }),
} as const;

const namedAtMost = 10;

function listed(names: readonly string[]): string {
  const more = names.length - namedAtMost;
  return [...names.slice(0, namedAtMost), ...(more > 0 ? [counted(more, 'more user')] : [])].join('; ');
}
