import { setParameter } from './changes.ts';
import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';

/** Below 2.5.79.0 nothing synchronizes since 30 Sep 2026 (entra-connect.md §6). */
const outdatedVersion = '2.5.3.0';

/** The server runs 2.5.3.0, below the version that still synchronizes. */
export const outdated: Scenario = {
  id: 'outdated',
  description: 'The server runs 2.5.3.0, below the version that still synchronizes.',
  users: 300,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    state.server.productVersion = outdatedVersion;
    setParameter(state, 'Microsoft.Synchronize.ServerConfigurationVersion', outdatedVersion);
    return done;
  },
};
