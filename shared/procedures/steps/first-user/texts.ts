import type { ObjectSyncResult } from '../../../systems/sync-server/sync-server.ts';
import type { Problem } from '../../../base/words/problem.ts';

/** Texts of the step that synchronizes one chosen user before everybody. Sources: entra-connect.md §8, procedures.md. */

const remedyOfChoice =
  'Begin with another user in the option first-user, or with none. A run that is under way goes on with a recorded reason, or is undone.';

/** Whether the user holds a license that makes a mailbox. */
export type HeldLicence = 'held' | 'none' | 'unknown';

export const firstUserTexts = {
  option:
    'One user who is synchronized first, alone, while the scheduler is still off: the distinguished name, as in the attribute editor of AD (CN=Anna Kay,OU=Users,DC=contoso,DC=com), or none. The user must hold a mailbox GUID; with a pilot, be one of its users. Everybody else follows only once the effect on this user is proved.',
  step: {
    title: 'Synchronize one user first',
    description:
      'Imports, synchronizes and exports one chosen user alone, while the scheduler is still off. Everybody else follows only when metaverse, Entra connector space and Exchange Online show that this user has lost msExchMailboxGuid and nothing else.',
    source:
      'Microsoft Entra Connect documentation, “Microsoft Entra Connect Sync Single Object Sync” (Invoke-ADSyncSingleObjectSync)',
  },
  notAsked: 'Not needed: no user was chosen to be synchronized first (option first-user).',
  searching: (connector: string) => `Looking for the first user on ${connector}`,
  readingLicence: 'Looking for the first user in the tenant',
  notThere: (name: string): Problem => ({
    reason: `No connector space of an AD connector holds “${name}”, which is to be synchronized first.`,
    remedy:
      'Take the distinguished name from the attribute editor of AD, with its backslashes; a user who has just been made or moved has to be imported first.',
  }),
  notJoined: (name: string): Problem => ({
    reason: `“${name}” is joined to no metaverse object: it does not synchronize, so it would prove nothing.`,
    remedy: remedyOfChoice,
  }),
  notInAudience: (name: string): Problem => ({
    reason: `“${name}” is not among the users whom the change is about first, so it would prove nothing.`,
    remedy: `Choose a user of the pilot, or, without a pilot, of the scope; remote mailboxes are never in it. ${remedyOfChoice}`,
  }),
  losesNothing: (name: string): Problem => ({
    reason: `“${name}” would lose no mailbox GUID in Microsoft 365 (none is there, or mailNickname is missing), so it would prove nothing.`,
    remedy: remedyOfChoice,
  }),
  parenthesis: (name: string): Problem => ({
    reason: `“${name}” holds a parenthesis: Invoke-ADSyncSingleObjectSync puts the name into a search filter as it is, and finds nobody.`,
    remedy: remedyOfChoice,
  }),
  joinedSince: (name: string): Problem => ({
    reason: `The state of “${name}” is not among what was sealed before: it has been joined since.`,
    remedy: 'Undo down to the step preview and go on from there: it seals the state of every object again.',
  }),
  summary: (name: string) => `Import, synchronize and export ${name}, and nobody else.`,
  summaryStaging: (name: string) =>
    `Import and synchronize ${name}, and nobody else; a staging server exports nothing.`,
  metaverse: 'Metaverse',
  entra: 'Entra connector space',
  exchange: 'Exchange Online',
  exported: (connector: string) => `One change to one user is exported, from the connector ${connector}.`,
  licence: {
    held: 'This user holds a license for Exchange Online.',
    none: 'This user holds no license for Exchange Online: no mailbox appears before one is assigned.',
    unknown: 'It is not known whether this user holds a license for Exchange Online.',
  } satisfies Readonly<Record<HeldLicence, string>>,
  staging:
    'This server is in staging mode: the change waits for an export that does not take place. Only the metaverse is verified, and Microsoft 365 stays as it is.',
  throttled:
    'Microsoft limits how often single objects are synchronized: where it is refused for that, wait five minutes and try again.',
  waits:
    'Exchange Online is looked at until it follows, which takes minutes to hours, four at most; the scheduler stays off for as long.',
  noCloud: 'Exchange Online is not connected: not looked at.',
  amongThem: (name: string) => `One of them, ${name}, has been synchronized before.`,
  byHand: (commands: readonly string[]) =>
    `The run synchronizes one user before everybody (first-user), apply.ps1 does not. By hand: turn the scheduler off before apply.ps1, which leaves it so; then, before it is turned on again: ${commands.join('; ')}.`,
  applying: (name: string) => `Invoke-ADSyncSingleObjectSync ${name}`,
  unexpected: (changes: readonly string[]) =>
    `More was changed than the mailbox GUID: ${changes.join('; ')}. The synchronization has been committed.`,
  action: (action: ObjectSyncResult['action']) => `action ${action}`,
  changed: (attribute: string, before: string, after: string) => `${attribute} from “${before}” to “${after}”`,
  remedy:
    'The scheduler is off: nobody else has been synchronized. If only Exchange Online lags behind, try again later. If anything else changed, undo: the user gets back what was there.',
  gone: (name: string) => `${name} is no longer in the metaverse.`,
  metaverseHolds: (name: string) => `The metaverse object of ${name} still holds a mailbox GUID.`,
  metaverseChanged: (name: string) =>
    `${name} changed in mailNickname, legacyExchangeDN, targetAddress, msExchArchiveGUID or msExchRecipientTypeDetails.`,
  entraGone: (name: string) => `${name} is no longer in the Entra connector space.`,
  entraHolds: (name: string) => `${name} still holds a mailbox GUID in the Entra connector space.`,
  entraChanged: (changes: readonly string[]) =>
    `In the Entra connector space more changed than the mailbox GUID: ${changes.join('; ')}.`,
  entraError: (text: string) => `The export failed: ${text}.`,
  waitsForExport: (operation: string) => `Another change of the user waits for export (${operation}).`,
  wouldChange: (problems: readonly string[]) => `Synchronized once more, more would change: ${problems.join('; ')}.`,
  nothingWaits: 'No removal of msExchMailboxGuid waits for export, although the cloud still holds it.',
  onlyWaiting: 'What waits for export is the removal of msExchMailboxGuid alone',
  nothingLeft: 'Synchronized once more, nothing would change',
  metaverseGuid: 'msExchMailboxGuid in the metaverse',
  untouched: 'mailNickname, legacyExchangeDN, targetAddress, archive GUID and recipient type unchanged',
  entraGuid: 'msExchMailboxGuid in the Entra connector space',
  entraAttributes: 'Other attributes of the user in the Entra connector space, as far as rules write them',
  unchanged: (attributes: number) => `${attributes} unchanged`,
  none: 'none',
  tableTitle: 'The first user, before and after',
  columns: ['Object', 'Where', 'Attribute', 'Before', 'After'],
} as const;
