import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';
/** One forest with Exchange, everything synchronized, nobody licensed yet. */
export const clean: Scenario = {
  id: 'clean',
  description: 'One forest with Exchange, everything synchronized, nobody licensed yet.',
  users: 500,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: () => done,
};
