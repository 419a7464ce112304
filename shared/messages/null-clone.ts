import { counted, quotedList } from './counted.ts';

/** Texts of the procedure `null-clone`: one object per step. Sources: procedures.md, entra-connect.md. */

const article = 'CodeTwo knowledge base, “Prepare AD sync tools”, Solution 1';

export const nullCloneTitle = 'Set msExchMailboxGuid to NULL with a clone of the default rule';

export const nullCloneOptionTexts = {
  contributors:
    'Rules to treat: a comma-separated list of rule identifiers, or auto: every enabled default rule that flows msExchMailboxGuid and has objects to flow it for.',
  original:
    'What becomes of the default rule: delete (as in the articles: the copy gets its number) or keep-disabled (safer against upgrades: a deleted default rule is re-created and enabled by an upgrade, a disabled one stays disabled).',
  licence:
    'What to do about licenses: leave (no license is touched; users who already have one get their mailbox by themselves, which is proved), assign (give the chosen product to users without a mailbox license), assign-and-reassign (also remove and assign again where a licensed user still has no mailbox). The last two need the option sku.',
  sku: 'Product to assign: its part number (for example ENTERPRISEPACK) or its identifier.',
  usageLocation: 'Two-letter country code for users who have no usage location.',
  acknowledgeStaging: 'yes: work on a staging server although nothing is exported from it.',
  sampleSize: 'How many users of each kind are previewed and shown one by one, from 1 to 100.',
} as const;

interface Problem {
  readonly reason: string;
  readonly remedy: string;
}

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

export const selectionTexts = {
  noRule: {
    reason: 'No rule flows msExchMailboxGuid from AD.',
    remedy:
      'Either AD has no Exchange schema, or the schema was extended after installation (refresh the directory schema in the Microsoft Entra Connect wizard), or “In from AD - User Exchange” was renamed or deleted: an upgrade of Microsoft Entra Connect re-creates deleted default rules.',
  },
  disabledDefault: (name: string): Problem => ({
    reason: `The default rule “${name}” is disabled and nothing takes its place: none of its Exchange attributes synchronize now.`,
    remedy:
      'If that is on purpose (another forest holds the mailboxes), there is nothing to do for this connector. Otherwise enable the rule, run a full synchronization, and assess again.',
  }),
  unknownRule: (id: string): Problem => ({
    reason: `There is no inbound rule ${id} that flows msExchMailboxGuid on this server.`,
    remedy: 'Take the identifiers from the assessment of this server: they differ from server to server.',
  }),
  disabledRule: (name: string): Problem => ({
    reason: `The rule “${name}” is disabled, so it contributes nothing.`,
    remedy: 'Leave it out, or enable it and assess again.',
  }),
  flowsNothing: (name: string): Problem => ({
    reason: `The rule “${name}” contributes no value to msExchMailboxGuid already.`,
    remedy: 'Leave it out of the option contributors.',
  }),
  modifiedDefault: (name: string): Problem => ({
    reason: `The default rule “${name}” was modified: a copy would carry the modification on.`,
    remedy:
      'Find out what was changed and why. Put the rule back to its default (remove the change, or delete the rule and repair the installation), or move the change into a rule of its own below 100; then assess again. null-override works without copying it.',
  }),
  leftoverClone: (name: string): Problem => ({
    reason: `“${name}” is itself a copy made by the editor.`,
    remedy: 'Restore the default rule first: enable it, remove the copy, run a full synchronization, and assess again.',
  }),
  halfAppliedRecipe: (clone: string, original: string, precedence: number): Problem => ({
    reason: `The recipe was applied by half before: “${clone}” stands at ${precedence} with NULL and the default rule “${original}” is disabled.`,
    remedy: `Revert it: enable “${original}”, then remove “${clone}”, with the scheduler off. Then assess again and start over. If the GUIDs are gone as wanted, keeping it is possible too: a disabled default rule survives upgrades.`,
  }),
  finishedRecipe: (clone: string, original: string, precedence: number): Problem => ({
    reason: `The recipe was applied before: “${clone}” stands at ${precedence} with NULL and the default rule “${original}” is deleted.`,
    remedy: `Nothing needs to be changed if it works; an upgrade re-creates “${original}” enabled and the GUIDs come back. To start over, restore the default rule (repair or upgrade Microsoft Entra Connect), remove “${clone}”, and assess again.`,
  }),
  uselessClone: (clone: string, original: string): Problem => ({
    reason: `“${clone}” contributes NULL, but the default rule “${original}” is enabled and gives the GUID: the copy has no effect.`,
    remedy: `An upgrade may have re-created the default rule. Remove “${clone}” with the scheduler off, then assess again.`,
  }),
  foreignClone: (clone: string): Problem => ({
    reason: `“${clone}” is a copy of a default rule that flows msExchMailboxGuid.`,
    remedy:
      'Find out what it is for. Restore the default rule and remove the copy, then assess again; or use null-override.',
  }),
  overrideInPlace: (name: string): Problem => ({
    reason: `“${name}” clears msExchMailboxGuid with AuthoritativeNull already: the documented way is in place.`,
    remedy:
      'Leave it as it is. If the GUIDs are still there, run a full synchronization and look at the scope of that rule.',
  }),
  otherContributor: (rule: string, rival: string, precedence: number): Problem => ({
    reason: `“${rival}” (precedence ${precedence}) also gives msExchMailboxGuid: NULL in a copy of “${rule}” means “nothing to contribute”, so its value would be taken instead.`,
    remedy:
      'Treat that rule too (option contributors), or disable its flow, or use null-override: AuthoritativeNull lets no other rule contribute.',
  }),
} as const;

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

export const beforeTexts = {
  readingConnectorSpace: (name: string) => `Reading the connector space of ${name}`,
  readingMetaverse: (name: string) => `Reading the metaverse through ${name}`,
  readingCloud: 'Reading the recipients of Exchange Online',
} as const;

export const previewTexts = {
  step: {
    title: 'Preview before anything syncs',
    description:
      'Seals the present state of every object, then asks the server what a synchronization would do to sample users of each kind. The only change allowed is the removal of msExchMailboxGuid.',
    source: 'entra-connect.md §8.1',
  },
  rulesIncomplete: (name: string): Problem => ({
    reason: `“${name}” has not been replaced by its copy yet.`,
    remedy: 'Carry out the rule steps first.',
  }),
  summary: (sampleSize: number) => `Preview up to ${counted(sampleSize, 'user')} of each kind, without committing.`,
  someUser: 'CN=Some User,OU=Users,DC=contoso,DC=com',
  impact: ['Nothing is changed. In a large environment, reading every object takes a while.'],
  previewing: (name: string) => `Previewing ${name}`,
  usersPreviewed: 'Users previewed',
  onlyGuidRemoved: 'Only msExchMailboxGuid would be removed',
  nothingChanges: 'Nothing would change (no mailbox GUID in the metaverse)',
  stillKept: 'The GUID would stay although the rule yields NULL',
  somethingElse: 'Something else would change',
  objectsSealed: 'Objects whose present state is sealed',
  objectsWithGuid: 'Of them with a mailbox GUID through these rules',
  metaverse: 'Metaverse',
  error: (text: string) => `the synchronization would fail: ${text}`,
  operation: (operation: string, connector: string, name: string) => `${operation} of ${name} on ${connector}`,
  change: (where: string, attribute: string, before: string, after: string) =>
    `${where}: ${attribute} from “${before}” to “${after}”`,
  unexpected: (problems: readonly string[]): Problem => ({
    reason: `More would change than the mailbox GUID: ${problems.slice(0, 20).join('; ')}${problems.length > 20 ? '; …' : ''}.`,
    remedy:
      'Undo this run. If changes were waiting for a synchronization already (an earlier rule change, pending imports), let them run through first, then start again.',
  }),
  keepsGuid: (users: number): Problem => ({
    reason: `For ${counted(users, 'user')} the GUID would stay: on this server, NULL with Apply Once leaves a stored value where it is.`,
    remedy: 'Undo this run and use null-override: AuthoritativeNull without Apply Once clears stored values.',
  }),
  tableTitle: 'Users previewed',
  columns: ['Object', 'Connector', 'Type', 'Kind', 'mailNickname', 'What would happen'],
  yes: 'yes',
  no: 'no',
  removesInCloud: 'msExchMailboxGuid removed, in the cloud too',
  removesInMetaverse: 'msExchMailboxGuid removed; nothing to export',
  noChange: 'nothing',
  keeps: 'the GUID stays',
} as const;

export const resumeTexts = {
  step: {
    title: 'Start the scheduler',
    description:
      'Turns the scheduler on again if it was on when the run began. A server whose scheduler was off before keeps it off.',
    source: `${article}, step 10`,
  },
  wasOff:
    'The scheduler was off before this run, so it stays off. The full synchronization is started by hand all the same.',
  alreadyOn: 'The scheduler is on.',
  summary: 'Turn the scheduler on again.',
  scheduler: 'Scheduler',
  impact: ['From now on a cycle may start at any time and carry the rule change into the cloud.'],
} as const;

export const syncTexts = {
  step: {
    title: 'Full synchronization',
    description:
      'Starts an Initial cycle and waits for it. Every run step must succeed, nothing may be deleted in the cloud, and all changes must have been exported.',
    source: `${article}, step 11`,
  },
  summary: 'Start a full synchronization of all connectors and wait for its end.',
  impact: (objects: number | null, staging: boolean) => [
    ...(staging
      ? ['This server is staging: everything is calculated and nothing is exported. The cloud stays as it is.']
      : [
          `${objects === null ? 'Users' : counted(objects, 'user')} lose the mailbox GUID in Microsoft 365.`,
          'Users who already hold a license for Exchange Online get an empty mailbox there as soon as the change has arrived, and mail can start to be delivered to it.',
        ]),
    'A full synchronization of a large environment takes hours.',
  ],
  undoneByRules: 'Undone by restoring the rules and synchronizing once more.',
  waiting: 'Waiting for the synchronization',
  starting: 'Waiting for the first run',
  running: (connector: string, profile: string) => `${connector} – ${profile}`,
  neverBegan: 'No run has begun since the cycle was started.',
  neverEnded: 'The cycle has not ended within two days.',
  unfinished: (connector: string, profile: string) => `${connector} – ${profile}: not finished.`,
  stepResult: (
    run: { readonly connectorName: string; readonly runProfileName: string },
    step: { readonly stepNumber: number; readonly result: string; readonly errors: readonly unknown[] },
  ) =>
    `${run.connectorName} – ${run.runProfileName}, step ${step.stepNumber}: ${step.result}` +
    (step.errors.length === 0 ? '.' : ` (${counted(step.errors.length, 'error')}).`),
  runResult: (run: { readonly connectorName: string; readonly runProfileName: string; readonly result: string }) =>
    `${run.connectorName} – ${run.runProfileName}: ${run.result}.`,
  runMissing: (connector: string, type: string) => `${connector}: no ${type} has run.`,
  deletesPending: (count: number) => `${counted(count, 'deletion')} would be exported to Microsoft Entra ID.`,
  deletesExported: (count: number) =>
    `${counted(count, 'object')} ${count === 1 ? 'was' : 'were'} deleted in Microsoft Entra ID.`,
  exportsPending: (count: number) =>
    `${counted(count, 'change')} still ${count === 1 ? 'waits' : 'wait'} for export to Microsoft Entra ID.`,
  stepEvidence: (result: string, counters: Readonly<Record<string, number>>) => {
    const told = Object.entries(counters).filter(([, count]) => count > 0);
    return told.length === 0 ? result : `${result} (${told.map(([name, count]) => `${name} ${count}`).join(', ')})`;
  },
  entraExportDeletes: 'Deletions waiting for export to Microsoft Entra ID',
  pendingExports: 'Changes waiting for export to Microsoft Entra ID',
  waitingInStaging: 'Changes waiting for export to Microsoft Entra ID (staging server: expected)',
  errorTable: 'Errors of the synchronization',
  errorColumns: ['Connector', 'Run', 'Object', 'Type', 'Text'],
  remedy:
    'Look at the errors listed, settle them, and try again: another full synchronization does no harm. If objects would be deleted, do not go on: undo.',
} as const;

export const proveTexts = {
  step: {
    title: 'Prove the effect',
    description:
      'Reads metaverse, Entra connector space and Exchange Online again and lays them beside the state that was sealed before. The GUID must be gone, and nothing else may have changed.',
    source: 'entra-connect.md §8',
  },
  nothingSealed: {
    reason: 'The state before the synchronization was not sealed, so there is nothing to compare with.',
    remedy: 'Carry out the step preview first.',
  },
  summary: (objects: number, treated: number) =>
    `Compare ${counted(objects, 'object')} with their sealed state, ${treated.toLocaleString('en-US')} of them with a mailbox GUID before.`,
  readsOnly: 'Nothing is changed.',
  waitsForCloud: 'The way from Microsoft Entra ID to Exchange Online takes minutes to hours; this step waits for it.',
  noCloud: 'Exchange Online is not connected: not looked at.',
  staging: 'Staging server: nothing was exported, so the cloud still holds the GUIDs.',
  readingEntra: 'Reading the connector space of Microsoft Entra ID',
  waitingForCloud: 'Waiting for Exchange Online',
  stillHolding: (count: number) => `${counted(count, 'mail user')} still with the old GUID in Exchange Online`,
  metaverseHolds: (count: number) =>
    `${counted(count, 'metaverse object')} still ${count === 1 ? 'holds' : 'hold'} a mailbox GUID.`,
  otherChanged: (count: number) =>
    `${counted(count, 'object')} changed in mailNickname, legacyExchangeDN, targetAddress, msExchArchiveGUID or msExchRecipientTypeDetails.`,
  disappeared: (count: number) => `${counted(count, 'metaverse object')} disappeared.`,
  entraHolds: (count: number) =>
    `${counted(count, 'object')} in the Entra connector space still ${count === 1 ? 'holds' : 'hold'} a mailbox GUID.`,
  exportErrors: (count: number) => `${counted(count, 'object')} could not be exported.`,
  cloudHolds: (count: number) =>
    `${counted(count, 'mail user')} in Exchange Online still ${count === 1 ? 'holds' : 'hold'} the old GUID after hours.`,
  lostMailboxes: (count: number) =>
    `${counted(count, 'mailbox', 'mailboxes')} that existed in Exchange Online before ${count === 1 ? 'is' : 'are'} gone.`,
  remedy:
    'If only Exchange Online lags behind, try again later. If another rule fills the GUID, look at the contributors in the assessment. If anything else changed or disappeared, undo.',
  objectsCompared: 'Metaverse objects compared',
  metaverseWithGuid: 'Metaverse objects with a mailbox GUID through these rules',
  othersWithGuid: 'Metaverse objects with a mailbox GUID through other rules',
  othersUnchanged:
    'Objects with mailNickname, legacyExchangeDN, targetAddress, archive GUID and recipient type unchanged',
  entraObjects: 'Their objects in the Entra connector space',
  entraWithGuid: 'Of them with a mailbox GUID',
  entraWithGuidStaging: 'Of them with a mailbox GUID (staging server: not exported)',
  exchangeOnline: 'Exchange Online',
  mailUsersWithGuid: 'Mail users in Exchange Online with the old GUID',
  newMailboxes: 'New mailboxes in Exchange Online',
  mailboxesWithOldGuid: 'Mailboxes in Exchange Online that keep the on-premises GUID (moved before)',
  mailboxesLost: 'Mailboxes in Exchange Online that are gone',
  withoutNickname: 'Of the users, without mailNickname: not counted as fixed',
  tableTitle: 'Sample users, before and after',
  columns: ['Object', 'Type', 'Kind', 'mailNickname', 'GUID before', 'Metaverse now', 'Entra connector space now'],
  yes: 'yes',
  no: 'no',
  none: 'none',
  object: 'Object',
  stillInMetaverse: 'Still with a mailbox GUID in the metaverse',
  changedOtherwise: 'Changed in another attribute',
  disappearedTitle: 'Disappeared from the metaverse',
  stillInEntra: 'Still with a mailbox GUID in the Entra connector space',
  exportErrorsTitle: 'Export errors',
  stillInExchange: 'Still with the old GUID in Exchange Online',
} as const;

/** Numbers that the impact of the licence step is told from. */
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
    `Every licensed user of this run has a mailbox (${withMailbox.toLocaleString('en-US')}). ${counted(unlicensed, 'user')} ${unlicensed === 1 ? 'has' : 'have'} no license for Exchange Online yet; assigning one makes the mailbox.`,
  unknownSku: (named: string, owned: readonly string[]): Problem => ({
    reason: `The tenant owns no product “${named}”.`,
    remedy: `Give the option sku one of: ${owned.join(', ')}.`,
  }),
  noMailboxPlan: (product: string): Problem => ({
    reason: `“${product}” contains no plan that gives a mailbox.`,
    remedy: 'Choose a product with Exchange Online (EXCHANGE_S_FOUNDATION is none).',
  }),
  tooFew: (product: string, free: number, needed: number): Problem => ({
    reason: `${counted(needed, 'license')} of “${product}” ${needed === 1 ? 'is' : 'are'} needed and ${free.toLocaleString('en-US')} left.`,
    remedy: 'Free or buy licenses, then try again.',
  }),
  usageLocationMissing: (users: number): Problem => ({
    reason: `${counted(users, 'user')} without usage location cannot get a license.`,
    remedy:
      'Give the option usage-location (a two-letter country code), or fill msExchUsageLocation in AD and synchronize.',
  }),
  summary: (variant: LicenceNumbers['variant'], assigned: number, reassigned: number) => {
    switch (variant) {
      case 'leave':
        return 'Touch no license; wait until every user who already has one has a mailbox.';
      case 'assign':
        return `Assign a license to ${counted(assigned, 'user')}.`;
      case 'assign-and-reassign':
        return `Assign a license to ${counted(assigned, 'user')}; remove and assign again for ${counted(reassigned, 'user')}.`;
    }
  },
  impact: (numbers: LicenceNumbers): readonly string[] => [
    ...(numbers.assigned > 0
      ? [`${counted(numbers.assigned, 'user')} get a license, which costs one each, and an empty mailbox.`]
      : []),
    ...(numbers.reassigned > 0
      ? [
          `${counted(numbers.reassigned, 'user')} lose their license for a moment and get it back: every service of that product is interrupted.`,
        ]
      : []),
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
    'Two mailboxes of one user may misroute mail: finish the migration without delay.',
  ],
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
  usersRestored: 'Users with the licenses they had before',
  notRestored: (count: number): Problem => ({
    reason: `${counted(count, 'user')} ${count === 1 ? 'has' : 'have'} other licenses than before.`,
    remedy: 'Try the undo again, or put the licenses back by hand; the captured state is in the journal.',
  }),
} as const;

export const undoneTexts = {
  resync: {
    title: 'Synchronize the restored rules',
    description:
      'The rules are as they were. A full synchronization brings the mailbox GUIDs back into the metaverse and the cloud.',
    source: 'procedures.md, null-clone, full-sync',
  },
  resyncSummary: 'Start a full synchronization with the restored rules and wait for its end.',
  resyncImpact: [
    'The mailbox GUIDs return to Microsoft 365.',
    'Mailboxes that Exchange Online has made meanwhile do not go away by this: look at those users one by one.',
  ],
  neverSynchronized: 'Nothing was synchronized with the changed rules, so there is nothing to bring back.',
  prove: {
    title: 'Prove the original state',
    description:
      'Compares all rules of the server with the backup, field by field. Where a synchronization ran, the mailbox GUIDs must be back on every object.',
    source: 'procedures.md, null-clone',
  },
  neverBackedUp: 'The run has no backup: nothing was changed.',
  proveSummary: (rules: number, synchronized: boolean) =>
    `Compare ${counted(rules, 'rule')} with the backup${synchronized ? ', and every object with its sealed state' : ''}.`,
  rulesEqual: 'Rules: in the backup, on the server',
  rulesDiffering: 'Rules that differ from the backup',
  rulesDiffer: (rules: readonly string[]): Problem => ({
    reason: `Not as in the backup: ${rules.join('; ')}.`,
    remedy: 'Try the undo again, or run the re-creation scripts in the run folder under backup/rules.',
  }),
  guidsBack: 'Metaverse objects with the mailbox GUID',
  guidsMissing: (missing: number, changed: number, otherwise: number, gone: number): Problem => ({
    reason: `${counted(missing, 'object')} without the GUID, ${counted(changed, 'object')} with another GUID, ${counted(otherwise, 'object')} changed otherwise, ${counted(gone, 'object')} gone.`,
    remedy: 'Run a full synchronization once more, then try again.',
  }),
} as const;
