import type { Actor, Diagnosis } from '../entra-connect/doctor/diagnosis.ts';
import { remoteMailboxesOfRepair } from './remote-mailboxes.ts';
import type { StudiedFacts } from './study.ts';

/** Who acts on what was found on this server, with its users. */
export function actorOn(found: Diagnosis, facts: StudiedFacts): Actor {
  const actor = facts.doctor?.plans.actorOn(found) ?? found.actor;
  return sparedOn(found, facts) === undefined ? actor : 'restore-default';
}

/** Remote mailboxes for whose sake the default rules are restored, although what was found could be repaired; undefined: none. */
export function sparedOn({ action, actor }: Diagnosis, facts: StudiedFacts): number | undefined {
  return action === 'repair' && actor === 'repair-recipe' ? sparedByRestore(facts) : undefined;
}

/** Remote mailboxes that would lose the GUID by the repair; undefined: none, or the default rules cannot be restored instead. */
export function sparedByRestore(facts: StudiedFacts): number | undefined {
  if (facts.doctor === undefined || facts.doctor.plans.restoration.blockers.length > 0) return undefined;
  const repaired = remoteMailboxesOfRepair(facts);
  return repaired.kind === 'lose' ? repaired.users : undefined;
}
