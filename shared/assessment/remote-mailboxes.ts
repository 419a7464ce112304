import { fateOf } from '../entra-connect/doctor/place-effect.ts';
import { holdsObjects, remoteMailboxesOf } from '../procedures/steps/rules/census.ts';
import { nextSynchronization } from './next-synchronization.ts';
import type { StudiedFacts } from './study.ts';

/** Remote mailboxes whose GUID null-clone would clear too; undefined: the objects are not known. */
export function remoteMailboxesIn(facts: StudiedFacts): number | undefined {
  return remoteMailboxNamesIn(facts)?.length;
}

/** The same by distinguished name. */
export function remoteMailboxNamesIn({ census, selection }: StudiedFacts): readonly string[] | undefined {
  if (!holdsObjects(census)) return undefined;
  return selection.ok && selection.value.kind === 'selected'
    ? remoteMailboxesOf(selection.value.contributors, census)
    : [...census.values()].flat().flatMap(({ remoteMailboxes }) => remoteMailboxes);
}

/** What a repair does to remote mailboxes whose GUID is in Microsoft 365 now. */
export type RepairedRemote =
  { readonly kind: 'keep' } | { readonly kind: 'lose'; readonly users: number } | { readonly kind: 'unknown' };

export function remoteMailboxesOfRepair({ doctor, users }: StudiedFacts): RepairedRemote {
  const kinds = doctor?.plans.kindsOnceRepaired ?? [];
  const isCleared = kinds.some(
    ({ recipient, prediction }) => recipient === remote && fateOf(prediction.cloud) === 'removed',
  );
  if (!isCleared) return { kind: 'keep' };
  if (!users.ok) return { kind: 'unknown' };
  const losing = nextSynchronization(users.value, kinds).lose.filter(({ kind }) => kind === remote);
  return losing.length === 0 ? { kind: 'keep' } : { kind: 'lose', users: losing.length };
}

const remote = 'remote-mailbox';
