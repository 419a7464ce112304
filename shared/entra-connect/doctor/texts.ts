import { assertNever } from '../../base/assert-never.ts';
import type { Actor, RecipeState, Writing } from './diagnosis.ts';
import type { CertainFate } from './place-effect.ts';
import { counted, enumerated, quotedList } from '../../base/words/counted.ts';

/** What the doctor says of each state: its name, what was found, and what to do. */
interface DiagnosisTexts {
  readonly title: string;
  readonly detail: (found: FoundNames) => string;
  readonly remedy: string;
}

/** What a diagnosis is about, by the names a person knows. */
interface FoundNames {
  /** `user of fabrikam.com`; empty: the whole server. */
  readonly place: string;
  readonly rules: readonly string[];
  readonly missing: readonly string[];
  readonly writing: Writing | undefined;
}

const repair = 'repair-recipe brings it into a state that works and survives upgrades.';
const restore = 'restore-default puts the out-of-box rules back; it says beforehand whom that would harm.';
const adoptOrRestore =
  'Keep it as it is and go on to the licences, or go back with restore-default once the migration is over.';

export const diagnosisTexts: Readonly<Record<RecipeState, DiagnosisTexts>> = {
  'finished-recipe': {
    title: 'The recipe was carried out to the end',
    detail: ({ place, rules }) =>
      `${place}: the default rule is gone, ${quotedList(rules.slice(0, 1))} stands in its place and contributes no GUID.`,
    remedy: `${adoptOrRestore} Beware of upgrades of Microsoft Entra Connect: they create the deleted rule again, enabled, and the GUID comes back without a word.`,
  },
  'parked-copy': {
    title: 'The recipe was applied, and the copy stands at its waiting number',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules.slice(1))} is disabled, ${quotedList(rules.slice(0, 1))} takes its place from a high number and contributes no GUID. A disabled default rule survives upgrades.`,
    remedy: adoptOrRestore,
  },
  'kept-original': {
    title: 'The recipe was applied, and the original kept disabled',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules.slice(1))} is disabled, ${quotedList(rules.slice(0, 1))} takes its place and contributes no GUID. A disabled default rule survives upgrades.`,
    remedy: adoptOrRestore,
  },
  'copy-beside-original': {
    title: 'The recipe was begun and left',
    detail: ({ place, rules }) =>
      `${place}: the copy ${quotedList(rules.slice(0, 1))} contributes nothing, but ${quotedList(rules.slice(1))} was never disabled and goes on giving the GUID: the copy has no effect.`,
    remedy: `${repair} An override takes the place of the copy and excludes remote mailboxes. Or go back with restore-default, which only removes the copy.`,
  },
  'recreated-default': {
    title: 'An upgrade has undone the recipe',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules.slice(0, 1))} stood in the place of the deleted default rule; ${quotedList(rules.slice(1))} is there again, enabled, and gives the GUID. NULL means “nothing to contribute”, so the value of the default rule is taken.`,
    remedy: `${repair} An override takes the place of the copy: the next upgrade leaves it alone, and it excludes remote mailboxes.`,
  },
  'deleted-default': {
    title: 'A default rule was deleted, and nothing stands in its place',
    detail: ({ place }) =>
      `${place}: no rule brings in Exchange attributes any more – neither the GUID nor addresses, aliases and delivery settings.`,
    remedy: `${restore} Do not let a full synchronization run before: it takes all Exchange attributes of these users out of the cloud.`,
  },
  'disabled-default': {
    title: 'A default rule is disabled, and nothing stands in its place',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules)} is disabled: neither the GUID nor addresses, aliases and delivery settings synchronize. In a forest without mailboxes that is on purpose.`,
    remedy: restore,
  },
  'edited-default': {
    title: 'A default rule was edited in place',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules)} is not what Microsoft ships. An upgrade may put it back or stumble over it, and the change is gone or the upgrade fails.`,
    remedy: `${repair} It moves what was changed about the GUID into a copy and puts the default rule back, disabled. Or put it back in force with restore-default.`,
  },
  'authoritative-copy': {
    title: 'A copy with AuthoritativeNull is in place',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules)} is asked first, clears the GUID and lets no other rule contribute it. As a full copy it freezes the list of attributes: what Microsoft adds to the default rule later does not arrive.`,
    remedy: adoptOrRestore,
  },
  override: {
    title: 'The documented override is in place',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules)} clears the GUID with AuthoritativeNull before any other rule is asked; the default rule is untouched. Upgrades leave it alone.`,
    remedy: 'Leave it as it is. To go back after the migration, remove it with restore-default.',
  },
  'override-too-late': {
    title: 'An override is asked too late',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules.slice(0, 1))} would clear the GUID, but ${quotedList(rules.slice(1))} has a lower number and gives the value first.`,
    remedy: `${repair} It gives the override a lower precedence value than the rules that contribute the GUID, and excludes remote mailboxes.`,
  },
  'losing-copy': {
    title: 'The copy loses to another rule',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules.slice(0, 1))} contributes nothing, and ${rules.length > 1 ? quotedList(rules.slice(1)) : 'another rule'} fills the GUID instead.`,
    remedy: `${repair} It adds an override that applies first and excludes remote mailboxes, so that no other rule contributes.`,
  },
  'copy-for-some': {
    title: 'A copy removes the GUID of some users only',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules)} is a copy of the default rule whose scope or expression removes the GUID of some users. The GUID of the other users still reaches Microsoft Entra ID.`,
    remedy:
      'If the other users are to be migrated too, change the expression or the scope of the copy in the Synchronization Rules Editor, and run a full synchronization. Otherwise, leave it unchanged.',
  },
  'override-for-some': {
    title: 'An override covers some users only',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules)} clears the GUID with AuthoritativeNull, but not for all users: its scope or its expression leaves some of them out.`,
    remedy:
      'If the other users are to be migrated too, resume the run that added the rule, or extend its scope or expression in the Synchronization Rules Editor. Do not add a second rule beside it. If it keeps the GUID of particular users out on purpose, leave it unchanged.',
  },
  'mistaken-literal': {
    title: 'A literal was written as text',
    detail: ({ place, rules, writing }) => `${inPlace(place)}${quotedList(rules)} contributes ${mistakenText(writing)}`,
    remedy: `${repair} It writes the literal as an expression. By hand: select the flow type Expression and enter the literal without quotation marks.`,
  },
  'null-without-effect': {
    title: 'A rule with NULL has no effect',
    detail: ({ place, rules, writing }) =>
      `${inPlace(place)}${quotedList(rules)} has no effect: ${nothingText(writing)} means “nothing to contribute”, so the value of the next rule is taken. To clear the GUID, the rule needs AuthoritativeNull.`,
    remedy: `${repair} It changes the literal to AuthoritativeNull. Or remove the rule, and use null-override or null-clone.`,
  },
  'merge-conflict': {
    title: 'Rules with different merge types contribute the GUID',
    detail: ({ place, rules }) =>
      `${inPlace(place)}${quotedList(rules)} flow the GUID with different merge types. All rules in scope must use the same one; otherwise, the object fails to synchronize.`,
    remedy: `${repair} It sets the merge type Update, which the default rules use.`,
  },
  'failing-flow': {
    title: 'Users fail to synchronize',
    detail: ({ place, writing }) => `${inPlace(place)}${writing?.kind === 'refused' ? writing.reason : ''}`,
    remedy:
      'Correct or disable the rule in the Synchronization Rules Editor, and assess again. Do not change other rules before these users synchronize.',
  },
  'edited-outbound': {
    title: 'The default outbound rule was edited in place',
    detail: ({ rules }) =>
      `${quotedList(rules)} is not the default rule: its flow of the GUID was changed. An upgrade may restore it, and the change is lost.`,
    remedy: `${restore} Then clear the GUID with null-override or null-clone.`,
  },
  'outbound-override': {
    title: 'An override on the way out is in place',
    detail: ({ rules }) =>
      `${quotedList(rules)} clears the GUID on the way to Microsoft Entra ID with AuthoritativeNull. The metaverse still has the GUID, so this rule must stay in place.`,
    remedy:
      'Leave it unchanged and continue with the licenses. To go back after the migration, remove it with restore-default.',
  },
  'outbound-for-some': {
    title: 'An override on the way out covers some users only',
    detail: ({ rules }) =>
      `${quotedList(rules)} clears the GUID on the way to Microsoft Entra ID, but not for all users: its scope or its expression leaves some of them out.`,
    remedy:
      'If the other users are to be migrated too, extend the scope or the expression of the rule in the Synchronization Rules Editor. Otherwise, leave it unchanged.',
  },
  'outbound-too-late': {
    title: 'An override on the way out has no effect',
    detail: ({ rules }) =>
      `${quotedList(rules)} would clear the GUID on the way to Microsoft Entra ID, but a rule with a lower precedence value contributes it first.`,
    remedy: `${repair} It moves the rule before the rules that contribute the GUID.`,
  },
  'override-for-no-user': {
    title: 'An override is about no user',
    detail: ({ rules }) =>
      `${quotedList(rules)} is meant to clear the GUID, but applies to objects that are no users: it changes nothing for any user with a mailbox.`,
    remedy:
      'Remove the rule or correct its object type in the Synchronization Rules Editor. To clear the GUID of users, use null-override or null-clone.',
  },
  'shared-precedence': {
    title: 'Rules share a precedence value, without effect on the GUID',
    detail: ({ rules }) =>
      `${quotedList(rules)} have the same precedence value. The GUID is not affected: they do not both contribute it to the same objects.`,
    remedy: 'Give the custom rule a precedence value of its own in the Synchronization Rules Editor.',
  },
  'incomplete-copy': {
    title: 'A copy lacks attributes',
    detail: ({ place, rules, missing }) =>
      `${place}: ${quotedList(rules)} lacks ${counted(missing.length, 'attribute')} of the default rule: ${missing.slice(0, 12).join(', ')}${missing.length > 12 ? ', …' : ''}. They have disappeared from the cloud, or will with the next full synchronization.`,
    remedy: `${repair} It adds the missing attributes to the copy.`,
  },
  'several-copies': {
    title: 'There are several copies',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules)} are copies of the same default rule. Who removes or enables one of them in good faith changes what reaches the cloud.`,
    remedy: `${repair} It keeps the copy that decides and removes the others.`,
  },
  'foreign-copy': {
    title: 'A copy brings the GUID in',
    detail: ({ place, rules }) =>
      `${place}: ${quotedList(rules)} is a copy of the default rule that still contributes the GUID. It was made for something else.`,
    remedy:
      'Find out what it is for. null-override clears the GUID without touching it; restore-default removes it and puts the default rule back.',
  },
  'forgotten-forest': {
    title: 'Another forest was forgotten',
    detail: ({ place, rules }) =>
      `${place}: the GUID was taken out of another forest, but here ${quotedList(rules)} goes on giving it.`,
    remedy: `${repair} It treats this forest as well. If these users are not to be migrated, leave it.`,
  },
  'forgotten-inetorgperson': {
    title: 'A type of users was forgotten',
    detail: ({ place, rules }) =>
      `${place}: the GUID was taken out for another type of users of this forest, but here ${quotedList(rules)} goes on giving it.`,
    remedy: `${repair} It treats this type as well. If these users are not to be migrated, leave it.`,
  },
  'attribute-filter': {
    title: 'The GUID is excluded by app and attribute filtering',
    detail: () =>
      'The Microsoft Entra Connect wizard takes the GUID out of what is exported. The values that the cloud holds already stay there, and with them “no mailbox”.',
    remedy:
      'Take msExchMailboxGuid back into the filter with the wizard (Customize synchronization options), then clear it with null-override or null-clone: only a rule that yields null removes values from the cloud.',
  },
  'outbound-removed': {
    title: 'No rule exports the GUID',
    detail: () =>
      'No enabled outbound rule flows msExchMailboxGuid to Microsoft Entra ID. The values that the cloud holds already stay there, and no change of inbound rules reaches them.',
    remedy: `${restore} Then clear the GUID with null-override or null-clone.`,
  },
  'precedence-collision': {
    title: 'Rules share a number',
    detail: ({ rules }) =>
      `${quotedList(rules)} have the same precedence: which of them wins the GUID is not defined, and may change.`,
    remedy: `${repair} It gives the custom rule a number of its own.`,
  },
  'shared-name': {
    title: 'Rules share a name',
    detail: ({ rules }) =>
      `Two rules of one connector are called ${quotedList(rules.slice(0, 1))}: easy to take for one another.`,
    remedy: 'Tell them apart by their identifiers; give the copy a name of its own when you have settled the rest.',
  },
  'scheduler-left-off': {
    title: 'The scheduler was left off',
    detail: () =>
      'Rules were changed, and the scheduler is still off: nothing synchronizes, and after seven days the server is out of date.',
    remedy:
      'When the rules are as they should be, turn it on: Set-ADSyncScheduler -SyncCycleEnabled $true. A run of this product leaves it as it found it.',
  },
};

/** What to do, where it hangs on what acts on the state. */
export function remedyOf(state: RecipeState, actor: Actor): string {
  const isForgotten = state === 'forgotten-forest' || state === 'forgotten-inetorgperson';
  return isForgotten && actor === 'null-override' ? forgottenByOverride : diagnosisTexts[state].remedy;
}

const forgottenByOverride =
  'null-override adds the same rule for these users. If they are not to be migrated, leave it.';

/** Outbound rules belong to no place. */
function inPlace(place: string): string {
  return place === '' ? '' : `${place}: `;
}

function mistakenText(writing: Writing | undefined): string {
  if (writing?.kind !== 'mistaken') return 'a text, not a literal.';
  const { text, written, meant } = writing.literal;
  const end =
    text.trim() === ''
      ? 'an empty text contributes nothing, as far as it is known.'
      : 'the attribute cannot hold a text.';
  switch (written) {
    case 'constant':
      return `${text.trim() === '' ? 'an empty constant' : `the constant “${text}”`}, not the literal ${meant}: a constant is taken as text, and ${end}`;
    case 'quoted':
      return `${text.trim() === '' ? 'an empty text' : `the text “${text}” in quotation marks`}, not the literal ${meant}: ${end}`;
    case 'misspelled':
      return `“${text}”, not the literal ${meant}: the names of literals are case-sensitive.`;
    default:
      return assertNever(written);
  }
}

function nothingText(writing: Writing | undefined): string {
  if (writing?.kind !== 'nothing') return 'NULL';
  switch (writing.value) {
    case 'NULL':
    case 'IgnoreThisFlow':
      return writing.value;
    case 'empty-text':
      return 'an empty text';
    case 'conditional':
      return 'an expression without a value in any branch';
    default:
      return assertNever(writing.value);
  }
}

export const doctorTexts = {
  place: (objectType: string, connector: string) => `${objectType} of ${connector}`,
  effectTitle: 'What the rules do to the mailbox GUID',
  effect: (lines: readonly string[]) => lines.join(' '),
  effectOf: (place: string, fates: readonly CertainFate[], uncertain: boolean) =>
    `${place}: ${fatesText(fates)}${uncertain ? ` ${uncertainText}` : ''}`,
  effectRemedy: 'The findings below say where it comes from and what to do.',
  unknownRemedy: 'Preview single users before you change rules: see the findings about expressions.',
  noUsers: 'No rule is about users with mailboxes.',
  kind: (recipient: string, conditions: string, fates: readonly CertainFate[]) =>
    `${recipient}${conditions}: ${fatesText(fates)}`,
  byRules: (names: readonly string[]) => (names.length === 0 ? ', no rule applies' : `, by ${quotedList(names)}`),
  /** `atMost`: a scope may leave out some of them. */
  concerned: ({ users, atMost }: { readonly users: number; readonly atMost: boolean }) =>
    users === 0
      ? 'At present it concerns 0 users: no object there has a mailbox GUID that synchronizes.'
      : atMost
        ? `It concerns up to ${counted(users, 'user')}: so many have a mailbox GUID that synchronizes there, and the scope of the rule may leave out some of them.`
        : `It concerns ${counted(users, 'user')}: so many have a mailbox GUID that synchronizes there.`,
  concernedUnknown: 'How many users it concerns is not known: an export holds no users.',
  concernedUnread: (why: string) => `How many users it concerns is not known: ${why}`,
  nextSynchronizationTitle: 'Full synchronization not run yet',
  nextSynchronization: (lose: number, getBack: number, uncertain: boolean) =>
    [
      ...(lose === 0 ? [] : [losesNext(lose)]),
      ...(getBack === 0 ? [] : [getsBackNext(getBack)]),
      ...(uncertain ? [uncertainText] : []),
    ].join(' '),
  synchronizeNow:
    'Check who these users are. Then enable the scheduler if it is disabled, and run a full synchronization: Start-ADSyncSyncCycle -PolicyType Initial. Assess again afterward.',
  doNotSynchronize:
    'Do not run a full synchronization before the findings about the rules are resolved. A procedure that changes the rules runs one after its change.',
  repairForbidden: (why: string) => `repair-recipe cannot repair it: ${why}`,
  restoreInstead: 'Run restore-default, then assess again.',
  restoreForRemote: (users: number) =>
    `Run restore-default, then null-override, which excludes remote mailboxes. Otherwise, ${counted(users, 'user')} with a remote mailbox ${users === 1 ? 'loses' : 'lose'} the mailbox GUID in Microsoft 365 too.`,
  leftovers: (titles: readonly string[]) => `${enumerated(titles)}.`,
  ruleWithNumber: (name: string, precedence: number, disabled: boolean) =>
    `${name} (${precedence}${disabled ? ', disabled' : ''})`,
} as const;

/** What the next full synchronization does with the rules that there are. */
export function losesNext(count: number): string {
  return `${counted(count, 'user')} ${count === 1 ? 'loses' : 'lose'} the mailbox GUID in Microsoft 365 with the next full synchronization: the GUID is still there, and the rules no longer contribute it.`;
}

export function getsBackNext(count: number): string {
  return `${counted(count, 'user')} ${count === 1 ? 'gets' : 'get'} the mailbox GUID back in Microsoft 365 with the next full synchronization: the rules contribute it again.`;
}

const fateTexts: Readonly<Record<CertainFate, string>> = {
  reaches: 'the GUID reaches the cloud.',
  removed: 'the GUID does not reach the cloud; what is there is removed with the next full synchronization.',
  stays: 'no rule manages the GUID in the cloud: what is there stays.',
  fails: 'these users fail to synchronize.',
  unknown: 'what becomes of the GUID cannot be predicted.',
};

const fatesOfSome: Readonly<Record<CertainFate, string>> = {
  reaches: 'for some the GUID reaches the cloud',
  removed: 'for some it does not',
  stays: 'for some what the cloud holds stays',
  fails: 'some users fail to synchronize',
  unknown: 'for some it cannot be predicted',
};

function fatesText(fates: readonly CertainFate[]): string {
  const [only, ...more] = fates;
  if (only !== undefined && more.length === 0) return fateTexts[only];
  return `it is not the same for all users: ${enumerated(fates.map((fate) => fatesOfSome[fate]))}.`;
}

const uncertainText =
  'That rests on field reports: Microsoft says nowhere what Apply Once with NULL does to a stored value. Preview one user.';

/** What the doctor adds to the recommendation. */
export const doctorRecommendation = {
  found: (titles: readonly string[]) => `Somebody has been here before: ${titles.join('; ')}.`,
  repair: 'repair-recipe makes of it a state that works for everybody and lasts, without starting over.',
  restore:
    'restore-default puts the out-of-box rules back, so that you can assess again and choose a path from firm ground.',
  clearsRemote: (users: number) =>
    `It clears the mailbox GUID of ${counted(users, 'user')} with a remote mailbox too. It starts only when the option remote-mailboxes records why.`,
  mayClearRemote:
    'It clears the mailbox GUID of remote mailboxes too. Unknown: whether there are any. If there are, it starts only when the option remote-mailboxes records why.',
  sparesRemote: (users: number) =>
    `Afterwards, null-override excludes the ${counted(users, 'user')} with a remote mailbox, whose mailbox GUID repair-recipe would clear too.`,
  aheadForRemote: (users: number) =>
    `With the next full synchronization, ${counted(users, 'user')} with a remote mailbox ${users === 1 ? 'loses' : 'lose'} the mailbox GUID in Microsoft 365 too. restore-default, followed by null-override, excludes remote mailboxes.`,
  adopted: 'The rules clear the mailbox GUID for all users. No rule has to be changed.',
  orRestore: 'To go back to the out-of-box rules instead, and start over or end the migration.',
  filterFirst: 'Take msExchMailboxGuid back into app and attribute filtering with the wizard first; then assess again.',
} as const;
