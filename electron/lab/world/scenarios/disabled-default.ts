import { putRule, userContributor } from './changes.ts';
import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';
/** The default Exchange rule for users is disabled, without a replacement. */
export const disabledDefault: Scenario = {
  id: 'disabled-default',
  description: 'The default Exchange rule for users is disabled, without a replacement.',
  users: 300,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    const original = userContributor(state);
    if (original === undefined) return { kind: 'no-contributor' };
    putRule(state, { ...original, disabled: true });
    return done;
  },
};
