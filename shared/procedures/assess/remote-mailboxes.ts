import { remoteMailboxesOf } from '../rule-change/census.ts';
import type { StudiedFacts } from './study.ts';

/** Remote mailboxes whose GUID null-clone would clear too; undefined: the objects are not known. */
export function remoteMailboxesIn(facts: StudiedFacts): number | undefined {
  return remoteMailboxNamesIn(facts)?.length;
}

/** The same by distinguished name. */
export function remoteMailboxNamesIn({ census, selection }: StudiedFacts): readonly string[] | undefined {
  const counted = [...census.values()].flat();
  if (counted.length === 0) return undefined;
  return selection.ok && selection.value.kind === 'selected'
    ? remoteMailboxesOf(selection.value.contributors, census)
    : counted.flatMap(({ remoteMailboxes }) => remoteMailboxes);
}
