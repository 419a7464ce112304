import type { ConnectorSpaceObjectId } from '../base/identifiers.ts';
import { holdsGuidInCloud } from './buckets.ts';
import type { FlowUser } from './user.ts';

/** What a change does to the GUID of those whom it is about. */
export type GuidEffect = 'loses' | 'gets-back';

/** Whom a change is about, and what it does to them. */
export interface Concern {
  /** Objects of the connector spaces in scope of the change, with a GUID. */
  readonly concerned: ReadonlySet<ConnectorSpaceObjectId>;
  readonly effect: GuidEffect;
  /** Distinguished names of users whom the change leaves as they are, although they are in scope. */
  readonly spared: ReadonlySet<string>;
}

/**
 * Whether a user loses the GUID in Microsoft 365, or gets it back there; pure, and the one place that decides it. Whoever is
 * not synchronized to Microsoft Entra ID neither loses nor gets anything there. The default rules bring no GUID without
 * mailNickname; a custom rule may have done so.
 */
export function isAffected(user: FlowUser, { concerned, effect, spared }: Concern): boolean {
  if (user.space === undefined || !concerned.has(user.space.id) || spared.has(user.distinguishedName)) return false;
  return effect === 'loses' ? holdsGuidInCloud(user) : user.space.hasNickname && user.entraSpace !== undefined;
}
