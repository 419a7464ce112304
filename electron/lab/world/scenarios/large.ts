import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';
/** One forest with 100,000 users: what progress and memory look like. */
export const large: Scenario = {
  id: 'large',
  description: 'One forest with 100,000 users: what progress and memory look like.',
  users: 100_000,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: () => done,
};
