import { scenarioTexts } from '../messages.ts';
import { clean } from './clean.ts';
import { deletedDefault } from './deleted-default.ts';
import { disabledDefault } from './disabled-default.ts';
import { halfApplied } from './half-applied.ts';
import { inetOrgPersonScenario } from './inetorgperson.ts';
import { large } from './large.ts';
import { licensed } from './licensed.ts';
import { modifiedDefault } from './modified-default.ts';
import { otherContributor } from './other-contributor.ts';
import { outdated } from './outdated.ts';
import { overDeletionThreshold } from './over-deletion-threshold.ts';
import { leftoverScenarios } from './leftovers.ts';
import type { Scenario, ScenarioGroup } from './scenario.ts';
import { serviceAccount } from './service-account.ts';
import { staging } from './staging.ts';
import { suspended } from './suspended.ts';
import { twoForestsScenario } from './two-forests.ts';

/** Whole environments, and what commonly stands in the way. */
const environments: readonly Scenario[] = [
  clean,
  twoForestsScenario,
  inetOrgPersonScenario,
  halfApplied,
  deletedDefault,
  disabledDefault,
  modifiedDefault,
  otherContributor,
  staging,
  suspended,
  outdated,
  serviceAccount,
  overDeletionThreshold,
  licensed,
  large,
];

/** As `lab list` shows them. */
export const scenarioGroups: readonly ScenarioGroup[] = [
  { title: scenarioTexts.environments, scenarios: environments },
  { title: scenarioTexts.leftovers, scenarios: leftoverScenarios },
];

/** Every scenario, in the order of `lab list`. */
export const scenarios: readonly Scenario[] = scenarioGroups.flatMap((group) => group.scenarios);

export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id);
}
