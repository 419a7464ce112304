import { freePrecedence, parkingPrecedence } from '../../../../shared/entra-connect/rules/clone.ts';
import { mailboxGuidAttribute } from '../../../../shared/entra-connect/attributes.ts';
import { upgradeServer } from '../../ports/upgrade-server.ts';
import { setSyncCycleEnabled } from '../../scheduler/schedule.ts';
import type { LabState } from '../../state.ts';
import { currentServerVersion } from '../default-rules/global-parameters.ts';
import { runCycle, settleCloud } from '../settle.ts';
import { putRule, setParameter } from './changes.ts';
import { failedAttempts } from './failed-attempts.ts';
import {
  copyOf,
  customFirst,
  customRule,
  exchangeRule,
  finishRecipe,
  firstExchangeRule,
  overrideFor,
  withExpression,
  withoutOutboundFlow,
  type Leftover,
} from './leftover-rules.ts';
import { done, fewInetOrgPersons, oneForest, twoForests, type Scenario, type TwistResult } from './scenario.ts';

const veryFirst = 1;

const leftovers: readonly Leftover[] = [
  {
    id: 'finished-recipe',
    description: 'The articles’ recipe, carried out to the end: the original deleted, the NULL copy under its number.',
    leave: finishRecipe,
  },
  {
    id: 'finished-everywhere',
    description: 'The same for users and inetOrgPersons.',
    leave: (state, original) => {
      finishRecipe(state, original);
      finishRecipe(state, exchangeRule(state, 'inetOrgPerson'));
    },
  },
  {
    id: 'kept-original',
    description: 'The original disabled, the NULL copy under a number of its own among the default rules.',
    leave: (state, original) => {
      putRule(state, copyOf(state, original, { precedence: freePrecedence(state.server.rules, original.precedence) }));
      putRule(state, { ...original, disabled: true });
    },
  },
  {
    id: 'copy-beside-original',
    description: 'Somebody made the NULL copy at 200 and never disabled the original: no effect.',
    leave: (state, original) => {
      putRule(state, copyOf(state, original));
    },
  },
  {
    id: 'recreated-default',
    description: 'The recipe was finished, then an upgrade created the original again, enabled: the GUID flows again.',
    leave: (state, original) => {
      finishRecipe(state, original);
      synchronize(state);
      upgradeServer(state, currentServerVersion);
    },
  },
  {
    id: 'authoritative-copy',
    description: 'A vendor’s variant: a copy at precedence 1 with AuthoritativeNull, the original disabled.',
    leave: (state, original) => {
      putRule(state, withExpression(copyOf(state, original, { precedence: veryFirst }), 'AuthoritativeNull', false));
      putRule(state, { ...original, disabled: true });
    },
  },
  {
    id: 'override',
    description: 'The documented way: a rule of its own below 100 with AuthoritativeNull, the default rules untouched.',
    leave: (state, original) => {
      putRule(state, overrideFor(state, original, customFirst));
      putRule(state, overrideFor(state, exchangeRule(state, 'inetOrgPerson'), customFirst));
    },
  },
  {
    id: 'override-too-late',
    description: 'A rule with AuthoritativeNull, but above the number of the default rule: never asked.',
    leave: (state, original) => {
      putRule(state, overrideFor(state, original, parkingPrecedence));
    },
  },
  {
    id: 'losing-copy',
    description: 'The recipe was finished, and another rule with a higher number fills the GUID again.',
    leave: (state, original) => {
      finishRecipe(state, original);
      const flow = original.flows.find(({ destination }) => destination === mailboxGuidAttribute);
      const name = 'In from AD - User Mailbox GUID (custom)';
      putRule(
        state,
        customRule(state, original, { name, precedence: parkingPrecedence, flows: flow === undefined ? [] : [flow] }),
      );
    },
  },
  {
    id: 'incomplete-copy',
    description: 'A NULL copy that lost some flows, beside the disabled original: addresses disappear from the cloud.',
    leave: (state, original) => {
      const lost = new Set(['targetAddress', 'msExchHideFromAddressLists', 'msExchRecipientDisplayType']);
      const copy = copyOf(state, original);
      putRule(state, { ...copy, flows: copy.flows.filter(({ destination }) => !lost.has(destination)) });
      putRule(state, { ...original, disabled: true });
    },
  },
  {
    id: 'copy-of-copy',
    description: 'The editor copied the copy: two NULL copies, one of them disabled, and the disabled original.',
    leave: (state, original) => {
      const copy = copyOf(state, original);
      putRule(state, copy);
      putRule(state, { ...original, disabled: true });
      putRule(state, { ...copyOf(state, copy), flows: copy.flows });
      putRule(state, { ...copy, disabled: true });
    },
  },
  {
    id: 'foreign-copy',
    description: 'A copy made for another purpose: the GUID comes in by it as by the disabled original.',
    leave: (state, original) => {
      putRule(state, { ...copyOf(state, original), flows: original.flows });
      putRule(state, { ...original, disabled: true });
    },
  },
  {
    id: 'localized-copy',
    description: 'A NULL copy from a server in another language: neither the usual words nor the usual date.',
    leave: (state, original) => {
      const name = `${original.name} - Geklont - 19.11.2026 16:12:09`;
      putRule(state, { ...copyOf(state, original), name });
      putRule(state, { ...original, disabled: true });
    },
  },
  {
    id: 'renamed-copy',
    description: 'A NULL copy that somebody renamed by hand, the original deleted.',
    leave: (state, original) => {
      finishRecipe(state, original, { name: 'Migration - do not touch' });
    },
  },
  {
    id: 'forgotten-forest',
    description: 'Two forests, and the recipe was carried out in one of them only.',
    forests: twoForests,
    inetOrgPersonsPerThousand: 0,
    leave: finishRecipe,
  },
  {
    id: 'forgotten-inetorgperson',
    description: 'The override was made for users; inetOrgPersons with mailboxes were forgotten.',
    inetOrgPersonsPerThousand: 400,
    leave: (state, original) => {
      putRule(state, overrideFor(state, original, customFirst));
    },
  },
  ...failedAttempts,
  {
    id: 'attribute-filter',
    description: 'The GUID was excluded by app and attribute filtering: what the cloud holds stays there.',
    leave: (state) => {
      setParameter(state, 'Microsoft.OptionalFeature.FilterAAD', 'True');
      setParameter(state, 'Microsoft.AADFilter.AttributeExclusionList', mailboxGuidAttribute);
      withoutOutboundFlow(state);
    },
  },
  {
    id: 'outbound-removed',
    description: 'Somebody removed the GUID from the outbound rule: what the cloud holds stays there.',
    leave: withoutOutboundFlow,
  },
  {
    id: 'precedence-collision',
    description: 'A copy has the number of the enabled original: which of the two wins is not defined.',
    leave: (state, original) => {
      const { readings } = state;
      state.readings = { ...readings, duplicatePrecedence: 'accepted' };
      putRule(state, { ...copyOf(state, original), precedence: original.precedence });
      state.readings = readings;
    },
  },
  {
    id: 'shared-name',
    description: 'A NULL copy bears the very name of the disabled original.',
    leave: (state, original) => {
      putRule(state, { ...copyOf(state, original), name: original.name });
      putRule(state, { ...original, disabled: true });
    },
  },
  {
    id: 'scheduler-left-off',
    description: 'The documented override is in place, and the scheduler was left off afterwards.',
    schedulerOff: true,
    leave: (state, original) => {
      putRule(state, overrideFor(state, original, customFirst));
      putRule(state, overrideFor(state, exchangeRule(state, 'inetOrgPerson'), customFirst));
    },
  },
];

/** A scenario for each leftover, made from the clean lab and synchronized as a server would be in the time since. */
export const leftoverScenarios: readonly Scenario[] = leftovers.map(
  ({ id, description, forests = oneForest, inetOrgPersonsPerThousand = fewInetOrgPersons, schedulerOff, leave }) => ({
    id,
    description,
    users: 300,
    forests,
    inetOrgPersonsPerThousand,
    twist: (state) => twisted(state, leave, schedulerOff ?? false),
  }),
);

function twisted(state: LabState, leave: Leftover['leave'], schedulerOff: boolean): TwistResult {
  const original = firstExchangeRule(state, 'user');
  if (original === undefined || firstExchangeRule(state, 'inetOrgPerson') === undefined) {
    return { kind: 'no-contributor' };
  }
  leave(state, original);
  synchronize(state);
  if (schedulerOff) setSyncCycleEnabled(state, false);
  return done;
}

function synchronize(state: LabState): void {
  runCycle(state, 'Initial');
  settleCloud(state);
}
