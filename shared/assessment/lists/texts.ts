import type { LicenceHolding } from '../../user-flow/exchange-licences.ts';
import type { RecipientKind } from '../../entra-connect/recipient-kind.ts';

/** Texts of the lists of names behind the counts of an assessment. */

/** What a list is called, why somebody is on it, and what to do where no finding says it. */
export interface ListText {
  readonly title: string;
  readonly why: string;
  readonly remedy?: string;
}

/** A list that a finding has: the finding says what to do. */
type FoundListText = Omit<ListText, 'remedy'>;

const inFlow = [
  'Name',
  'User principal name',
  'Distinguished name',
  'OU',
  'Object type',
  'Mailbox in AD',
  'Where',
  'Why',
  'Mailbox license',
];
const person = { name: 'Name', under: 'User principal name' } as const;
const object = { name: 'Name', under: 'Distinguished name' } as const;

/** Columns of each kind of list: all of them for files, and those to look through. */
export const listColumns = {
  flow: {
    columns: inFlow,
    shown: person,
    others: ['OU', 'Mailbox in AD', 'Where', 'Mailbox license'],
    othersOfBucket: ['OU', 'Mailbox in AD', 'Mailbox license'],
    othersWithReason: ['OU', 'Why', 'Mailbox license'],
  },
  remote: {
    columns: ['Name', 'User principal name', 'Distinguished name', 'Forest'],
    shown: { ...person, others: ['Distinguished name'] },
  },
  directory: {
    columns: ['Name', 'User principal name', 'Distinguished name', 'OU', 'Object type', 'Mailbox in AD', 'Why'],
    shown: { ...person, others: ['OU', 'Object type', 'Mailbox in AD'] },
    shownOfKind: { ...person, others: ['OU', 'Object type'] },
  },
  duplicates: {
    columns: ['Name', 'Distinguished name', 'Mailbox GUID'],
    shown: { ...object, others: ['Mailbox GUID'] },
  },
  connectorSpace: {
    columns: ['Name', 'Distinguished name', 'Connector'],
    shown: { ...object, others: ['Connector'] },
  },
  tenant: {
    columns: ['Name', 'User principal name', 'Mailbox license'],
    shown: { ...person, others: ['Mailbox license'] },
  },
  errors: {
    columns: ['Name', 'User principal name', 'Service', 'Error'],
    shown: { ...person, others: ['Service', 'Error'] },
  },
  deletedUsers: {
    columns: ['User principal name', 'Deleted (UTC)'],
    shown: { name: 'User principal name', others: ['Deleted (UTC)'] },
  },
  recipients: {
    columns: ['Name', 'Address', 'Recipient type', 'Exchange GUID', 'Deleted (UTC)'],
    shown: { name: 'Name', under: 'Address', others: ['Recipient type', 'Exchange GUID'] },
  },
  deletedRecipients: {
    columns: ['Name', 'Address', 'Recipient type', 'Exchange GUID', 'Deleted (UTC)'],
    shown: { name: 'Name', under: 'Address', others: ['Recipient type', 'Exchange GUID', 'Deleted (UTC)'] },
  },
} as const;

export const licenseValues = {
  notRead: 'Not read',
  notInTenant: 'Not in Microsoft Entra ID',
  holding: { none: 'None', direct: 'Direct', 'by-group': 'Through a group' } satisfies Readonly<
    Record<LicenceHolding, string>
  >,
} as const;

/** Heading over all lists of a page. */
export const namesHeading = 'The names behind the counts';

/** Users of AD with a mailbox GUID. */
export const flowListTexts = {
  affected: {
    title: 'Users who lose the GUID in Microsoft 365',
    why: 'The GUID is in Microsoft Entra ID, and the procedure clears it.',
  },
  licensed: {
    title: 'Licensed users who get an empty mailbox',
    why: 'They have a license and no mailbox in Exchange Online: clearing the GUID creates an empty one.',
    remedy: 'Inform these users, and migrate their mail soon after the change.',
  },
  licensedIn: ({ title, why, remedy }: ListText): ListText => ({
    title: `${title}: licensed users`,
    why: `They have a license for a mailbox in Exchange Online. ${why}`,
    ...(remedy !== undefined && { remedy }),
  }),
  remoteCleared: {
    title: 'Remote mailboxes whose GUID the copy of the rule would clear',
    why: 'The mailbox is in Exchange Online already, with the same GUID.',
    remedy: 'Use the override with AuthoritativeNull, which leaves remote mailboxes out.',
  },
  uncovered: {
    title: 'Users without an enabled rule',
    why: 'They have a mailbox GUID, and no enabled rule contributes it.',
  },
  loseNext: {
    title: 'Users who lose the GUID with the next full synchronization',
    why: 'The GUID is in Microsoft Entra ID, and the rules no longer contribute it.',
  },
  getBackNext: {
    title: 'Users who get the GUID back with the next full synchronization',
    why: 'The GUID is not in Microsoft Entra ID, and the rules contribute it again.',
  },
  concerned: {
    title: 'Users whom the finding affects',
    why: 'Their mailbox GUID synchronizes, they are of the object type of these rules, and they are synchronized to Microsoft Entra ID.',
  },
} as const;

export const directoryListTexts = {
  all: { title: 'All users in AD', why: 'AD has the user, whatever its recipient type.' },
  withMailboxGuid: { title: 'Users with a mailbox GUID', why: 'AD has a mailbox GUID for the user.' },
  kinds: {
    'on-premises-mailbox': { title: 'Mailboxes on premises', why: 'AD says that the mailbox is on premises.' },
    'remote-mailbox': {
      title: 'Remote mailboxes',
      why: 'The mailbox is in Exchange Online already, with the same GUID.',
    },
    'mail-user': { title: 'Mail users', why: 'AD has a mail user without a mailbox.' },
    other: { title: 'Other recipients', why: 'The recipient type in AD is none of a mailbox or a mail user.' },
    'not-a-recipient': { title: 'Users without a recipient type', why: 'AD has no Exchange recipient type for them.' },
  } satisfies Readonly<Record<RecipientKind, FoundListText>>,
  withoutNickname: {
    title: 'Users without mailNickname',
    why: 'None of their Exchange attributes synchronizes, so the change does not reach them.',
  },
  archives: { title: 'Users with an archive GUID', why: 'The archive GUID stays synchronized.' },
  duplicates: {
    title: 'Objects that share a mailbox GUID',
    why: 'Two users with one GUID collide in Exchange Online.',
  },
} as const;

/** Objects of the connector spaces. */
export const serverListTexts = {
  deletionsToExport: {
    title: 'Deletions waiting for export',
    why: 'The next export deletes these objects in Microsoft Entra ID.',
  },
  deleted: {
    title: 'Objects deleted in a connected directory',
    why: 'The deletion has been imported and is not synchronized yet.',
  },
  exportCutOff: {
    title: 'Objects whose export was cut off',
    why: 'An export was cut off while it sent a change of these objects. Unknown: whether it arrived.',
  },
  withheld: {
    title: 'Groups with too many members',
    why: 'The server returns no attributes of these groups.',
  },
} as const;

export const cloudListTexts = {
  licensedAtMost: {
    title: 'Licensed users who may get an empty mailbox',
    why: 'They have a license for a mailbox. Unknown: who has one, because neither AD nor Exchange Online was read.',
    remedy: 'Connect Exchange Online or AD, then assess again.',
  },
  synced: { title: 'Synchronized users', why: 'Microsoft Entra ID synchronizes the user from AD.' },
  holders: {
    direct: { title: 'Users with a direct license', why: 'A license for a mailbox is assigned to the user.' },
    'by-group': {
      title: 'Users licensed through a group',
      why: 'A group assigns a license for a mailbox to the user.',
    },
    none: { title: 'Synchronized users without a license', why: 'No license for a mailbox is assigned to the user.' },
  } satisfies Readonly<Record<LicenceHolding, FoundListText>>,
  errors: { title: 'Provisioning errors', why: 'Microsoft 365 reports an unresolved error.' },
  recycleBin: {
    title: 'Deleted users in Microsoft Entra ID',
    why: 'Microsoft Entra ID keeps deleted users for 30 days.',
  },
  mailUsersWithGuid: {
    title: 'Mail users with a GUID',
    why: 'The mail user in Exchange Online has a GUID, so no mailbox is created, even with a license.',
  },
  mailboxes: { title: 'Mailboxes in Exchange Online', why: 'Exchange Online has an active user mailbox.' },
  cloudManaged: {
    title: 'Recipients managed in the cloud',
    why: 'Their Exchange attributes are managed in Exchange Online, so AD has no effect on them.',
  },
  softDeleted: {
    title: 'Soft-deleted recipients',
    why: 'A soft-deleted recipient keeps its GUID for 30 days and can block a new one.',
  },
} as const;
