import type { WaitingChange, WaitingChanges } from '../synchronize/waiting-changes.ts';
import { recipientKindTexts } from '../../../entra-connect/recipient-kind-texts.ts';
import { counted, enumeratedUpTo, grouped } from '../../../base/words/counted.ts';
import { article } from '../texts.ts';
import type { Problem } from '../../../base/words/problem.ts';

/** Texts that every procedure that changes rules shares about licenses, and of what follows its undo. */

/** Numbers that the licence step is told from. */
export interface LicenceNumbers {
  readonly variant: 'leave' | 'assign' | 'assign-and-reassign';
  readonly assigned: number;
  readonly reassigned: number;
  readonly expected: number;
  readonly byGroup: number;
  readonly unlicensed: number;
  readonly withMailbox: number;
  readonly mailboxesKnown: boolean;
}

export const licenceTexts = {
  step: {
    title: 'Make mailboxes',
    description:
      'A license for Exchange Online makes a mailbox as soon as the GUID is gone. Assigns or re-assigns licenses as chosen, and proves that every licensed user of this run has a mailbox with a new GUID.',
    source: `${article}, last paragraphs`,
  },
  nothingSealed: {
    reason: 'It is not known whose GUID this run has taken out.',
    remedy: 'Carry out the step preview first.',
  },
  readingUsers: 'Reading the users of the tenant',
  noTenant: 'Microsoft Entra ID is not connected, so licenses are neither read nor touched.',
  connectTenant: 'Connect the tenant, or choose licence=leave.',
  nothingToDo: (withMailbox: number, unlicensed: number) =>
    [
      withMailbox === 0
        ? 'No user of this run holds a license for Exchange Online.'
        : `${counted(withMailbox, 'user')} of this run ${withMailbox === 1 ? 'has' : 'have'} a mailbox.`,
      ...(unlicensed === 0
        ? []
        : [`${counted(unlicensed, 'user')} without a license stay without: assigning one later makes the mailbox.`]),
    ].join(' '),
  unknownSku: (named: string, owned: readonly string[]): Problem => ({
    reason: `The tenant owns no product “${named}”.`,
    remedy: `Give the option sku one of: ${owned.join(', ')}.`,
  }),
  noMailboxPlan: (product: string): Problem => ({
    reason: `“${product}” contains no plan that gives a mailbox.`,
    remedy: 'Choose a product with Exchange Online (EXCHANGE_S_FOUNDATION is none).',
  }),
  tooFew: (product: string, free: number, needed: number): Problem => ({
    reason: `${counted(needed, 'license')} of “${product}” ${needed === 1 ? 'is' : 'are'} needed and ${grouped(free)} left.`,
    remedy: 'Free or buy licenses, then try again.',
  }),
  usageLocationMissing: (users: number): Problem => ({
    reason: `${counted(users, 'user')} without usage location cannot get a license.`,
    remedy:
      'Give the option usage-location (a two-letter country code), or fill msExchUsageLocation in AD and synchronize.',
  }),
  summary: ({ variant, assigned, reassigned }: LicenceNumbers) => {
    switch (variant) {
      case 'leave':
        return 'Leave the licenses as they are; wait until every user who already has one has a mailbox.';
      case 'assign':
        return `Assign a license to ${counted(assigned, 'user')}.`;
      case 'assign-and-reassign':
        return `Assign a license to ${counted(assigned, 'user')}; remove and assign again for ${counted(reassigned, 'user')}.`;
    }
  },
  /** Who else is there, whom the step does nothing to. */
  others: (numbers: LicenceNumbers): readonly string[] => [
    ...(numbers.expected > 0
      ? [
          `${counted(numbers.expected, 'licensed user')} without a mailbox ${numbers.expected === 1 ? 'is' : 'are'} expected to get one without being touched.`,
        ]
      : []),
    ...(numbers.byGroup > 0
      ? [
          `${counted(numbers.byGroup, 'user')} ${numbers.byGroup === 1 ? 'is' : 'are'} licensed through a group: that license cannot be removed from the user, and is left alone.`,
        ]
      : []),
    ...(numbers.variant === 'leave' && numbers.unlicensed > 0
      ? [
          `${counted(numbers.unlicensed, 'user')} without a license for Exchange Online stay without: assigning it later makes the mailbox.`,
        ]
      : []),
    `${counted(numbers.withMailbox, 'user')} of this run already ${numbers.withMailbox === 1 ? 'has' : 'have'} a mailbox in Exchange Online.`,
    ...(numbers.mailboxesKnown ? [] : ['Exchange Online is not connected: whether mailboxes appear cannot be seen.']),
  ],
  notes: ['Two mailboxes of one user may misroute mail: finish the migration without delay.'],
  user: 'User',
  products: 'Products',
  groups: 'Groups',
  error: 'Error',
  newUsageLocation: 'New usage location',
  assignedTitle: 'Users who get a license',
  reassignedTitle: 'Users whose license is removed and assigned again',
  byGroupTitle: 'Users licensed through a group, without a mailbox',
  licensing: (user: string) => `Licensing ${user}`,
  restoring: (user: string) => `Taking back the license of ${user}`,
  restoringAll: 'take back the licenses of this run',
  ownersUnknown:
    'Exchange Online is not connected: who has a mailbox cannot be known, and a mailbox goes with its license. Nothing was taken back. Connect Exchange Online, or take the licenses back by hand.',
  usersLicensed: 'Users licensed by this run',
  mailboxes: 'Mailboxes with a new GUID',
  mailboxesUnknown: 'not looked at: Exchange Online is not connected',
  withoutMailbox: 'Licensed users without a mailbox',
  waiting: 'Waiting for mailboxes',
  stillWaiting: (count: number) => `${counted(count, 'mailbox', 'mailboxes')} still to come`,
  noMailbox: (count: number): Problem => ({
    reason: `${counted(count, 'licensed user')} still ${count === 1 ? 'has' : 'have'} no mailbox.`,
    remedy:
      'Exchange Online may need more time: try again later. If it stays, run with licence=assign-and-reassign (group licenses: take the users out of the group and put them back), or diagnose a single user.',
  }),
  notLicensed: (count: number): Problem => ({
    reason: `${counted(count, 'user')} did not get the license.`,
    remedy: 'Look at the error of each user in the list, settle it, and try again: users who have it are left alone.',
  }),
  notLicensedTitle: 'Users without the license they were to get',
  mailArrived: (items: number) =>
    `The mailbox holds ${counted(items, 'item')} already. Removing the license would take the mailbox away with them: decide for this user by hand.`,
  mailboxesLeft: 'Exchange Online mailboxes of these users, which an undo does not remove',
  mailboxesLeftTitle: 'Users who have an Exchange Online mailbox after the undo',
  mailboxesLeftUnknown: 'not known: Exchange Online is not connected',
  /** For what is left to do after an undo. */
  remaining: {
    mailboxes: (count: number) =>
      `${counted(count, 'Exchange Online mailbox', 'Exchange Online mailboxes')} that ${count === 1 ? 'was' : 'were'} created since the change ${count === 1 ? 'was' : 'were'} still there when the undo was verified: an undo removes no mailbox. Assign a license to keep a mailbox, or remove it. Exchange Online deletes a mailbox whose license was removed, recoverable for 30 days.`,
    licensesKept: (count: number) =>
      `${counted(count, 'user')} ${count === 1 ? 'keeps' : 'keep'} the license that this run assigned: without it, Exchange Online would delete the mailbox that is kept. Remove it once the mailbox is not needed.`,
    unknown:
      'Find out which users of this run have an Exchange Online mailbox: an undo removes no mailbox, and Exchange Online was not connected.',
  },
  usersRestored: 'Users with the licenses they had before',
  licensesKept: 'Users who keep the license of this run, because their Exchange Online mailbox is kept',
  notRestored: (count: number): Problem => ({
    reason: `${counted(count, 'user')} ${count === 1 ? 'has' : 'have'} other licenses than before.`,
    remedy: 'Try the undo again, or put the licenses back by hand; the captured state is in the journal.',
  }),
} as const;

const effectWords: Readonly<Record<WaitingChange['effect'], string>> = {
  goes: 'lose',
  comes: 'get',
  differs: 'get another value of',
};
/** More names than this are counted, not listed. */
const mostNames = 4;

/** One sentence for the attributes that the same thing happens to for as many users of one kind. */
function waitingSentences(changes: readonly WaitingChange[]): readonly string[] {
  const alike = Map.groupBy(changes, ({ kind, effect, users }) => `${kind} ${effect} ${String(users)}`);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = group.map(({ attribute }) => attribute);
    const listed = enumeratedUpTo(mostNames, names, (name) => name, 'other attribute');
    const { kind, effect, users } = first;
    return `${recipientKindTexts[kind]}: ${counted(users, 'user')} would ${effectWords[effect]} ${listed}.`;
  });
}

interface RulesBefore {
  readonly unsynchronizedUsers: number;
  readonly failingUsers: number;
  /** Default rules that are no longer as they were, each in a sentence. */
  readonly changed: readonly string[];
}

/** `before`: what a synchronization with these rules would have done before the run, and whether they are those rules. */
function leftUnsynchronized(
  before: RulesBefore,
  { users, failing, changes }: WaitingChanges,
  schedulerIsOn: boolean,
): string {
  return [
    ...before.changed,
    `The rules are back${before.changed.length === 0 ? ' as they were' : ''}. They are not synchronized: ${whyLeft(before)}`,
    ...(failing === 0
      ? []
      : [
          `${counted(failing, 'user')} ${failing === 1 ? 'fails' : 'fail'} to synchronize with these rules: metaverse and Microsoft 365 keep what they hold of ${failing === 1 ? 'this user' : 'these users'} now.`,
        ]),
    users === 0
      ? 'A full synchronization would now change nothing that these rules bring.'
      : `A full synchronization would now change ${counted(users, 'user')} in the metaverse, and with it in Microsoft 365:`,
    ...waitingSentences(changes),
    ...(schedulerIsOn
      ? ['The scheduler is on, as before: users who are changed in AD are synchronized with these rules.']
      : []),
    'If that is wanted, run Start-ADSyncSyncCycle -PolicyType Initial on the server; an undo does it by itself where it is given the option synchronize-on-undo=always.',
  ].join('\n');
}

function whyLeft({ unsynchronizedUsers, failingUsers, changed }: RulesBefore): string {
  if (changed.length > 0) return 'before this run, the server had not been synchronized with them.';
  return unsynchronizedUsers > 0
    ? `before this run, the server had not been synchronized with them either (${counted(unsynchronizedUsers, 'user')} would have been changed), and an undo does not carry out what somebody has left in them.`
    : `before this run, ${counted(failingUsers, 'user')} failed to synchronize with them, and an undo does not bring these errors back.`;
}

export const undoneTexts = {
  resync: {
    title: 'Synchronize the restored rules',
    description:
      'The rules are as they were. Where the server had been synchronized with them before this run, a full synchronization brings metaverse and cloud back too; where it had not, it would carry out what somebody has left in them, and runs only if that was asked for.',
    source: `${article}, step 10, for the restored rules`,
  },
  resyncSummary: 'Start a full synchronization with the restored rules and wait for its end.',
  resyncNotes: [
    'Other Exchange attributes become what the restored rules contribute.',
    'Mailboxes that Exchange Online has created stay. The users who have one are listed under “Before undoing”.',
  ],
  changedSince: (name: string, what: string) =>
    `${name} is no longer as in the backup, as after an upgrade of Microsoft Entra Connect, and was left as it is: ${what}.`,
  leftUnsynchronized,
  neverSynchronized: 'Nothing was synchronized with the changed rules, so there is nothing to bring back.',
  prove: {
    title: 'Prove the original state',
    description:
      'Compares all rules of the server with the backup, field by field. Where they were synchronized, every object in the metaverse and in the Microsoft Entra connector space must hold what they give, and the GUIDs must be back in Exchange Online, which can take hours.',
    source: 'Hybrid Preflight: going back counts when the original was read back',
  },
  neverBackedUp: 'The run has no backup: nothing was changed.',
  proveSummary: (rules: number, synchronized: boolean) =>
    `Compare ${counted(rules, 'rule')} with the backup${synchronized ? ', and every object with its sealed state' : ''}.`,
  rulesEqual: 'Rules: in the backup, on the server',
  rulesDiffering: 'Rules that differ from the backup',
  ruleRecreated: 'Default rule that an upgrade re-created with another identifier, taken for the original',
  rulesDiffer: (rules: readonly string[]): Problem => ({
    reason: `Not as in the backup: ${rules.join('; ')}.`,
    remedy: 'Try the undo again, or run the re-creation scripts in the run folder under evidence/backup/rules.',
  }),
  notAsComputed: 'Users who do not hold what the rules give',
  differFromComputed: (users: number): Problem => ({
    reason: `${counted(users, 'user')} ${users === 1 ? 'does' : 'do'} not hold what the restored rules give.`,
    remedy: 'Look at the errors of the synchronization, run a full synchronization once more, then try again.',
  }),
  waitsForCloud: 'Exchange Online follows within minutes to hours; it is waited for where it is connected.',
  ruleKept: 'Rule that stays for users with an Exchange Online mailbox',
  guidsKept: 'Of the users with an Exchange Online mailbox: with the mailbox GUID in the metaverse',
  connectorSpace: 'Microsoft Entra connector space',
  entraWithGuid: 'Objects with the mailbox GUID in the Microsoft Entra connector space',
  cloudNotSealed: 'not checked: it was not read before the change',
  waitingForGuids: (count: number) => `${counted(count, 'recipient')} still without the mailbox GUID`,
  cloudGuidsBack: 'Recipients in Exchange Online with the mailbox GUID, without those who have a mailbox',
  mailboxesMade: 'Exchange Online mailboxes that were created since the change',
  cloudMissingTitle: 'Recipients without the mailbox GUID',
  cloudMissing: (count: number): Problem => ({
    reason: `${counted(count, 'recipient')} in Exchange Online ${count === 1 ? 'does' : 'do'} not have the mailbox GUID again.`,
    remedy: 'Exchange Online may need more time: try again later. Check these users for provisioning errors.',
  }),
  unlistedTitle: 'Users who got a mailbox during the undo',
  unlisted: (users: readonly string[]): Problem => ({
    reason: `${counted(users.length, 'user')} got an Exchange Online mailbox during the undo, and the GUID of AD was restored: ${users.slice(0, 10).join(', ')}.`,
    remedy:
      'Convert their on-premises objects to remote mailboxes with the GUID of the Exchange Online mailbox, then try again.',
  }),
  lostMailboxes: (count: number): Problem => ({
    reason: `${counted(count, 'mailbox', 'mailboxes')} from before the change ${count === 1 ? 'is' : 'are'} no longer in Exchange Online.`,
    remedy: 'Check who removed them. A deleted mailbox can be recovered for 30 days.',
  }),
  guidsBack: 'Metaverse objects with the mailbox GUID',
  guidsMissing: (missing: number, changed: number, otherwise: number, gone: number): Problem => ({
    reason: `${counted(missing, 'object')} without the GUID, ${counted(changed, 'object')} with another GUID, ${counted(otherwise, 'object')} changed otherwise, ${counted(gone, 'object')} gone.`,
    remedy: 'Run a full synchronization once more, then try again.',
  }),
} as const;
