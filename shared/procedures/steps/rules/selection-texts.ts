import { counted } from '../../../base/words/counted.ts';
import type { Problem } from '../../../base/words/problem.ts';

/** Names of rules come with their connectors, as `ruleOnConnector` tells them. */
export const selectionTexts = {
  noRule: {
    reason: 'No rule flows msExchMailboxGuid from AD.',
    remedy:
      'Either AD has no Exchange schema, or the schema was extended after installation (refresh the directory schema in the Microsoft Entra Connect wizard), or “In from AD - User Exchange” was renamed or deleted: an upgrade of Microsoft Entra Connect re-creates deleted default rules.',
  },
  disabledDefault: (name: string): Problem => ({
    reason: `The default rule ${name} is disabled and nothing takes its place: none of its Exchange attributes synchronize now.`,
    remedy:
      'If that is on purpose (another forest holds the mailboxes), there is nothing to do for this connector. Otherwise enable the rule, run a full synchronization, and assess again.',
  }),
  orphansOfDisabled: (count: number, objectType: string, rule: string): Problem => ({
    reason: `The default rule ${rule} is disabled and nothing takes its place: the Exchange attributes of ${counted(count, `${objectType} object`)} that it brought in are still there, and a full synchronization would remove them all from the cloud.`,
    remedy: `Enable ${rule} with the scheduler off, or let restore-default do it; then assess again.`,
  }),
  orphansOfDeleted: (count: number, objectType: string, connector: string): Problem => ({
    reason: `No rule flows msExchMailboxGuid for ${objectType} objects of ${connector} any more – the default rule was deleted or renamed – but ${counted(count, 'object')} still ${count === 1 ? 'carries' : 'carry'} what it brought in: a full synchronization would remove all their Exchange attributes from the cloud.`,
    remedy:
      'Restore the default rule first, with the scheduler off: with restore-default, from a backup or a re-creation script, or by a repair or upgrade of Microsoft Entra Connect, which re-creates deleted default rules. Then assess again.',
  }),
  unknownRule: (id: string): Problem => ({
    reason: `There is no inbound rule ${id} that flows msExchMailboxGuid on this server.`,
    remedy: 'Take the identifiers from the assessment of this server: they differ from server to server.',
  }),
  disabledRule: (name: string): Problem => ({
    reason: `The rule ${name} is disabled, so it contributes nothing.`,
    remedy: 'Leave it out, or enable it and assess again.',
  }),
  flowsNothing: (name: string): Problem => ({
    reason: `The rule ${name} contributes no value to msExchMailboxGuid already.`,
    remedy: 'Leave it out of the option contributors.',
  }),
  modifiedDefault: (name: string): Problem => ({
    reason: `The default rule ${name} was modified: a copy would carry the modification on.`,
    remedy:
      'Find out what was changed and why. Put the rule back to its default (remove the change, or delete the rule and repair the installation), or move the change into a rule of its own below 100; then assess again. null-override works without copying it.',
  }),
  leftoverClone: (name: string): Problem => ({
    reason: `${name} is itself a copy made by the editor.`,
    remedy: 'Restore the default rule and remove the copy first, with restore-default; then assess again.',
  }),
  halfAppliedRecipe: (clone: string, original: string, precedence: number): Problem => ({
    reason: `The recipe was applied by half before: ${clone} stands at ${precedence} with NULL and the default rule ${original} is disabled.`,
    remedy: `Revert it: enable ${original}, then remove ${clone}, with the scheduler off; restore-default does that. Then assess again and start over. If the GUIDs are gone as wanted, keeping it is possible too: a disabled default rule survives upgrades.`,
  }),
  finishedRecipe: (clone: string, original: string, precedence: number): Problem => ({
    reason: `The recipe was applied before: ${clone} stands at ${precedence} with NULL and the default rule ${original} is deleted.`,
    remedy: `Nothing needs to be changed if it works; an upgrade re-creates ${original} enabled and the GUIDs come back. To start over, restore the default rule and remove ${clone} with restore-default, and assess again.`,
  }),
  uselessClone: (clone: string, original: string): Problem => ({
    reason: `${clone} contributes NULL, but the default rule ${original} is enabled and gives the GUID: the copy has no effect.`,
    remedy: `An upgrade may have re-created the default rule. repair-recipe replaces ${clone} by an override that works and survives upgrades; restore-default only removes it. Then assess again.`,
  }),
  foreignClone: (clone: string): Problem => ({
    reason: `${clone} is a copy of a default rule that flows msExchMailboxGuid.`,
    remedy:
      'Find out what it is for. Restore the default rule and remove the copy, then assess again; or use null-override.',
  }),
  overrideInPlace: (name: string, objectType: string, scope: string): Problem => ({
    reason: `${name} clears msExchMailboxGuid with AuthoritativeNull already: the documented way is in place for ${objectType === '*' ? 'objects of every type' : `${objectType} objects`} (scope: ${scope}).`,
    remedy:
      'Leave it as it is. If the GUIDs are still there, run a full synchronization and look at the scope of that rule.',
  }),
  failingContributor: (rival: string, text: string): Problem => ({
    reason: `${rival} contributes the text “${text}” to msExchMailboxGuid, which cannot hold a text: users fail to synchronize where it applies, with or without a copy.`,
    remedy: 'Correct or remove that rule first: the finding about it says how. Then assess again.',
  }),
  otherContributor: (rule: string, rival: string, precedence: number): Problem => ({
    reason: `${rival} (precedence ${precedence}) also gives msExchMailboxGuid: NULL in a copy of ${rule} means “nothing to contribute”, so its value would be taken instead.`,
    remedy:
      'Treat that rule too (option contributors), or disable its flow, or use null-override: AuthoritativeNull lets no other rule contribute.',
  }),
} as const;
