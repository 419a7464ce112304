import { done, oneForest, type Scenario } from './scenario.ts';
/** Many users are inetOrgPersons: their mailbox GUID comes in by a rule of its own. */
export const inetOrgPersonScenario: Scenario = {
  id: 'inetorgperson',
  description: 'Many users are inetOrgPersons: their mailbox GUID comes in by a rule of its own.',
  users: 500,
  forests: oneForest,
  inetOrgPersonsPerThousand: 400,
  twist: () => done,
};
