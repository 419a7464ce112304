import { sharePerThousand, type PersonKind } from './kinds.ts';

/** What to invent for one forest. */
export interface PopulationPlan {
  /** DNS name. */
  readonly forestName: string;
  /** Distinguished name of the domain. */
  readonly domain: string;
  /** Container within the synchronization scope that the organizational units go into; may be the domain itself. */
  readonly synchronizedContainer: string;
  /** Container outside the scope; undefined when the whole domain is synchronized. */
  readonly otherContainer: string | undefined;
  /** Name of the Exchange organization. */
  readonly organization: string;
  /** `contoso.onmicrosoft.com`: remote mailboxes have their routing addresses there. */
  readonly tenantDomain: string;
  /** User-like objects: users and inetOrgPersons of every kind. */
  readonly users: number;
  readonly shares: Readonly<Record<PersonKind, number>>;
  readonly inetOrgPersonsPerThousand: number;
  /** Of everything that is invented; GUIDs come from the lab's own source. */
  readonly seed: number;
  /** ISO UTC: nothing happened later. */
  readonly now: string;
}

export const usualShares = sharePerThousand;
export const usualInetOrgPersonsPerThousand = 20;
