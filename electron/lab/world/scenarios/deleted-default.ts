import { removeRule, userContributor } from './changes.ts';
import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';
/** Somebody deleted the default Exchange rule for users and put nothing in its place. */
export const deletedDefault: Scenario = {
  id: 'deleted-default',
  description: 'Somebody deleted the default Exchange rule for users and put nothing in its place.',
  users: 300,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    const original = userContributor(state);
    if (original === undefined) return { kind: 'no-contributor' };
    removeRule(state, original.id);
    return done;
  },
};
