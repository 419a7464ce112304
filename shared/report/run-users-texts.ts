import type { UserLicensed } from '../procedures/steps/run-users/user-lines.ts';
import { counted, grouped } from '../base/words/counted.ts';
import { licenseValues } from '../assessment/lists/texts.ts';

/** Texts of users.csv: what became of every user whom a run is about. */

export const runUsersTexts = {
  heading: 'Users',
  title: 'Users the change applies to',
  columns: [
    'User principal name',
    'Name',
    'Distinguished name',
    'Object type',
    'Mailbox in AD',
    'Mailbox GUID in AD',
    'GUID in the metaverse before',
    'GUID in the metaverse after',
    'GUID in Microsoft Entra ID before',
    'GUID in Microsoft Entra ID after',
    'GUID in Exchange Online before',
    'GUID in Exchange Online after',
    'Mailbox in Exchange Online before',
    'Mailbox in Exchange Online',
    'Mailbox created during the run',
    'License before',
    'License step',
    'Where before the change',
    'Affected in Microsoft 365',
    'Verdict',
  ],
  /** Of these columns, what a page is wide enough for. */
  onPage: [
    'User principal name',
    'Name',
    'Where before the change',
    'GUID in the metaverse after',
    'GUID in Exchange Online after',
    'Mailbox in Exchange Online',
    'Affected in Microsoft 365',
    'Verdict',
  ],
  summary: (users: number, affected: number) =>
    `The change applies to ${counted(users, 'user')}. It affects ${grouped(affected)} of them in Microsoft 365.`,
  created: (mailboxes: number) =>
    `${counted(mailboxes, 'mailbox was', 'mailboxes were')} created in Exchange Online during the run.`,
  verdicts: ({
    verified,
    failed,
    unread,
  }: {
    readonly verified: number;
    readonly failed: number;
    readonly unread: number;
  }) => `${grouped(verified)} verified, ${grouped(failed)} failed, ${grouped(unread)} not verified.`,
  source: '“Before” was read before the change was synchronized. “After” was read back by the last verification.',
  file: (file: string) => `All users: ${file}`,
  unreadable: (path: string) =>
    `users.csv was not created: the sealed file ${path} is missing, or was changed after it was sealed.`,
  bucketColumns: ['Where before the change', 'Users', 'Affected in Microsoft 365'],
  sum: 'Sum',
  cell: { 'not-read': 'Not read', absent: 'No object', empty: 'None' },
  mailbox: { yes: 'Yes', no: 'No', absent: 'No', 'not-read': 'Not read' },
  holding: { ...licenseValues.holding, absent: licenseValues.notInTenant, 'not-read': licenseValues.notRead },
  yes: 'Yes',
  no: 'No',
  verdict: { 'as-planned': 'Verified', 'not-as-planned': 'Failed', 'not-told': 'Not verified' },
  licence: {
    assign: 'Assigned',
    reassign: 'Removed and assigned again',
    expected: 'Licensed before',
  } satisfies Readonly<Record<UserLicensed['action'], string>>,
  undone: (action: string) => `${action}, undone`,
} as const;
