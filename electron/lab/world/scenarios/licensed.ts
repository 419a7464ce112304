import { licenseUsers } from '../licensing.ts';
import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';

/** Of four users two hold the licence directly, one through a group, one not at all. */
const holdings = ['directly', 'directly', 'through-a-group', 'not-at-all'] as const;

export const licensed: Scenario = {
  id: 'licensed',
  description:
    'Most users hold an Exchange licence already, some through a group: mailboxes appear as soon as the GUID goes.',
  users: 300,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    licenseUsers(state, (index) => holdings[index % holdings.length] ?? 'not-at-all');
    return done;
  },
};
