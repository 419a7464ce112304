import { counted, grouped } from '../../../base/words/counted.ts';
import { article } from '../texts.ts';
import type { Problem } from '../../../base/words/problem.ts';

/** Texts that every procedure that changes rules shares, from the preview to the proof. */

export const roundTexts = {
  skipped: 'Not needed: this run has no pilot, so there is nothing to widen.',
} as const;

export const beforeTexts = {
  readingConnectorSpace: (name: string) => `Reading the connector space of ${name}`,
  readingMetaverse: (name: string) => `Reading the metaverse through ${name}`,
  readingGroups: (name: string) => `Reading the groups of ${name}`,
  readingCloud: 'Reading the recipients of Exchange Online',
} as const;

export const previewTexts = {
  step: {
    title: 'Preview before anything syncs',
    description:
      'Seals the present state of every object, then asks the server what a synchronization would do to sample users of each kind. The only change allowed is the removal of msExchMailboxGuid.',
    source: 'Hybrid Preflight, by Sync-ADSyncCSObject, the command behind “Preview” in Synchronization Service Manager',
  },
  describedReturn:
    'Seals the present state of every object, then asks the server what a synchronization would do to sample users of each kind. Values may come back; nothing but msExchMailboxGuid may go.',
  valuesReturn: 'Values would come, none would go',
  returns: (attributes: number, withGuid: boolean) =>
    `${counted(attributes, 'attribute')} ${attributes === 1 ? 'gets' : 'get'} a value${withGuid ? ', msExchMailboxGuid among them' : ''}`,
  clearedBy: 'Rules that clear msExchMailboxGuid',
  summary: (sampleSize: number) =>
    `Preview up to ${counted(sampleSize, 'user')} of each kind, without committing. In a large environment, reading every object takes a while.`,
  someUser: 'CN=Some User,OU=Users,DC=contoso,DC=com',
  previewing: (name: string) => `Previewing ${name}`,
  usersPreviewed: 'Users previewed',
  onlyGuidRemoved: 'Only msExchMailboxGuid would be removed',
  nothingChanges: 'Nothing would change',
  stillKept: 'The GUID would stay although it should go',
  somethingElse: 'Something else would change',
  objectsSealed: 'Objects whose present state is sealed',
  objectsWithGuid: 'Of them with a mailbox GUID that the change clears',
  objectsWithGuidBefore: 'Of them with a mailbox GUID before the change',
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
  tableTitle: 'Users previewed',
  columns: ['Object', 'Connector', 'Type', 'Kind', 'mailNickname', 'What would happen'],
  yes: 'yes',
  no: 'no',
  removes: (exported: boolean, by: string | undefined) =>
    `msExchMailboxGuid removed${by === undefined ? '' : ` by “${by}”`}${exported ? ', in the cloud too' : '; nothing to export'}`,
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
  notes: ['A cycle may start at any time from now on, and synchronizes the rule change.'],
} as const;

export const syncTexts = {
  step: {
    title: 'Full synchronization',
    description:
      'Starts an Initial cycle and waits for it. Every run step must succeed, nothing may be deleted in the cloud, and all changes must have been exported.',
    source: `${article}, step 11`,
  },
  summary: 'Start a full synchronization of all connectors and wait for its end.',
  notes: (staging: boolean) => [
    ...(staging ? ['This server is in staging mode: nothing is exported, and Microsoft 365 stays as it is.'] : []),
    'A full synchronization of a large environment takes hours.',
  ],
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
    source: 'Hybrid Preflight: a change counts when its effect was read back',
  },
  nothingSealed: {
    reason: 'The state before the synchronization was not sealed, so there is nothing to compare with.',
    remedy: 'Carry out the step preview first.',
  },
  summary: (objects: number, treated: number) =>
    `Compare ${counted(objects, 'object')} with their sealed state, ${grouped(treated)} of them with a mailbox GUID before.`,
  waitsForCloud: 'The way from Microsoft Entra ID to Exchange Online takes minutes to hours; this step waits for it.',
  noCloud: 'Exchange Online is not connected: not looked at.',
  staging: 'Staging server: nothing was exported, so the cloud still holds the GUIDs.',
  readingEntra: 'Reading the connector space of Microsoft Entra ID',
  waitingForCloud: 'Waiting for Exchange Online',
  stillHolding: (count: number) => `${counted(count, 'mail user')} still with the old GUID in Exchange Online`,
  metaverseHolds: (count: number) =>
    `${counted(count, 'metaverse object')} still ${count === 1 ? 'holds' : 'hold'} a mailbox GUID.`,
  othersLost: (count: number) =>
    `${counted(count, 'object')} that this run is not about ${count === 1 ? 'has' : 'have'} lost the mailbox GUID.`,
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
  metaverseWithGuid: 'Metaverse objects with a mailbox GUID that this run is about',
  nicknameRules: 'Rules that go on contributing mailNickname to these objects',
  contributes: (rule: string, objects: number) => `“${rule}” (${counted(objects, 'object')})`,
  othersWithGuid: 'Other metaverse objects with a mailbox GUID',
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
  withoutNickname: 'Users with a GUID in AD but without mailNickname: they never synchronized it, not counted as fixed',
  tableTitle: 'Sample users, before and after',
  columns: [
    'Object',
    'Type',
    'Kind',
    'mailNickname',
    'GUID before',
    'Metaverse now',
    'Entra connector space now',
    'Rule that contributes mailNickname now',
  ],
  yes: 'yes',
  no: 'no',
  none: 'none',
  object: 'Object',
  othersLostTitle: 'Lost the mailbox GUID although the run is not about them',
  stillInMetaverse: 'Still with a mailbox GUID in the metaverse',
  changedOtherwise: 'Changed in another attribute',
  disappearedTitle: 'Disappeared from the metaverse',
  stillInEntra: 'Still with a mailbox GUID in the Entra connector space',
  exportErrorsTitle: 'Export errors',
  stillInExchange: 'Still with the old GUID in Exchange Online',
} as const;
