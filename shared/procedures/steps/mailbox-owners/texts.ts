import type { OwnerChoice } from './owner-choices.ts';
import { counted, grouped, quotedList } from '../../../base/words/counted.ts';
import type { Problem } from '../../../base/words/problem.ts';

/** Texts about users whose mailbox in Exchange Online has another GUID than AD. Source: entra-connect.md §5 (risk list, 4). */

/** Names that one sentence holds; the list has all of them. */
const mostNames = 10;

function names(all: readonly string[]): string {
  const others = all.length - mostNames;
  return others > 0 ? `${quotedList(all.slice(0, mostNames))}, and ${counted(others, 'other')}` : quotedList(all);
}

function haveMailbox(count: number): string {
  return `${counted(count, 'user')} ${count === 1 ? 'has' : 'have'} an Exchange Online mailbox with a different GUID, or ${count === 1 ? 'is' : 'are'} licensed for one`;
}

const cutOff = 'Restoring the GUID of AD can cut these users off from their mailbox.';
const convert = 'Convert their on-premises objects to remote mailboxes with the GUID of the Exchange Online mailbox.';
const source = 'Hybrid Preflight: a mailbox in Exchange Online keeps its own GUID';

export const ownerTexts = {
  option:
    'How to handle users whose Exchange Online mailbox has a different GUID than AD: keep (add an override that keeps the GUID cleared for exactly these users; where that is not possible, do not start), refuse (do not start while there are any), or restore-anyway (restore the GUID for them too; use only if you know why).',
  list: {
    title: 'List the users with an Exchange Online mailbox',
    description: `Reads which users have a mailbox in Exchange Online whose GUID differs from AD, or are licensed for one. ${cutOff}`,
    source,
  },
  keep: {
    title: 'Keep the mailbox GUID cleared for users with an Exchange Online mailbox',
    description:
      'Adds override rules (AuthoritativeNull, precedence below 100) for exactly the listed users, before any rule is restored. The scheduler is disabled first.',
    source: 'Microsoft Entra Connect documentation, “Fix modified default rules”',
  },
  readingTenant: 'Reading the users in Microsoft Entra ID…',
  tableTitle: 'Users with an Exchange Online mailbox',
  columns: ['Name', 'User principal name', 'Mailbox', 'GUID in AD', 'GUID of the mailbox', 'Object'],
  items: (count: number) => counted(count, 'item'),
  mailboxPending: 'Licensed, not created yet',
  summary: (count: number) =>
    count === 0 ? 'No user has an Exchange Online mailbox with a different GUID.' : `${haveMailbox(count)}.`,
  summaryUnknown: 'Unknown: Exchange Online or Microsoft Entra ID is not connected.',
  count: 'Users with an Exchange Online mailbox',
  notKnown: 'not known: Exchange Online or Microsoft Entra ID is not connected',
  nobody: 'No user who would get the GUID back has an Exchange Online mailbox with a different GUID.',
  nothingReturns: 'The undo brings no mailbox GUID back to Microsoft 365.',
  keepSummary: (count: number) => `Keep the mailbox GUID cleared for ${counted(count, 'user')}.`,
  keepNotes: (count: number) => [
    `${counted(count, 'user')} ${count === 1 ? 'keeps' : 'keep'} the Exchange Online mailbox, with the license where this run assigned it. The override rules stay on the server after the undo.`,
    'If the user principal name of one of them changes, the rule no longer applies to that user.',
  ],
  restoreSummary: (count: number | undefined) =>
    count === undefined
      ? 'Restore the mailbox GUID. Which users have an Exchange Online mailbox is not known.'
      : `Restore the mailbox GUID, also for ${counted(count, 'user')} with an Exchange Online mailbox.`,
  alreadyKept: 'The override rules for these users are in place.',
  confirmed: 'users with an Exchange Online mailbox',
  choice: 'Users with an Exchange Online mailbox: chosen',
  kept: 'Users whose mailbox GUID stays cleared',
  ruleName: (objectType: string) =>
    `In from AD - ${objectType.charAt(0).toUpperCase()}${objectType.slice(1)} - msExchMailboxGuid kept cleared`,
  ruleDescription:
    'Made by Hybrid Preflight: keeps msExchMailboxGuid cleared for users whose Exchange Online mailbox has a different GUID. Convert their on-premises objects to remote mailboxes before you remove this rule.',
  created: 'new rule',
  widened: 'more users',
  ruleMissing: (rules: readonly string[]): Problem => ({
    reason: `Not on the server as planned: ${quotedList(rules)}.`,
    remedy: 'Continue the undo: it adds what is missing.',
  }),
  noRemedyNeeded: 'Continue the undo.',

  unknown: {
    reason:
      'Which users have an Exchange Online mailbox with a different GUID is not known: Exchange Online or Microsoft Entra ID is not connected.',
    remedy: 'Connect both, or choose to restore the GUID anyway if you know that no user has one.',
  },
  refused: (users: readonly string[]): Problem => ({
    reason: `${haveMailbox(users.length)}: ${names(users)}. ${cutOff}`,
    remedy: `${convert} Or keep the GUID cleared for exactly these users.`,
  }),
  they: (users: readonly string[]) => `The users: ${names(users)}.`,
  tooMany: (count: number, most: number): Problem => ({
    reason: `${haveMailbox(count)}. A rule for more than ${most} named users cannot be checked by a person.`,
    remedy: `${convert} Or add an override for them by a group or an attribute first.`,
  }),
  nameless: (objects: readonly string[]): Problem => ({
    reason: `${names(objects)} ${objects.length === 1 ? 'has' : 'have'} no user principal name that no other object has, so a rule cannot name exactly ${objects.length === 1 ? 'this user' : 'these users'}.`,
    remedy: `Give each of them a user principal name of their own. Or: ${convert.toLowerCase()}`,
  }),
  noPrecedence: (below: number): Problem => ({
    reason: `No precedence below ${below} is free for an override.`,
    remedy: 'Move or remove custom rules that are no longer needed, in the Synchronization Rules Editor.',
  }),

  question: {
    returns: (users: number) => `The mailbox GUID of ${counted(users, 'user')} would return to Microsoft 365.`,
    warning: (count: number, withItems: number, pending: number) => [
      `${grouped(count)} of them ${count === 1 ? 'has' : 'have'} an Exchange Online mailbox${pending === 0 ? '' : `, or ${count === 1 ? 'is' : 'are'} licensed for one (${counted(pending, 'user')})`}${withItems === 0 ? '' : `; ${counted(withItems, 'mailbox', 'mailboxes')} ${withItems === 1 ? 'has' : 'have'} received mail`}.`,
      'Restoring the old GUID would cut them off from it.',
    ],
    unknown: [
      'Exchange Online or Microsoft Entra ID is not connected, so it is not known which users have an Exchange Online mailbox.',
      'Restoring the old GUID would cut such users off from it.',
    ],
    asked: (count: number | undefined) =>
      count === undefined
        ? 'How do you want to continue?'
        : `What should happen to ${count === 1 ? 'this user' : `these ${counted(count, 'user')}`}?`,
    labels: {
      keep: 'Keep the Exchange Online mailbox',
      refuse: 'Do not undo',
      'restore-anyway': 'Restore the old GUID anyway',
    } satisfies Record<OwnerChoice, string>,
    keepHint: (count: number, others: number) =>
      `${others === 0 ? 'Restores the rules; the mailbox GUID returns for nobody' : `Undoes it for the other ${counted(others, 'user')}`}. An override for ${count === 1 ? 'this user' : `these ${counted(count, 'user')}`} stays and is listed as left to do; so do licenses that this run assigned to them.`,
    refuseHint: 'Stops here. Nothing is changed, and the run stays as it is.',
    restoreHint: (count: number | undefined, users: number) =>
      count === undefined
        ? `For all ${counted(users, 'user')}. Any of them with an Exchange Online mailbox ${users === 1 ? 'loses' : 'lose'} access to it.`
        : `For all ${counted(users, 'user')}. ${counted(count, 'user')} ${count === 1 ? 'loses' : 'lose'} access to the Exchange Online mailbox. You have to type ${grouped(count)}.`,
    action: (users: number) => (users === 0 ? 'Undo the rules' : `Undo for ${counted(users, 'user')}`),
    refuseAction: 'Do not undo',
  },

  /** For the change plan: what an undo does about them. */
  undoChapter: [
    `An undo first lists the users who would get the GUID of AD back and by then have an Exchange Online mailbox with a different GUID, or are licensed for one. ${cutOff}`,
    'It asks what should happen to them. Keep the Exchange Online mailbox: an override for exactly these users stays (the default, where possible). Do not undo: nothing is changed. Restore the old GUID anyway: their number has to be typed.',
    'undo.ps1 does not ask. Find these users before you run it.',
  ],

  remaining: {
    kept: (name: string) =>
      `${name}: the mailbox GUID stays cleared. Convert the on-premises object to a remote mailbox with the GUID of the Exchange Online mailbox.`,
    keptRules: (rules: readonly string[]) =>
      `Then remove ${quotedList(rules)} in the Synchronization Rules Editor, and run a full synchronization.`,
    restored: (name: string) =>
      `${name}: the GUID of AD was restored although the user has an Exchange Online mailbox. Check that the user can open it, or convert the on-premises object to a remote mailbox.`,
    unknown:
      'Find out which users have an Exchange Online mailbox with a different GUID than AD: the GUID was restored without this check.',
    others: (count: number) =>
      `The same for ${counted(count, 'other user')}; all of them are in the list of users with an Exchange Online mailbox.`,
  },
} as const;
