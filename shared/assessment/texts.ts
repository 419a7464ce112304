import { counted, enumerated, grouped, quotedList } from '../base/words/counted.ts';

/** Texts of the assessment, by group of findings (procedures.md, `assess`). */

export const assessTitles = {
  version: 'Version of Microsoft Entra Connect',
  staging: 'Staging mode',
  autoUpgrade: 'Automatic upgrade',
  credential: 'How Entra Connect signs in to Microsoft Entra',
  threshold: 'Deletion threshold',
  hybridWriteback: 'Exchange hybrid writeback',
  attributeFilter: 'App and attribute filtering',
  lastCycle: 'Last synchronization',
  scheduler: 'Scheduler',
  suspended: 'Scheduler suspended',
  idle: 'Synchronization running',
  forests: 'AD forests',
  entra: 'Entra connector',
  scope: 'OU scope',
  exchangeAttributes: 'Exchange attributes in the connector',
  pendingDeletes: 'Deletions waiting for export',
  unsettled: 'Objects that are not settled',
  inbound: 'Rules that bring in msExchMailboxGuid',
  outbound: 'Rules that export msExchMailboxGuid',
  selection: 'Rules that null-clone would treat',
  coverage: 'Every object has its rule',
  expressions: 'Expressions of the rules that flow msExchMailboxGuid',
  otherExpressions: 'Expressions of the other rules',
  precedence: 'Precedence of all rules',
  names: 'Names of rules',
  leftovers: 'Leftovers of the recipe',
  exchangeSchema: 'Exchange schema in AD',
  exchangeServers: 'Exchange organization',
  recipients: 'Recipients in AD',
  nickname: 'Users without mailNickname',
  archives: 'Archive GUIDs',
  duplicates: 'Duplicate mailbox GUIDs',
  organization: 'Microsoft 365 tenant',
  licences: 'Licenses for Exchange Online',
  provisioning: 'Provisioning errors',
  recycleBin: 'Recycle bin',
  cloudRecipients: 'Recipients in Exchange Online',
  softDeleted: 'Soft-deleted recipients',
  cloudManaged: 'Cloud-managed mailboxes',
  cloudSync: 'Users owned by Cloud Sync',
  roles: 'Role holders',
} as const;

export const notRunTexts = {
  cloudSync: 'Not looked at yet.',
  roles: 'Not looked at yet; this procedure deletes nobody.',
  partly: (reason: string, detail: string) => `${reason} In what is there: ${detail}`,
} as const;

export const serverTexts = {
  blocked: (version: string, minimum: string, since: string) =>
    `${version} is below ${minimum}: all synchronization fails with such a version since ${since}.`,
  blockedSoon: (version: string, minimum: string, from: string) =>
    `${version} is below ${minimum}: all synchronization fails with such a version from ${from} on.`,
  recalled: (version: string) => `Microsoft has recalled ${version} and asks to uninstall it.`,
  outOfSupport: (version: string, since: string) => `${version} is out of support since ${since}.`,
  supported: (version: string, until: string | undefined) =>
    until === undefined ? `${version}, the newest known.` : `${version}, supported until ${until}.`,
  unreadable: (version: string) => `“${version}” is no version number.`,
  upgrade: 'Upgrade Microsoft Entra Connect first; the installer is in the Entra admin center.',
  checkVersion: 'Look at the file version of miiserver.exe.',
  stagingOn: 'This server is staging: it exports nothing, so rule changes here change nothing in the cloud.',
  stagingRemedy: 'Work on the active server. Every staging server needs the same rule change before it takes over.',
  stagingOff: 'This server is the active one.',
  autoUpgradeOn: 'On: an upgrade can come at any time and re-creates deleted default rules, enabled.',
  autoUpgradeRemedy:
    'Use null-override, or null-clone with original=keep-disabled: both survive upgrades. A deleted default rule does not stay deleted.',
  autoUpgradeOff: (state: string, reason: string | undefined) =>
    reason === undefined ? `${state}.` : `${state} (${reason}).`,
  serviceAccount: 'With a service account.',
  application:
    'As an application (application-based authentication). The scheduler renews its certificate: it must not stay off for long.',
  notRenewed: 'The scheduler is off or suspended now: the certificate is not renewed.',
  notRenewedRemedy: 'Let the scheduler run again as soon as what it was stopped for is done.',
  propertyPagesRemedy: (version: string) =>
    `Never open the properties of the Entra connector in Synchronization Service Manager: on ${version}, OK there removes what the application signs in with (“ApplicationManagedBy isn’t set”) and stops the next renewal of the certificate. Repaired in 2.6.1.0.`,
  credentialUnknown: 'Not known: neither an export nor a version before 2.5.3.0 says.',
  thresholdOn: (count: number) => `On: an export that deletes more than ${counted(count, 'object')} is stopped.`,
  thresholdOff: 'Off: nothing stops an accidental mass deletion.',
  thresholdRemedy: 'Turn it on again: Enable-ADSyncExportDeletionThreshold.',
  writebackOn:
    'On: as soon as a mailbox exists in Exchange Online, the mailbox object that is still live in AD starts to receive values from it.',
  writebackRemedy: 'Known and harmless for most migrations; do not leave both mailboxes in use for long.',
  writebackOff: 'Off.',
  filterOn: (excluded: string) => `On; excluded attributes: ${excluded === '' ? 'none' : excluded}.`,
  guidFiltered:
    'msExchMailboxGuid is excluded already: removing an attribute from the flow leaves the values that are in the cloud.',
  guidFilteredRemedy:
    'Clearing them needs a rule that yields null while the attribute flows: take it back into the filter first.',
  filterOff: 'Off.',
  lastCycle: (days: number) => (days === 0 ? 'Today.' : `${counted(days, 'day')} ago.`),
  lastCycleRemedy: 'A server must synchronize at least once in 7 days. Let a cycle run and settle its errors first.',
  noCycle: 'This server does not say when it last synchronized.',
  schedulerOn: 'On.',
  schedulerOff: 'Off: nothing synchronizes by itself.',
  schedulerOffRemedy: 'Find out why it was turned off. A run of this product leaves it as it finds it.',
  suspendedYes: 'Suspended: the Microsoft Entra Connect wizard is open, or an upgrade is under way.',
  suspendedRemedy: 'Close the wizard or let the upgrade finish.',
  suspendedNo: 'No.',
  running: (connectors: readonly string[]) =>
    connectors.length === 0 ? 'A cycle is running.' : `Busy: ${quotedList(connectors)}.`,
  runningRemedy: 'Wait until it has ended.',
  idle: 'Nothing is running.',
  idleUnknown: 'An export does not say.',
} as const;

export const connectorTexts = {
  forests: (names: readonly string[]) => `${counted(names.length, 'AD connector')}: ${names.join(', ')}.`,
  noForest: 'There is no AD connector.',
  noForestRemedy: 'Check that this is the server that synchronizes the users.',
  entra: (name: string) => `“${name}”.`,
  noEntra: 'There is no Entra connector.',
  noEntraRemedy: 'Check that this is a Microsoft Entra Connect server.',
  scope: (parts: readonly string[]) => parts.join('; '),
  partition: (name: string, inclusions: readonly string[], exclusions: readonly string[]) =>
    `${name}: ${inclusions.length === 0 ? 'everything' : `in scope ${inclusions.join(' | ')}`}${exclusions.length === 0 ? '' : `, except ${exclusions.join(' | ')}`}`,
  noScope: 'No partition is selected.',
  attributesIncluded: 'msExchMailboxGuid and mailNickname are selected on every AD connector.',
  attributesMissing: (names: readonly string[]) => `Not selected on ${quotedList(names)}.`,
  attributesRemedy:
    'If AD has the Exchange schema, refresh the directory schema in the Microsoft Entra Connect wizard; a forest without Exchange needs nothing.',
  noPendingDeletes: 'None.',
  pendingDeletes: (count: number) =>
    `${counted(count, 'deletion')} ${count === 1 ? 'waits' : 'wait'} for export to Microsoft Entra ID.`,
  pendingDeletesAbove: (count: number, threshold: number) =>
    `${counted(count, 'deletion')} ${count === 1 ? 'waits' : 'wait'} for export to Microsoft Entra ID, above the threshold of ${threshold}.`,
  pendingDeletesRemedy:
    'Find out where they come from and settle it first: they would go out with the next synchronization.',
  noneUnsettled: 'None.',
  deletedInDirectory: {
    detail: (names: readonly string[]) =>
      `${counted(names.length, 'object')} ${names.length === 1 ? 'was' : 'were'} deleted in a connected directory and ${names.length === 1 ? 'is' : 'are'} not synchronized yet: ${firstNames(names)}.`,
    remedy: 'Run a sync cycle and check in Microsoft Entra ID that the deletions are intended.',
  },
  exportCutOff: {
    detail: (names: readonly string[]) =>
      `An export was cut off while it sent changes to ${counted(names.length, 'object')}. Whether they arrived is unknown: ${firstNames(names)}.`,
    remedy: 'Run a sync cycle: its import confirms the changes, its export sends the others again.',
  },
  withheld: {
    detail: (names: readonly string[]) =>
      `${counted(names.length, 'group')} ${names.length === 1 ? 'has' : 'have'} too many members. The server returns no attributes of ${names.length === 1 ? 'it' : 'them'}: ${firstNames(names)}.`,
    remedy: 'Use another group for a pilot. Microsoft Entra Connect does not synchronize the members of such a group.',
  },
} as const;

/** The first few of many names. */
function firstNames(names: readonly string[]): string {
  const shown = names.slice(0, 5).join('; ');
  return names.length <= 5 ? shown : `${shown}; and ${grouped(names.length - 5)} more`;
}

export const contributorFindings = {
  inbound: (names: readonly string[]) => `${counted(names.length, 'rule')}: ${names.join(', ')}.`,
  outbound: (names: readonly string[]) => `${counted(names.length, 'rule')}: ${names.join(', ')}.`,
  /** `name` with its connector, as `ruleOnConnector` tells it; so are the names below. */
  named: (name: string, precedence: number, objectType: string, disabled: boolean) =>
    `${name} (${precedence}, ${objectType}${disabled ? ', disabled' : ''})`,
  noInbound: 'No rule flows msExchMailboxGuid from AD.',
  noInboundRemedy:
    'Either AD has no Exchange schema, or the schema was extended after installation (refresh the directory schema), or the default rule was renamed or deleted.',
  noOutbound:
    'No enabled rule exports msExchMailboxGuid to Microsoft Entra ID: a change of the inbound rules does not reach the cloud.',
  noOutboundRemedy: 'Look at app and attribute filtering and at the outbound rules.',
  selectable: (names: readonly string[]) => `${enumerated(names)}.`,
  noObjects: 'This target holds no objects.',
  covered: 'Every object type with mailbox GUIDs has an enabled rule.',
  uncovered: (count: number, objectType: string, connector: string, disabledRule: string | undefined) =>
    `${counted(count, `${objectType} object`)} of ${connector} with a mailbox GUID ${count === 1 ? 'has' : 'have'} no enabled rule: ${disabledRule === undefined ? 'the default rule was deleted or renamed' : `${disabledRule} is disabled`}.`,
  uncoveredRemedy:
    'Unless another forest supplies these users on purpose, restore or enable the default rule before any full synchronization: it would remove all their Exchange attributes from the cloud.',
  noExpressions: 'None of these rules has an expression.',
  predictable: (count: number) =>
    count === 1 ? 'The one expression can be predicted.' : `All ${grouped(count)} can be predicted.`,
  doubtful: (doubts: number, all: number) =>
    `${counted(doubts, 'doubt')} about ${counted(all, 'expression')}: what ${all === 1 ? 'it gives' : 'they give'} cannot be predicted for every object.`,
  doubtfulRemedy: 'Preview single users before trusting what these rules do.',
  doubtAbout: (rule: string, destination: string) => `${rule}, ${destination}`,
  unreadable: (message: string, expression: string) => `Cannot be read: ${message} (${expression})`,
  uniquePrecedence: 'No two rules share a number.',
  sharedPrecedence: (numbers: readonly number[]) => `Shared numbers: ${numbers.join(', ')}.`,
  sharedPrecedenceRemedy: 'Which of two rules of one number wins is not defined: give each its own.',
  uniqueNames: 'No two rules of a connector share a name.',
  sharedNames: (names: readonly string[]) => `Shared names: ${enumerated(names)}.`,
  sharedNamesRemedy: 'Often a copy made by an upgrade or by hand: find out which of the rules is wanted.',
  noLeftovers: 'None.',
} as const;

export const directoryTexts = {
  schema: (version: number) => `Extended for Exchange (rangeUpper ${version}).`,
  noSchema: 'Not extended for Exchange: there are no msExch attributes.',
  noSchemaRemedy: 'Without Exchange attributes in AD there is no mailbox GUID to take out of this forest.',
  organization: (name: string, servers: number, hybrid: boolean) =>
    `“${name}”, ${counted(servers, 'server')}, hybrid configuration ${hybrid ? 'present' : 'absent'}.`,
  noOrganization: 'No Exchange organization.',
  recipients: (total: number, guid: number, onPremises: number, remote: number, mailUsers: number) =>
    `${counted(total, 'user')}: ${grouped(guid)} with a mailbox GUID; ${counted(onPremises, 'mailbox', 'mailboxes')} on-premises, ${grouped(remote)} remote, ${counted(mailUsers, 'mail user')}.`,
  remoteRemedy:
    'Remote mailboxes already live in Exchange Online with the same GUID. What happens to them when the GUID is taken out is documented nowhere: use null-override with a scope that leaves them out.',
  nickname: (count: number) =>
    count === 0
      ? 'Every user with a mailbox GUID has one.'
      : `${counted(count, 'user')} with a mailbox GUID ${count === 1 ? 'has' : 'have'} none: none of their Exchange attributes synchronize.`,
  nicknameRemedy: 'They are not counted as fixed. Give them a mailNickname if they are to be migrated.',
  archives: (count: number) =>
    count === 0
      ? 'None.'
      : `${counted(count, 'user')} with an archive GUID: it keeps being synchronized, this procedure does not touch it.`,
  archivesRemedy:
    'Whether a synchronized archive GUID changes how a mailbox is made is documented nowhere: try one user first.',
  noDuplicates: 'None.',
  duplicates: (count: number) => `${counted(count, 'GUID')} on more than one object.`,
  duplicatesRemedy: 'Two users of one GUID collide in Exchange Online. Find out which is right.',
} as const;

export const cloudTexts = {
  organization: (name: string, synced: boolean) => `“${name}”, directory synchronization ${synced ? 'on' : 'off'}.`,
  syncOffRemedy: 'Directory synchronization is off for this tenant: nothing this server exports arrives.',
  licences: (synced: number, direct: number, byGroup: number) =>
    `${counted(synced, 'synced user')}: ${grouped(direct)} licensed directly, ${grouped(byGroup)} through a group.`,
  provisioningNone: 'None.',
  provisioning: (parts: readonly string[]) => `Unresolved: ${parts.join(', ')}.`,
  provisioningRemedy: 'Look at them first: a mailbox that cannot be made now will not be made after the change either.',
  recycleBin: (count: number) => `${counted(count, 'deleted user')}.`,
  recipients: (mailUsers: number, mailboxes: number) =>
    `${counted(mailUsers, 'mail user')} with an on-premises GUID, ${counted(mailboxes, 'mailbox', 'mailboxes')}.`,
  softDeleted: (count: number) => `${counted(count, 'recipient')}.`,
  softDeletedRemedy:
    'Soft-deleted recipients keep their GUIDs for 30 days and can block new ones; a user re-created with the same GUID and a license can destroy such a mailbox.',
  cloudManagedDefault:
    'Exchange attributes of new users are managed in the cloud by default: what AD says about their mailbox has no effect.',
  cloudManaged: (count: number) => `${counted(count, 'recipient')} managed in the cloud: AD has no effect on them.`,
  cloudManagedRemedy: 'For these users the procedure is pointless. Check whether that is intended.',
  cloudManagedNone: 'None.',
} as const;

/** Rules that there are not yet; a run gives them their names. */
export const plannedRuleTexts = {
  copy: (name: string) => `Copy of ${name}`,
  override: (objectType: string) => `A rule of its own for ${objectType} objects`,
} as const;

export const consequenceTexts = {
  licensed: (count: number) =>
    count === 0
      ? 'No mailbox comes by the change itself: nobody who loses the mailbox GUID has a license for Exchange Online and no mailbox yet.'
      : `${counted(count, 'user')} ${count === 1 ? 'has' : 'have'} a license for Exchange Online and no mailbox yet: ${count === 1 ? 'this user gets' : 'they get'} an empty cloud mailbox as soon as the change is exported.`,
  licensedAtMost: (count: number) =>
    `Up to ${counted(count, 'synced user')} with a license for Exchange Online get an empty cloud mailbox as soon as the change is exported; with Exchange Online or AD connected the number would be exact.`,
  licensedUnknown:
    'Users who already have a license for Exchange Online get an empty cloud mailbox as soon as the change is exported. How many is not known: the tenant is not connected.',
  affected: (count: number) => `${counted(count, 'user')} lose the mailbox GUID in Microsoft 365.`,
  unaffected: 'No user is affected: no procedure is recommended.',
  affectedUnknown: 'How many users lose the mailbox GUID is not known: an export holds no users.',
  repaired:
    'Users whom the leftover did not reach lose the mailbox GUID in Microsoft 365; the change plan of repair-recipe counts them.',
  restored: 'Users get the mailbox GUID back in Microsoft 365; the change plan of restore-default counts them.',
  untouched: (count: number) =>
    `${counted(count, 'user')} with a mailbox GUID but without mailNickname ${count === 1 ? 'is' : 'are'} not concerned.`,
} as const;

/** Always part of the report (procedures.md, `assess` 9). */
export const standingWarnings: readonly string[] = [
  'Two mailboxes for one user may misroute mail: finish the migration without delay.',
  'Public folders are not covered.',
  'Cloud mailboxes of synced users stay managed from on-premises: do not delete the on-premises mailboxes or decommission the last Exchange server before directory synchronization is off or the mailboxes are cloud-managed.',
  'New mailboxes get new GUIDs: anything keyed to the old one may stop working.',
];

export const recommendationTexts = {
  articlesWay: 'It is the way the migration articles recommend, and this product makes each step safe and provable.',
  covers: (names: readonly string[]) => `It would treat every rule that matters: ${enumerated(names)}.`,
  first: (actions: number) =>
    actions === 1
      ? 'Something has to be done before any procedure. Then assess again.'
      : `${counted(actions, 'thing')} have to be done before any procedure. Then assess again.`,
  onStaging: 'It runs on this staging server, which exports nothing.',
  upgradeUndoes:
    'Automatic upgrade is on: an upgrade re-creates the deleted default rule, enabled, and undoes null-clone silently.',
  survivesUpgrades:
    'One rule below 100 with AuthoritativeNull is Microsoft’s documented way; the default rules stay untouched and upgrades do not undo it.',
  canBePiloted: 'It can be tried on a few users by its scope, and undone by removing one rule.',
  lastsUntilUpgrade:
    'Know beforehand: with the standard option (original=delete) it lasts until the next upgrade of Microsoft Entra Connect, which re-creates the deleted default rule, enabled, so that the GUIDs come back. Finish the migration before, or choose original=keep-disabled or null-override.',
  excludesRemote: (count: number) =>
    `It excludes the ${counted(count, 'user', 'users')} with a remote mailbox, whose mailbox GUID null-clone would clear too.`,
  excludesUnknownRemote: 'It excludes remote mailboxes. Unknown: whether there are any.',
  clearsRemote: (count: number) =>
    `It clears the mailbox GUID of ${counted(count, 'user', 'users')} with a remote mailbox too. It starts only when the option remote-mailboxes records why.`,
  subject: (objectType: string, connector: string) => `${objectType} objects of ${connector}`,
  inPlaceForSome: (forgotten: readonly string[]) =>
    `The documented override is in place, but not for ${forgotten.join(' and ')}: their mailbox GUIDs still reach the cloud.`,
  authoritative: 'AuthoritativeNull lets no other rule contribute, whatever its precedence.',
  keepDisabled: 'Possible with original=keep-disabled, so that an upgrade does not bring the rule back.',
  rebuild:
    'Only if neither rule change clears the GUID in the cloud, or policy forbids rule changes: it deletes the users in the cloud and creates them again.',
  inPlace: 'The documented override is in place already.',
  nothingToDo: 'No rule brings a mailbox GUID into the cloud, so there is nothing to take out.',
  unknown: 'The rules of the server could not be read.',
  unknownBecause: (reason: string) => `Which path fits cannot be told without all rules. ${reason}`,
  restoreFirst: 'Objects with a mailbox GUID have no enabled rule: restore the default rule first, then assess again.',
} as const;
