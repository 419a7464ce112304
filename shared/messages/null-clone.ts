import { counted, quotedList } from './counted.ts';
import type { Problem } from './problem.ts';

/** Texts of the procedure `null-clone`. Sources: procedures.md, entra-connect.md. */

/** Where Solution 1 comes from. */
export const article = 'CodeTwo knowledge base, “Prepare AD sync tools”, Solution 1';

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
  orphansOfDisabled: (count: number, objectType: string, rule: string): Problem => ({
    reason: `The default rule “${rule}” is disabled and nothing takes its place: the Exchange attributes of ${counted(count, `${objectType} object`)} that it brought in are still there, and a full synchronization would remove them all from the cloud.`,
    remedy: `Enable “${rule}” with the scheduler off, then assess again.`,
  }),
  orphansOfDeleted: (count: number, objectType: string, connector: string): Problem => ({
    reason: `No rule flows msExchMailboxGuid for ${objectType} objects of ${connector} any more – the default rule was deleted or renamed – but ${counted(count, 'object')} still ${count === 1 ? 'carries' : 'carry'} what it brought in: a full synchronization would remove all their Exchange attributes from the cloud.`,
    remedy:
      'Restore the default rule first, with the scheduler off: from a backup or a re-creation script, or by a repair or upgrade of Microsoft Entra Connect, which re-creates deleted default rules. Then assess again.',
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
