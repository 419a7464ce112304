import type { Bucket, Station } from './buckets.ts';
import type { UserFlow } from './flow.ts';
import { counted, grouped } from '../base/words/counted.ts';

/** Texts of the account of users: where everybody with a mailbox GUID in AD is. */

export const readingTexts = {
  tenant: 'Reading the users of the tenant',
  exchangeOnline: 'Reading the recipients of Exchange Online',
  forest: (forest: string) => `Reading the recipients of ${forest}`,
} as const;

const stationTexts: Readonly<Record<Station, string>> = {
  directory: 'In AD, with a mailbox GUID',
  scope: 'In sync scope',
  nickname: 'With mailNickname',
  metaverse: 'In the metaverse',
  entra: 'In Microsoft Entra ID',
  'exchange-online': 'In Exchange Online',
};

interface BucketText {
  readonly title: string;
  /** Why the users stop here, and what that means for them. */
  readonly why: string;
  /** What to do about it. */
  readonly remedy: string;
}

export const bucketTexts: Readonly<Record<Bucket, BucketText>> = {
  'gone-from-directory': {
    title: 'No longer in AD',
    why: 'AD does not contain the user or its GUID any more; the next import removes it from the connector space.',
    remedy: 'Run a sync cycle, then assess again.',
  },
  'not-in-scope': {
    title: 'Not in sync scope',
    why: 'OU filtering excludes the user, or it has not been imported yet.',
    remedy: 'To migrate these users, include their OU in the Microsoft Entra Connect wizard.',
  },
  'no-nickname': {
    title: 'No mailNickname',
    why: 'The default rules synchronize Exchange attributes only with mailNickname, so the change does not reach the user.',
    remedy: 'To migrate these users, set mailNickname in AD and run a sync cycle.',
  },
  'not-joined': {
    title: 'Not in the metaverse',
    why: 'The connector space object is not joined: a synchronization rule filters it, or its synchronization failed.',
    remedy:
      'Check the scoping filters of the inbound rules, and the synchronization errors in Synchronization Service Manager.',
  },
  'not-provisioned': {
    title: 'Filtered by a rule',
    why: 'The user is in the metaverse, and no rule provisions it to Microsoft Entra ID.',
    remedy: 'Check the scoping filters of the outbound rules, and adminDescription of the users.',
  },
  'waiting-for-export': {
    title: 'Waiting for the first export',
    why: 'The user has not been exported to Microsoft Entra ID yet.',
    remedy: 'Run a sync cycle, then assess again.',
  },
  'export-error': {
    title: 'Export error',
    why: 'The last export of the user to Microsoft Entra ID failed.',
    remedy: 'Correct the error, then run a sync cycle.',
  },
  'not-in-tenant': {
    title: 'Not found in Microsoft Entra ID',
    why: 'The connector space has the user, and Microsoft Entra ID does not return it: it was deleted there.',
    remedy: 'Check whether the users are among the deleted users in Microsoft Entra ID, and restore them there.',
  },
  'guid-in-entra': {
    title: 'GUID in Microsoft Entra ID',
    why: 'The GUID is exported to Microsoft Entra ID. Exchange Online was not read.',
    remedy: 'Connect Exchange Online and assess again to see who has a mailbox there.',
  },
  'no-guid-in-entra': {
    title: 'No GUID in Microsoft Entra ID',
    why: 'The user is synchronized without the GUID. Exchange Online was not read.',
    remedy: 'Connect Exchange Online and assess again to see who has a mailbox there.',
  },
  'provisioning-error': {
    title: 'Provisioning error',
    why: 'Exchange Online reports an unresolved error for the user, which clearing the GUID does not fix.',
    remedy: 'Resolve the error before the change.',
  },
  'no-recipient': {
    title: 'No recipient',
    why: 'Exchange Online has no active recipient for the user yet.',
    remedy:
      'If mailNickname is not set in AD, set it. Otherwise, wait until Exchange Online has created the recipient. Then assess again.',
  },
  blocked: {
    title: 'Blocked by the GUID',
    why: 'The mail user in Exchange Online has the GUID, so no mailbox is created, even with a license.',
    remedy: 'Clear the GUID with the recommended procedure.',
  },
  'cloud-mailbox': {
    title: 'Mailbox with the same GUID',
    why: 'The mailbox is in Exchange Online already, with the GUID from AD.',
    remedy: 'Exclude these users from the change: the override with AuthoritativeNull leaves remote mailboxes out.',
  },
  'other-mailbox': {
    title: 'Mailbox with another GUID',
    why: 'The user has a mailbox in Exchange Online whose GUID is not the one in AD.',
    remedy: 'Keep the GUID from AD cleared for these users.',
  },
  'no-guid': {
    title: 'No GUID, no mailbox',
    why: 'The mail user in Exchange Online has no GUID: a license creates a mailbox.',
    remedy: 'Assign a license when the user is to be migrated.',
  },
};

export const userFlowTexts = {
  heading: (whole: number) => `Where the ${counted(whole, 'user')} with a mailbox GUID ${whole === 1 ? 'is' : 'are'}`,
  tableColumns: ['Last station', 'Users who stop here', 'Users', 'Licensed', 'Why'],
  licensedOf: (count: number) => `${grouped(count)} licensed`,
  /** `12 + 9 = 21. Every user is counted once.` */
  sum: (parts: readonly number[], whole: number) =>
    parts.length === 0
      ? 'No user has a mailbox GUID.'
      : `${parts.map(grouped).join(' + ')} = ${grouped(whole)}. Every user is counted once.`,
  from: {
    directory: undefined,
    'connector-space': 'Active Directory was not read: the account begins in the connector spaces.',
  } satisfies Readonly<Record<UserFlow['from'], string | undefined>>,
  to: {
    'entra-space':
      'The account ends in the Microsoft Entra connector space: Microsoft Entra ID and Exchange Online were not read.',
    tenant: 'The account ends in Microsoft Entra ID: Exchange Online was not read.',
    'exchange-online': undefined,
  } satisfies Readonly<Record<UserFlow['to'], string | undefined>>,
} as const;

/** Where reading began is where the first station is. */
export function stationTitle(id: Station, { from }: Pick<UserFlow, 'from'>): string {
  return id === 'directory' && from === 'connector-space'
    ? 'In the connector spaces, with a mailbox GUID'
    : stationTexts[id];
}

/** The sum of the buckets, and where the account begins and ends where that is not AD and Exchange Online. */
export function flowNotes(flow: UserFlow): readonly string[] {
  const parts = flow.stations.flatMap(({ stops }) => stops.map(({ users }) => users));
  return [userFlowTexts.sum(parts, flow.whole), userFlowTexts.from[flow.from], userFlowTexts.to[flow.to]].filter(
    (note) => note !== undefined,
  );
}
