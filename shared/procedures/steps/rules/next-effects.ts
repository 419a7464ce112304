import type { Effect } from '../../../engine/contract/effect.ts';
import { effectOf, guidEffect } from '../effects.ts';
import type { StageFacts } from './stage-facts.ts';
import type { ReachedUsers } from '../synchronize/waiting-changes.ts';

/** What rules that are changed now do to users with the next synchronization. */

const next = { when: 'next-synchronization' } as const;

/** They lose the GUID: on a staging server in its metaverse, where nobody has counted them. */
export function clearsNext(facts?: Pick<StageFacts, 'objects' | 'stagingMode'>): readonly Effect[] {
  const stagingMode = facts?.stagingMode ?? false;
  return guidEffect('cleared', stagingMode ? undefined : facts?.objects, stagingMode, next);
}

/** What a synchronization that was computed beforehand does. */
export function foretoldEffects(
  { cleared, returned, attributesReturned, attributesChanged }: ReachedUsers,
  stagingMode: boolean,
  when: 'now' | 'next-synchronization',
): readonly Effect[] {
  return [
    ...guidEffect('cleared', cleared, stagingMode, { when }),
    ...guidEffect('returned', returned, stagingMode, { when }),
    ...effectOf('attributes-returned', attributesReturned, { when }),
    ...effectOf('attributes-changed', attributesChanged, { when }),
  ];
}

/** The same where nothing was computed: what the change is for. */
export function expectedEffects(
  change: 'cleared' | 'returned',
  stagingMode: boolean,
  when: 'now' | 'next-synchronization',
): readonly Effect[] {
  return [
    ...guidEffect(change, undefined, stagingMode, { when }),
    ...effectOf('attributes-returned', undefined, { when }),
  ];
}
