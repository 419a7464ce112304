import { zeroGuid } from '../base/guid.ts';
import type { FlowUser, FlowUsers } from './user.ts';

/** The stations of a GUID on its way from AD to Exchange Online, in their order. */
export const stations = ['directory', 'scope', 'nickname', 'metaverse', 'entra', 'exchange-online'] as const;
export type Station = (typeof stations)[number];

/** Where a user stops, by the station that it still reached. Every user is in exactly one bucket. */
export const bucketsByStation = {
  directory: ['gone-from-directory', 'not-in-scope'],
  scope: ['no-nickname'],
  nickname: ['not-joined'],
  metaverse: ['not-provisioned'],
  entra: ['waiting-for-export', 'export-error', 'not-in-tenant', 'guid-in-entra', 'no-guid-in-entra'],
  'exchange-online': ['provisioning-error', 'no-recipient', 'blocked', 'cloud-mailbox', 'other-mailbox', 'no-guid'],
} as const satisfies Readonly<Record<Station, readonly string[]>>;

export type Bucket = (typeof bucketsByStation)[Station][number];

export const buckets: readonly Bucket[] = stations.flatMap((station): readonly Bucket[] => bucketsByStation[station]);

/** Puts a user into its bucket; pure, and the one place that decides it. */
export function bucketOf(user: FlowUser, { to, isTenantRead }: Pick<FlowUsers, 'to' | 'isTenantRead'>): Bucket {
  const { space, entraSpace, tenant, recipient } = user;
  if (!user.isInDirectory) return 'gone-from-directory';
  if (space === undefined) return 'not-in-scope';
  if (!mayFlow(user)) return 'no-nickname';
  if (space.metaverseId === undefined) return 'not-joined';
  if (entraSpace === undefined) return 'not-provisioned';
  if (entraSpace.exportError !== undefined) return 'export-error';
  if (entraSpace.isWaitingForFirstExport) return 'waiting-for-export';
  if (isTenantRead && tenant === undefined) return 'not-in-tenant';
  if (to !== 'exchange-online') return entraSpace.guid === '' ? 'no-guid-in-entra' : 'guid-in-entra';
  if (tenant !== undefined && tenant.errors.length > 0) return 'provisioning-error';
  if (recipient === undefined) return 'no-recipient';
  if (recipient.isMailbox) return recipient.guid === user.guid ? 'cloud-mailbox' : 'other-mailbox';
  return recipient.guid === zeroGuid ? 'no-guid' : 'blocked';
}

/** The default rules bring no GUID without mailNickname; where a custom rule has done so, the user is where the GUID is. */
export function mayFlow(user: Pick<FlowUser, 'space' | 'entraSpace'>): boolean {
  return user.space?.hasNickname === true || holdsGuidInCloud(user);
}

/** Whether a change that clears the GUID would take it from the user in Microsoft 365: it is there now. */
export function holdsGuidInCloud({ entraSpace }: Pick<FlowUser, 'entraSpace'>): boolean {
  return entraSpace !== undefined && entraSpace.guid !== '';
}
