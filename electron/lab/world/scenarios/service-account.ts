import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';
/** Entra Connect signs in with a service account instead of as an application. */
export const serviceAccount: Scenario = {
  id: 'service-account',
  description: 'Entra Connect signs in to Microsoft Entra with a service account instead of as an application.',
  users: 300,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    state.server.credentialKind = 'ServiceAccount';
    return done;
  },
};
