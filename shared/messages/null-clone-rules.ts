import { counted, quotedList } from './counted.ts';
import { article } from './null-clone.ts';
import type { Problem } from './problem.ts';

/** Texts of `null-clone` from the backup to the precedence swap. */

export const backupTexts = {
  step: {
    title: 'Back up the configuration',
    description:
      'Exports the whole configuration of the server into the run folder, and each rule of this run also as JSON and as a script that creates it again. Everything that forbids the procedure is checked here, before the first write.',
    source: 'procedures.md, null-clone',
  },
  correctOption: 'Correct the option and start again.',
  summary: (
    rules: number,
    contributors: readonly { readonly name: string; readonly connectorName: string; readonly precedence: number }[],
  ) =>
    `Back up ${counted(rules, 'rule')}; this run is about ${contributors
      .map(({ name, connectorName, precedence }) => `“${name}” on ${connectorName} (precedence ${precedence})`)
      .join(' and ')}.`,
  impact: 'Nothing is changed on the server. Users notice nothing.',
  stagingAcknowledged: 'This is a staging server: what follows changes rules here, but nothing in the cloud.',
  exporting: 'Exporting the configuration',
  readingBack: 'Reading the backup',
  rulesInBackup: 'Rules in the backup, read back from its files',
  rulesOnServer: 'Rules on the server',
  rulesWithScript: 'Rules with a re-creation script',
  differs: (rules: readonly string[]) => `The backup differs from the server: ${rules.join('; ')}.`,
  differsRemedy: 'Somebody may be changing rules at this moment. Make sure that nobody is, then try again.',
} as const;

export const pauseTexts = {
  step: {
    title: 'Stop the scheduler',
    description:
      'Turns the scheduler off and waits until nothing runs. A cycle in the middle of the rule change could clear every Exchange attribute of every user.',
    source: `${article}, step 1; entra-connect.md §4`,
  },
  summary: 'Turn the scheduler off and wait until no connector is busy.',
  scheduler: 'Scheduler',
  impact: [
    'Until the scheduler is started again, changes in AD (new users, password hashes, group memberships) do not reach Microsoft 365.',
    'Staging servers follow this switch. A server must synchronize at least once in 7 days.',
  ],
  alreadyOff: 'The scheduler is off and nothing runs.',
  waiting: 'Waiting until nothing runs',
  stillRunning: (connectors: readonly string[]) =>
    connectors.length === 0 ? 'A cycle is still running' : `Still running: ${connectors.join(', ')}`,
  neverIdle:
    'A cycle is still running after hours. Stop it with Stop-ADSyncSyncCycle, which does no harm, and try again.',
  notSwitched: (enabled: boolean) => `The scheduler is still ${enabled ? 'off' : 'on'}.`,
  notSwitchedRemedy: (enabled: boolean) =>
    `Run Set-ADSyncScheduler -SyncCycleEnabled ${enabled ? '$true' : '$false'} elevated, then try again.`,
} as const;

export const ruleStepTexts = {
  changedMeanwhile: (name: string, what: string): Problem => ({
    reason: `“${name}” has been changed since the backup: ${what}.`,
    remedy: 'Find out who changed it. Undo this run, then start again from the present state.',
  }),
} as const;

export const cloneTexts = {
  step: {
    title: 'Create the editable copy, disable the original',
    description:
      'Creates an exact copy of each rule with one difference: msExchMailboxGuid becomes the expression NULL, Apply Once, Update. The original is disabled only when the copy has been read back, so that one of the two is always enabled.',
    source: `${article}, steps 4 to 7`,
  },
  summary: (names: readonly string[]) =>
    `Copy ${quotedList(names)} with msExchMailboxGuid = NULL, then disable the original.`,
  copyOf: (name: string) => `copy of “${name}”`,
  impact: (objects: number, untouched: number) => [
    `${counted(objects, 'user')} will lose the mailbox GUID in Microsoft 365 with the next full synchronization; until then nothing changes.`,
    ...(untouched > 0
      ? [
          `${counted(untouched, 'user')} with a mailbox GUID but without mailNickname ${untouched === 1 ? 'is' : 'are'} not concerned: their Exchange attributes do not synchronize at all.`,
        ]
      : []),
    'The copy keeps today’s list of flows: later improvements of the default rule no longer arrive.',
  ],
  alreadyDone: 'The copies are there and the originals are disabled.',
  originalMissing: (name: string): Problem => ({
    reason: `The rule “${name}” is no longer there.`,
    remedy: 'Undo this run: it re-creates the rule from the backup. Then assess again.',
  }),
  precedenceTaken: (precedence: number): Problem => ({
    reason: `Another rule has taken the precedence ${precedence} since the backup.`,
    remedy: 'Undo this run and start again: the next free number is taken then.',
  }),
  cloning: (name: string) => `Copying “${name}”`,
  restoring: (name: string) => `Restoring “${name}”`,
  filledBy: (rival: string) => `“${rival}” would fill the value now; it did not when the run began.`,
  flowOf: (name: string) => `Flow to msExchMailboxGuid in “${name}”`,
  precedenceOf: (name: string) => `Precedence of “${name}”`,
  disabledOf: (name: string) => `“${name}” disabled`,
  cloneMissing: (name: string) => `The copy “${name}” is not there.`,
  cloneDiffers: (name: string) => `“${name}” differs from its original in more than the one flow.`,
  precedenceShared: (precedence: number, names: readonly string[]) =>
    `The precedence ${precedence} is shared with ${quotedList(names)}.`,
  originalNotDisabled: (name: string) => `The original “${name}” is not disabled.`,
  remedy: 'Try again: what is missing is completed. Or undo: the original is enabled and the copy removed.',
  undoRemedy: 'Try the undo again. The re-creation script of each rule is in the run folder under backup/rules.',
} as const;

export const deleteTexts = {
  step: {
    title: 'Delete the original rule',
    description:
      'Removes the disabled default rule, so that its number becomes free for the copy. The alternative is to keep it disabled: choose original=keep-disabled.',
    source: `${article}, step 8; entra-connect.md §0.2`,
  },
  keptDisabled:
    'The original stays, disabled (original=keep-disabled). An upgrade leaves a disabled default rule disabled, while it re-creates a deleted one and enables it, and the GUIDs come back. The copy stays at its own number.',
  alreadyDone: 'The original is deleted and its copy is enabled.',
  noStandIn: (name: string): Problem => ({
    reason: `There is no exact, enabled copy in place of “${name}”, or the original is still enabled.`,
    remedy: 'Carry out clone-rule again, then try again.',
  }),
  summary: (names: readonly string[]) => `Delete ${quotedList(names)}.`,
  disabled: 'disabled',
  impact: [
    'Nothing changes for users now: the copy has taken over.',
    'An upgrade of Microsoft Entra Connect re-creates a deleted default rule and enables it. The NULL of the copy then loses and the mailbox GUIDs come back. With original=keep-disabled that does not happen.',
    'Undo re-creates the rule from the backup.',
  ],
  deleting: (name: string) => `Remove-ADSyncRule “${name}”`,
  restoring: (name: string) => `Re-creating “${name}”`,
  stillThere: (name: string) => `“${name}” is still there.`,
  otherContributor: (name: string) => `“${name}” contributes msExchMailboxGuid on the same connector and object type.`,
  presenceOf: (name: string) => `“${name}” present`,
  contributorsOf: (rule: { readonly sourceObjectType: string }) => `Enabled contributors for ${rule.sourceObjectType}`,
  numberTaken: (precedence: number, holder: string) => `The precedence ${precedence} is held by “${holder}”.`,
  remedy: 'Try again, or undo: the original is re-created from the backup.',
  undoRemedy: 'Try the undo again, or run the re-creation script in the run folder under backup/rules.',
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
  noClone: (name: string): Problem => ({
    reason: `The copy “${name}” is not there or not exact.`,
    remedy: 'Carry out clone-rule again, then try again.',
  }),
  numberTaken: (precedence: number, holder: string): Problem => ({
    reason: `The precedence ${precedence} is held by “${holder}”.`,
    remedy: 'Two rules cannot share a number. Delete or move that rule, then try again.',
  }),
  summary: (
    treated: readonly {
      readonly original: { readonly precedence: number };
      readonly clone: { readonly name: string };
    }[],
  ) => treated.map(({ original, clone }) => `Move “${clone.name}” to ${original.precedence}.`).join(' '),
  impact: ['Nothing changes for users now: the scheduler is off.'],
  moving: (name: string, precedence: number) => `Precedence ${precedence} for “${name}”`,
  wrongNumber: (name: string, found: number, expected: number) =>
    `“${name}” stands at ${found} instead of ${expected}.`,
  precedenceOf: (name: string) => `Precedence of “${name}”`,
  sharedNumbers: 'Numbers that several rules share',
  remedy: 'Try again, or undo.',
} as const;
