import type { Recommendation } from './assessment.ts';
import { cloudLists } from './lists/cloud-lists.ts';
import { directoryLists } from './lists/directory-lists.ts';
import { flowLists } from './lists/flow-lists.ts';
import type { OfferedList } from './lists/offered-list.ts';
import { serverLists } from './lists/server-lists.ts';
import type { StudiedFacts } from './study.ts';

/** Every list that an assessment can show: the account of users, then the findings; none of them is empty. */
export function userListsOf(facts: StudiedFacts, recommendation: Recommendation): readonly OfferedList[] {
  const lists = [
    ...flowLists(facts, recommendation),
    ...serverLists(facts),
    ...directoryLists(facts),
    ...cloudLists(facts),
  ];
  return lists.filter(({ count }) => count > 0);
}
