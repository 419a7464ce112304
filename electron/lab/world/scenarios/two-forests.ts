import { done, fewInetOrgPersons, twoForests, type Scenario } from './scenario.ts';
/** Two forests with Exchange: two Exchange rules for users, two for inetOrgPersons. */
export const twoForestsScenario: Scenario = {
  id: 'two-forests',
  description: 'Two forests with Exchange: two Exchange rules for users, two for inetOrgPersons.',
  users: 500,
  forests: twoForests,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => (state.forests.length > 1 ? done : { kind: 'too-few-forests' }),
};
