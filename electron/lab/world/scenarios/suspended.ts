import { setParameter } from './changes.ts';
import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';
/** The scheduler is suspended: a wizard is open, or an upgrade is under way. */
export const suspended: Scenario = {
  id: 'suspended',
  description: 'The scheduler is suspended: a wizard is open, or an upgrade is under way.',
  users: 300,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    setParameter(state, 'Microsoft.Synchronize.SchedulerSuspended', 'True');
    return done;
  },
};
