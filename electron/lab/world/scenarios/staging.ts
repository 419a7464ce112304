import { setParameter } from './changes.ts';
import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';
/** The server is in staging mode: rule changes here change nothing in the cloud. */
export const staging: Scenario = {
  id: 'staging',
  description: 'The server is in staging mode: rule changes here change nothing in the cloud.',
  users: 300,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    setParameter(state, 'Microsoft.Synchronize.StagingMode', 'True');
    return done;
  },
};
