import { counted, enumerated, quotedList } from '../../base/words/counted.ts';
import type { Problem } from '../../base/words/problem.ts';
import { ruleOnConnector } from '../../entra-connect/rules/rule-name.ts';

/** Texts that every procedure that changes rules shares, up to the change itself. Sources: procedures.md, entra-connect.md. */

/** Where Solution 1 comes from. */
export const article = 'CodeTwo knowledge base, “Prepare AD sync tools”, Solution 1';

/** Why an option is needed that was not given; `by`: the other option with its value. */
export function optionNeededText(name: string, by: string, description: string): string {
  return `${by} needs the option ${name}. ${description}`;
}

export const ruleChangeOptionTexts = {
  licence:
    'What to do about licenses: leave (no license is touched; users who already have one get their mailbox by themselves, which is proved), assign (give the chosen product to users without a mailbox license), assign-and-reassign (also remove and assign again where a licensed user still has no mailbox). The last two need the option sku.',
  sku: 'Product to assign: its part number (for example ENTERPRISEPACK) or its identifier.',
  usageLocation: 'Two-letter country code for users who have no usage location.',
  acknowledgeStaging: 'yes: work on a staging server although nothing is exported from it.',
  synchronizeOnUndo:
    'Whether an undo ends with a full synchronization: when-proved (only where the server had been synchronized with its rules before this run, as compared beforehand), always (also where it carries into Microsoft 365 for the first time what somebody had left in the rules). It can be chosen again when the run is undone.',
  sampleSize: 'How many users of each kind are previewed and shown one by one, from 1 to 100.',
} as const;

export const stillnessTexts = {
  suspended: {
    reason: 'The scheduler is suspended: the Microsoft Entra Connect wizard is open, or an upgrade is under way.',
    remedy: 'Close the wizard or let the upgrade finish, then try again.',
  },
  running: (connectors: readonly string[]): Problem => ({
    reason:
      connectors.length === 0
        ? 'A synchronization cycle is running.'
        : `A synchronization is running: ${quotedList(connectors)} ${connectors.length === 1 ? 'is' : 'are'} busy.`,
    remedy: 'Wait until it has ended, or stop it with Stop-ADSyncSyncCycle (it does no harm), then try again.',
  }),
  schedulerOn: {
    reason: 'The scheduler is on, so a cycle could start while the rules are half changed.',
    remedy: 'Stop the scheduler (Set-ADSyncScheduler -SyncCycleEnabled $false), then try again.',
  },
} as const;

export const blockerTexts = {
  outdated: (version: string, minimum: string, since: string): Problem => ({
    reason: `Microsoft Entra Connect ${version} is below ${minimum}: nothing synchronizes with such a version since ${since}.`,
    remedy: 'Upgrade Microsoft Entra Connect (the installer is in the Entra admin center), then assess again.',
  }),
  recalled: (version: string): Problem => ({
    reason: `Microsoft has recalled version ${version} of Microsoft Entra Connect.`,
    remedy: 'Replace it by a current version, then assess again.',
  }),
  unknownVersion: (version: string): Problem => ({
    reason: `The version of Microsoft Entra Connect cannot be read: “${version}”.`,
    remedy: 'Check the file version of miiserver.exe, then try again.',
  }),
  staging: {
    reason: 'This server is in staging mode: what is changed here changes nothing in the cloud.',
    remedy:
      'Work on the active server. To rehearse here on purpose, give the option acknowledge-staging=yes; every staging server needs the same rules before it takes over.',
  },
  pendingDeletions: (pending: number, threshold: number | undefined): Problem => ({
    reason:
      `${counted(pending, 'deletion')} ${pending === 1 ? 'waits' : 'wait'} for export to Microsoft Entra ID and would go out with this synchronization` +
      (threshold === undefined ? '.' : `; that is above the deletion threshold of ${counted(threshold, 'object')}.`),
    remedy:
      'This procedure deletes nobody. Find out where the deletions come from (an OU out of scope, deleted accounts) and let them be exported, or prevent them, before you start.',
  }),
  thresholdExceeded: (threshold: number): Problem => ({
    reason: `The last export was stopped because more than ${counted(threshold, 'object')} would have been deleted.`,
    remedy:
      'Find out why so many objects are to be deleted and settle it first; an export must have succeeded before you start.',
  }),
} as const;

export const backupTexts = {
  step: {
    title: 'Back up the configuration',
    description:
      'Exports the whole configuration of the server into the run folder, and each rule of this run also as JSON and as a script that creates it again. Everything that forbids the procedure is checked here, before the first write.',
    source: 'Hybrid Preflight: what is needed to go back is kept before anything is touched',
  },
  correctOption: 'Correct the option and start again.',
  summary: (
    rules: number,
    contributors: readonly { readonly name: string; readonly connectorName: string; readonly precedence: number }[],
  ) =>
    `Back up ${counted(rules, 'rule')}; this run is about ${contributors
      .map(
        ({ name, connectorName, precedence }) => `${ruleOnConnector(name, connectorName)} (precedence ${precedence})`,
      )
      .join(' and ')}.`,
  stagingAcknowledged: 'This is a staging server: what follows changes rules here, but nothing in the cloud.',
  remoteMailboxes: {
    title: 'Remote mailboxes whose mailbox GUID is cleared too',
    columns: ['Distinguished name'],
  },
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
    source: `${article}, step 1`,
  },
  summary: 'Turn the scheduler off and wait until no connector is busy.',
  scheduler: 'Scheduler',
  notes: ['Staging servers follow this switch. A server must synchronize at least once in 7 days.'],
  certificate:
    'This server signs in to Microsoft Entra as an application. Its certificate is renewed by the scheduler, not while that is off.',
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
  /** Names come with their connectors, as `ruleOnConnector` tells them. */
  changedMeanwhile: (name: string, what: string): Problem => ({
    reason: `${name} has been changed since the backup: ${what}.`,
    remedy: 'Find out who changed it. Undo this run, then start again from the present state.',
  }),
  gone: (name: string): Problem => ({
    reason: `The rule ${name} is no longer there.`,
    remedy: 'Undo this run: it re-creates the rule from the backup. Then assess again.',
  }),
  appeared: (name: string): Problem => ({
    reason: `${name} is there although it should not be.`,
    remedy: 'Find out who created it. Undo this run, then start again from the present state.',
  }),
  precedenceTaken: (precedence: number, holder: string): Problem => ({
    reason: `The precedence ${precedence} is held by ${holder}.`,
    remedy:
      'Two rules cannot share a number. Undo this run and start again, so that a free number is taken; or delete or move that rule, then try again.',
  }),
  gap: (attributes: number, objectType: string): Problem => ({
    reason: `For a moment no enabled rule would flow ${counted(attributes, 'attribute')} of ${objectType} objects: a synchronization at that moment would clear them.`,
    remedy: 'Undo this run and assess again: the rules are not as they were when it was planned.',
  }),
  notYet: (step: string): Problem => ({
    reason: `The step ${step} has not been carried out completely.`,
    remedy: `Carry out ${step} again, then try again.`,
  }),
  creating: (name: string) => `Add-ADSyncRule ${name}`,
  changing: (name: string) => `Add-ADSyncRule ${name} (change)`,
  removing: (name: string) => `Remove-ADSyncRule ${name}`,
  present: (name: string) => `${name}: present`,
  field: (name: string, field: string) => `${name}: ${field}`,
  flowField: (attribute: string) => `flow to ${attribute}`,
  scopeField: 'scope',
  everyObject: 'every object',
  conditionally: (scope: string, expression: string) => `${scope}, only where ${expression} yields AuthoritativeNull`,
  enabled: 'enabled',
  disabled: 'disabled',
  sharedNumbers: 'Numbers that several rules share',
  recreated: (names: readonly string[]): Problem => ({
    reason: `${enumerated(names)} ${names.length === 1 ? 'is' : 'are'} there again, although this run has deleted ${names.length === 1 ? 'it' : 'them'}: an upgrade of Microsoft Entra Connect re-creates deleted default rules and enables them.`,
    remedy:
      'Undo this run: it takes the re-created rule for the original. Then assess again, and choose null-override, or original=keep-disabled, which upgrades leave alone.',
  }),
  changedSince: (name: string) => `${name}: no longer as in the backup, as after an upgrade; left as it is`,
  notThere: (name: string) => `${name}: not there.`,
  stillThere: (name: string) => `${name}: still there.`,
  differs: (name: string, what: string) => `${name}: ${what}.`,
  shared: (precedence: number, names: readonly string[]) =>
    `The precedence ${precedence} is shared by ${enumerated(names)}.`,
} as const;

/** Before an undo: what its rules are laid beside, and what then forbids it. */
export const undoObstacleTexts = {
  scheduler: (enabled: boolean) => `The scheduler is ${enabled ? 'on' : 'off'}.`,
  alreadyUndone: (scheduler: string): Problem => ({
    reason: `The rules of this run are already back: on this server they are as they were before it. Nothing was written. ${scheduler}`,
    remedy:
      'The run was undone from another copy of this folder, or somebody restored the rules: keep the folder in which the undo is recorded. Licenses that this run assigned can still be taken back with undo --to licence; users who have a mailbox in Exchange Online keep theirs. If the scheduler is off and nobody needs it off, run Set-ADSyncScheduler -SyncCycleEnabled $true elevated.',
  }),
  numberTaken: (rule: string, precedence: number, holder: string, scheduler: string): Problem => ({
    reason: `The undo restores ${rule} to precedence ${precedence}, which ${holder} holds by now. Nothing was written. ${scheduler}`,
    remedy: `Find out who created ${holder}, give it a free precedence or delete it, then undo again.`,
  }),
} as const;
