import { bucketOf, bucketsByStation, stations, type Bucket, type Station } from './buckets.ts';
import type { FlowUser, FlowUsers, ReadTo } from './user.ts';

/** Users who stop at one place. */
export interface CountedBucket {
  readonly id: Bucket;
  readonly users: number;
  /** Of them, with a license for a mailbox in Exchange Online; absent: licenses were not read. */
  readonly licensed?: number;
}

/** One station: who reached it, and who goes no further. */
interface CountedStation {
  readonly id: Station;
  readonly users: number;
  readonly stops: readonly CountedBucket[];
}

/** The account of all users of AD with a mailbox GUID: every one of them is in exactly one bucket. */
export interface UserFlow {
  readonly whole: number;
  readonly from: FlowUsers['from'];
  readonly to: ReadTo;
  readonly stations: readonly CountedStation[];
}

/** Counts the users, bucket by bucket; pure. */
export function userFlow(read: FlowUsers): UserFlow {
  const members = usersByBucket(read);
  let left = read.users.length;
  return {
    whole: left,
    from: read.from,
    to: read.to,
    stations: reachedStations(read).map((id) => {
      const users = left;
      const stops = bucketsByStation[id].flatMap((bucket): readonly CountedBucket[] => {
        const own = members.get(bucket);
        return own === undefined ? [] : [countedBucket(bucket, own, read)];
      });
      left -= stops.reduce((sum, stop) => sum + stop.users, 0);
      return { id, users, stops };
    }),
  };
}

/** The stations that were looked at. */
function reachedStations({ from, to }: FlowUsers): readonly Station[] {
  return stations.filter(
    (id) => (id !== 'scope' || from === 'directory') && (id !== 'exchange-online' || to === 'exchange-online'),
  );
}

function countedBucket(id: Bucket, users: readonly FlowUser[], { isTenantRead }: FlowUsers): CountedBucket {
  const counted = { id, users: users.length };
  return isTenantRead ? { ...counted, licensed: users.filter(isLicensed).length } : counted;
}

/** Holds a license that gives a mailbox. */
export function isLicensed({ tenant }: FlowUser): boolean {
  return tenant !== undefined && tenant.holding !== 'none';
}

/** Buckets with somebody in them, with their users in the order of reading. */
export function usersByBucket(read: FlowUsers): ReadonlyMap<Bucket, readonly FlowUser[]> {
  return Map.groupBy(read.users, (user) => bucketOf(user, read));
}

/** All buckets of an account with somebody in them, in the order of the way. */
export function bucketsOf({ stations: reached }: Pick<UserFlow, 'stations'>): readonly CountedBucket[] {
  return reached.flatMap(({ stops }) => stops);
}

/** How many users are in a bucket. */
export function usersIn(flow: Pick<UserFlow, 'stations'>, bucket: Bucket): number {
  return bucketsOf(flow).find(({ id }) => id === bucket)?.users ?? 0;
}
