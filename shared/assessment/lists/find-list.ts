import type { Bucket } from '../../user-flow/buckets.ts';
import type { CountedBucket } from '../../user-flow/flow.ts';
import type { Consequence, RecommendedProcedure } from '../assessment.ts';
import type { NamedList } from './offered-list.ts';

/** Which of the lists of an assessment has the names behind a count; undefined: nobody is counted. */

export function bucketList(lists: readonly NamedList[], bucket: Bucket): NamedList | undefined {
  return lists.find(({ id }) => id === `bucket.${bucket}`);
}

/** Where all users of a bucket have a license, its own list has their names. */
export function licensedList(
  lists: readonly NamedList[],
  { id, users, licensed = 0 }: CountedBucket,
): NamedList | undefined {
  if (licensed === 0) return undefined;
  return licensed === users ? bucketList(lists, id) : lists.find((list) => list.id === `bucket.${id}.licensed`);
}

/** `alternative`: the procedure that the consequence is one of, where it is not the recommended one. */
export function listBehind(
  { id, count = 0 }: Consequence,
  lists: readonly NamedList[],
  alternative?: RecommendedProcedure,
): NamedList | undefined {
  if (count === 0) return undefined;
  const own = alternative !== undefined && id === 'users-affected' ? `${id}.${alternative}` : id;
  return lists.find((list) => list.id === own);
}

/** Remote mailboxes that the reasons of the paths count. */
export function remoteList(lists: readonly NamedList[]): NamedList | undefined {
  return lists.find(({ id }) => id === 'users-remote');
}

export function listsOfFinding(lists: readonly NamedList[], finding: string): readonly NamedList[] {
  return lists.filter(({ of }) => of === finding);
}
