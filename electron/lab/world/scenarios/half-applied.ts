import type { RuleId } from '../../../../shared/base/identifiers.ts';
import { parkingPrecedence, planClone } from '../../../../shared/entra-connect/rules/clone.ts';
import { nextGuid } from '../../sync-engine/guid-source.ts';
import { setSyncCycleEnabled } from '../../scheduler/schedule.ts';
import { putRule, userContributor } from './changes.ts';
import { done, fewInetOrgPersons, oneForest, type Scenario } from './scenario.ts';
/** Somebody stopped halfway: a NULL copy at 200, the original disabled but there, the scheduler off. */
export const halfApplied: Scenario = {
  id: 'half-applied',
  description: 'Somebody stopped halfway: a NULL copy at 200, the original disabled but there, the scheduler off.',
  users: 300,
  forests: oneForest,
  inetOrgPersonsPerThousand: fewInetOrgPersons,
  twist: (state) => {
    const original = userContributor(state);
    if (original === undefined) return { kind: 'no-contributor' };
    const clone = planClone(original, {
      id: nextGuid(state.guids) as RuleId,
      date: '11/19/2026 4:12:09 PM',
      precedence: parkingPrecedence,
      configuration: state.server,
    });
    putRule(state, clone);
    putRule(state, { ...original, disabled: true });
    setSyncCycleEnabled(state, false);
    return done;
  },
};
