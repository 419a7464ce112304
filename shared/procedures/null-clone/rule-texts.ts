import { counted, enumerated } from '../../base/words/counted.ts';
import { article } from '../steps/texts.ts';
import type { Problem } from '../../base/words/problem.ts';

/** Texts of the rule steps of `null-clone`. */

/** What it means when the preview shows GUIDs that would stay. */
export function keepsGuid(users: number): Problem {
  return {
    reason: `For ${counted(users, 'user')} the GUID would stay: on this server, NULL with Apply Once leaves a stored value where it is.`,
    remedy: 'Undo this run and use null-override: AuthoritativeNull without Apply Once clears stored values.',
  };
}

export const cloneTexts = {
  step: {
    title: 'Create the editable copy, disable the original',
    description:
      'Creates an exact copy of each rule with one difference: msExchMailboxGuid becomes the expression NULL, Apply Once, Update. The original is disabled only when the copy has been read back, so that one of the two is always enabled.',
    source: `${article}, steps 4 to 7`,
  },
  summary: (names: readonly string[]) =>
    `Copy ${enumerated(names)} with msExchMailboxGuid = NULL, then disable the original.`,
  copyOf: (name: string) => `copy of ${name}`,
  notes: (untouched: number) => [
    ...(untouched > 0
      ? [
          `${counted(untouched, 'user')} with a mailbox GUID but without mailNickname ${untouched === 1 ? 'is' : 'are'} not concerned: their Exchange attributes do not synchronize at all.`,
        ]
      : []),
    'The copy keeps today’s list of flows: later improvements of the default rule no longer arrive.',
  ],
  notNeeded: 'Nothing is to be copied.',
  alreadyDone: 'The copies are there and the originals are disabled.',
  filledBy: (rival: string): Problem => ({
    reason: `${rival} would fill the value now; it did not when the run began.`,
    remedy: 'Find out who changed it. Undo this run, then start again from the present state.',
  }),
  remedy: 'Try again: what is missing is completed. Or undo: the original is enabled and the copy removed.',
  undoRemedy:
    'Try the undo again. The re-creation script of each rule is in the run folder under evidence/backup/rules.',
} as const;

export const deleteTexts = {
  step: {
    title: 'Delete the original rule',
    description:
      'Removes the disabled default rule, so that its number becomes free for the copy. The alternative is to keep it disabled: choose original=keep-disabled.',
    source: `${article}, step 8; Microsoft Learn, version history of Entra Connect, 2.2.1.0`,
  },
  keptDisabled:
    'The original stays, disabled (original=keep-disabled). An upgrade leaves a disabled default rule disabled, while it re-creates a deleted one and enables it, and the GUIDs come back. The copy stays at its own number.',
  alreadyDone: 'The original is deleted and its copy is enabled.',
  summary: (names: readonly string[]) => `Delete ${enumerated(names)}.`,
  notes: [
    'Users are not affected: the copy is in force.',
    'An upgrade of Microsoft Entra Connect re-creates a deleted default rule and enables it. The NULL of the copy then loses and the mailbox GUIDs come back. With original=keep-disabled that does not happen.',
  ],
  otherContributor: (name: string) => `${name} contributes msExchMailboxGuid on the same connector and object type.`,
  contributorsOf: (objectType: string, connector: string) => `Enabled contributors for ${objectType} on ${connector}`,
  remedy: 'Try again, or undo: the original is re-created from the backup.',
  undoRemedy: 'Try the undo again, or run the re-creation script in the run folder under evidence/backup/rules.',
} as const;

export const swapTexts = {
  step: {
    title: 'Give the copy the original number',
    description:
      'Changes the precedence of each copy to the number its original had. From then on the copy stands exactly where the original stood.',
    source: `${article}, step 9`,
  },
  keptDisabled:
    'The disabled original keeps its number (original=keep-disabled) and two rules cannot share one, so the copy stays where it is. A disabled rule does not take part, so the copy has the same effect there.',
  alreadyDone: 'Each copy has the number of its original.',
  summary: (moves: readonly { readonly name: string; readonly precedence: number }[]) =>
    moves.map(({ name, precedence }) => `Move ${name} to ${precedence}.`).join(' '),
  notes: ['Users are not affected: the scheduler is disabled.'],
  remedy: 'Try again, or undo.',
  undoRemedy: 'Try the undo again.',
} as const;
