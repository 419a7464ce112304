import type { Effect, EffectTime } from '../../engine/contract/effect.ts';
import type { Risk, UndoKind } from '../../engine/journal/journal-parts.ts';
import type { StepPlan } from '../../engine/contract/step.ts';
import { counted, enumerated } from '../../base/words/counted.ts';

/**
 * What a step says of itself, in the window, on the command line, in the report and in the change plan: all of it is made
 * from its effects here, so that no two sentences can differ.
 */

/** Undefined: how many is not known, and nobody guesses. */
type Count = number | undefined;

const users = (count: Count) => (count === undefined ? 'Users' : counted(count, 'user'));
const rules = (count: Count) =>
  count === undefined ? 'Synchronization rules' : counted(count, 'synchronization rule');
const verb = (count: Count, one: string, many: string) => (count === 1 ? one : many);

/** `subject`: what an undo takes back, or does not. `stays`: what is left where it does not. */
interface EffectWords {
  readonly text: (count: Count) => string;
  readonly subject: string;
  readonly stays?: (count: Count) => string;
}

const mailboxes = {
  text: (count: Count) =>
    `${count === undefined ? 'Users who hold a license for Exchange Online' : counted(count, 'user')} ${verb(count, 'gets', 'get')} an empty mailbox in Exchange Online, and mail can be delivered to it.`,
  subject: 'mailboxes',
};

const theMailboxes = (count: Count) =>
  count === undefined
    ? 'The mailboxes stay'
    : `${counted(count, 'mailbox', 'mailboxes')} ${verb(count, 'stays', 'stay')}`;

/** Each kind of effect in words. Sources: entra-connect.md §0, §5; graph-exchange.md §0.2. */
export const effectWords = {
  'rules-added': {
    text: (count) => `${rules(count)} ${verb(count, 'is', 'are')} added.`,
    subject: 'synchronization rules',
  },
  'rules-changed': {
    text: (count) => `${rules(count)} ${verb(count, 'is', 'are')} changed.`,
    subject: 'synchronization rules',
  },
  'rules-removed': {
    text: (count) => `${rules(count)} ${verb(count, 'is', 'are')} removed.`,
    subject: 'synchronization rules',
  },
  'scheduler-disabled': { text: () => 'The scheduler is disabled.', subject: 'scheduler' },
  'scheduler-enabled': { text: () => 'The scheduler is enabled.', subject: 'scheduler' },
  'changes-held-back': {
    text: () => 'Changes in AD (new users, password hashes, group memberships) do not reach Microsoft 365.',
    subject: 'changes in AD that wait',
  },
  'full-synchronization': {
    text: () => 'A full synchronization of all connectors runs.',
    subject: 'synchronization',
  },
  'guid-cleared': {
    text: (count) => `${users(count)} ${verb(count, 'loses', 'lose')} the mailbox GUID in Microsoft 365.`,
    subject: 'mailbox GUID',
  },
  'guid-cleared-in-metaverse': {
    text: (count) =>
      `${users(count)} ${verb(count, 'loses', 'lose')} the mailbox GUID in the metaverse of this server.`,
    subject: 'mailbox GUID',
  },
  'guid-returned': {
    text: (count) =>
      `The mailbox GUID${count === undefined ? '' : ` of ${counted(count, 'user')}`} returns to Microsoft 365.`,
    subject: 'mailbox GUID',
  },
  'guid-returned-in-metaverse': {
    text: (count) =>
      `The mailbox GUID${count === undefined ? '' : ` of ${counted(count, 'user')}`} returns to the metaverse of this server.`,
    subject: 'mailbox GUID',
  },
  'attributes-returned': {
    text: (count) => `${users(count)} ${verb(count, 'gets', 'get')} lost Exchange attributes back.`,
    subject: 'Exchange attributes',
  },
  'attributes-changed': {
    text: (count) => `Other Exchange attributes${count === undefined ? '' : ` of ${counted(count, 'user')}`} change.`,
    subject: 'Exchange attributes',
  },
  'mailboxes-created': { ...mailboxes, stays: (count) => `${theMailboxes(count)}.` },
  'mailboxes-licensed': {
    ...mailboxes,
    stays: (count) =>
      `${theMailboxes(count)} until Exchange Online deletes those whose license was removed, recoverable for 30 days.`,
  },
  'licenses-assigned': {
    text: (count) => `${users(count)} ${verb(count, 'gets', 'get')} a license, which costs one each.`,
    subject: 'licenses',
  },
  'licenses-reassigned': {
    text: (count) =>
      `The license of ${count === undefined ? 'users' : counted(count, 'user')} is removed and assigned again; every service of that product is interrupted for a moment.`,
    subject: 'licenses',
  },
  'usage-locations-set': {
    text: (count) => `${users(count)} ${verb(count, 'gets', 'get')} a usage location.`,
    subject: 'usage locations',
  },
  'mailbox-access-lost': {
    text: (count) =>
      `${count === undefined ? 'Users who have an Exchange Online mailbox' : counted(count, 'user')} ${verb(count, 'loses', 'lose')} access to the Exchange Online mailbox, because the GUID of AD returns.`,
    subject: 'access to the mailbox',
    stays: () => 'Access to the mailbox is not restored.',
  },
} as const satisfies Readonly<Record<string, EffectWords>>;
export type EffectKind = keyof typeof effectWords;

export const effectSystemWords = {
  'entra-connect': 'Entra Connect server',
  metaverse: 'Metaverse',
  'entra-id': 'Microsoft Entra ID',
  licenses: 'Licenses',
  'exchange-online': 'Exchange Online',
  'microsoft-365': 'Microsoft Entra ID and Exchange Online',
} as const;
export type EffectSystem = keyof typeof effectSystemWords;

export const effectTimeWords: Readonly<Record<EffectTime, string>> = {
  now: 'Now',
  'until-scheduler': 'Until the scheduler is enabled again',
  'next-synchronization': 'With the next full synchronization',
  'after-synchronization': 'When the change has reached Exchange Online',
  'after-license': 'When Exchange Online has followed the license',
};

const riskWords: Readonly<Record<Risk, string>> = {
  none: 'Read-only',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  destructive: 'Destructive: cannot be undone',
};

/** What a step says that has no effect, and all that it says. */
export const onlyReads = 'Only reads.';

const undoWords = {
  nothingRead: 'Nothing to undo: the step only reads.',
  nothingLeft: 'Nothing to undo: nothing of it lasts.',
  partOfUndo: 'Not by this run: the step is part of an undo. Start the procedure again instead.',
  impossible: 'Cannot be undone.',
  completely: 'Completely.',
  partly: (back: readonly string[], left: readonly string[]) =>
    `Partly: ${enumerated([...back.map((one) => `${one} yes`), ...left.map((one) => `${one} no`)])}.`,
  no: 'No.',
  notUndone: (left: readonly string[]) => `Not undone: ${enumerated(left)}.`,
  restores: 'The state before is saved first, restored, and read back.',
  byOtherSteps: 'By undoing the steps before it and synchronizing again.',
} as const;

/** What a step does, line by line; one that does nothing says that it only reads, and nothing else. */
export function impactOf({ effects, notes }: Pick<StepPlan, 'effects' | 'notes'>): readonly string[] {
  return effects.length === 0 ? [onlyReads] : [...effects.map(effectLine), ...notes];
}

/** An effect with its time, where that is not now. */
function effectLine({ when, text }: Effect): string {
  return when === 'now' ? text : `${effectTimeWords[when]}: ${text}`;
}

/** How far a step can be undone, and what stays. */
export function undoSentence(effects: readonly Effect[], kind: UndoKind): string {
  const [back, left] = [subjectsOf(effects, 'wholly'), subjectsOf(effects, 'not')];
  const stays = [...new Set(effects.flatMap((one) => (one.undo === 'not' ? (one.stays ?? []) : [])))];
  if (kind === 'impossible') return [undoWords.impossible, ...stays].join(' ');
  if (effects.length === 0) return undoWords.nothingRead;
  if (back.length + left.length === 0) return undoWords.nothingLeft;
  if (kind === 'part-of-undo') return undoWords.partOfUndo;
  if (back.length === 0) return [undoWords.no, ...stays].join(' ');
  const way = kind === 'by-other-steps' ? undoWords.byOtherSteps : undoWords.restores;
  return left.length === 0 ? `${undoWords.completely} ${way}` : [undoWords.partly(back, left), ...stays, way].join(' ');
}

/** What the report says of a step that has been undone: how many of what stays was read is told by its evidence. */
export function undoneSentence(effects: readonly Effect[], kind: UndoKind): string {
  const left = notUndone(effects);
  const done = left.length > 0 && kind === 'restores' ? undoneWords.inPart : undoneWords[kind];
  return left.length === 0 ? done : `${done} ${undoWords.notUndone(left)}`;
}

/** What no undo takes back, for a whole run; undefined: there is nothing. */
export function notUndoneSentence(effects: readonly Effect[]): string | undefined {
  const left = notUndone(effects);
  return left.length === 0 ? undefined : undoWords.notUndone(left);
}

function notUndone(effects: readonly Effect[]): readonly string[] {
  return subjectsOf(effects, 'not');
}

const undoneWords = {
  restores: 'The original state was read back.',
  'changes-nothing': 'It had changed nothing.',
  'part-of-undo': 'It belongs to the undo itself.',
  'by-other-steps': 'Its effect is taken back by undoing the other steps and by what follows them.',
  impossible: 'It could not be undone.',
  inPart: 'What can be undone was read back.',
} satisfies Record<UndoKind | 'inPart', string>;

function subjectsOf(effects: readonly Effect[], extent: Effect['undo']): readonly string[] {
  return [...new Set(effects.filter(({ undo }) => undo === extent).map(({ subject }) => subject))];
}

/** A step that would only read now risks nothing, whatever it could do. A risk of a later version is kept as it stands. */
export function riskWordOf({ risk, effects }: { readonly risk: string; readonly effects: readonly Effect[] }): string {
  if (effects.length === 0 && risk !== 'destructive') return riskWords.none;
  return Object.entries(riskWords).find(([name]) => name === risk)?.[1] ?? risk;
}
