import { nullFlow } from '../../../../shared/entra-connect/rules/clone.ts';
import { mailboxGuidAttribute } from '../../../../shared/entra-connect/attributes.ts';
import { putRule, userContributor } from './changes.ts';
import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';
/** The default Exchange rule was edited in place: NULL stands in it, with its tag kept. */
export const modifiedDefault: Scenario = {
  id: 'modified-default',
  description: 'The default Exchange rule was edited in place: NULL stands in it, with its tag kept.',
  users: 300,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    const original = userContributor(state);
    if (original === undefined) return { kind: 'no-contributor' };
    const flows = original.flows.map((flow) => (flow.destination === mailboxGuidAttribute ? nullFlow(flow) : flow));
    putRule(state, { ...original, flows });
    return done;
  },
};
