import { licenseUsers } from '../licensing.ts';
import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';

/** One user in so many holds a licence already, as the pilot users of a migration do. */
const pilotEvery = 20;

/** One forest with Exchange, everything synchronized, a few pilot users licensed. */
export const clean: Scenario = {
  id: 'clean',
  description: 'One forest with Exchange, everything synchronized, a few pilot users licensed.',
  users: 500,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    licenseUsers(state, (index) => (index % pilotEvery === 0 ? 'directly' : 'not-at-all'));
    return done;
  },
};
