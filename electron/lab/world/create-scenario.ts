import { failed, success, type Result } from '../../../shared/base/failure.ts';
import type { ServerConfiguration } from '../../../shared/entra-connect/rules/model.ts';
import { fieldReportReadings, type LabReadings, type LabState } from '../state.ts';
import { builtInWorld } from './built-in.ts';
import { containersOf } from './containers.ts';
import { countFirings } from './firings.ts';
import { rehearse } from './from-export.ts';
import { twistText, worldTexts } from './messages.ts';
import { findScenario, scenarios } from './scenarios/registry.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { planNextCycle, synchronizeForTheFirstTime } from './settle.ts';
import { setUsageLocations } from './usage-locations.ts';
import type { WitnessOutcome } from './witnesses/witness-report.ts';
import { adConnectorsOf, beginning } from './world.ts';

/** How a lab differs from what its scenario usually is. */
export interface ScenarioOptions {
  /** User-like objects. */
  readonly users?: number;
  readonly seed?: number;
  /** A customer's configuration instead of the out-of-box rules. */
  readonly rules?: ServerConfiguration;
  /** With `rules`: the export's own server version instead of a current one. */
  readonly keepVersion?: boolean;
  readonly readings?: Partial<LabReadings>;
}

export interface CreatedScenario {
  readonly state: LabState;
  /** With `rules`: for every scope group of every enabled rule the object it applies to, or why there is none. */
  readonly witnesses: readonly WitnessOutcome[];
}

const usualSeed = 1;
const mostUsers = 1_000_000;

/** Makes a lab in the situation of a scenario: a world, its first synchronization, and the twist. Nothing is written to disk. */
export function createScenario(id: string, options: ScenarioOptions = {}): Result<CreatedScenario> {
  const scenario = findScenario(id);
  const problem = problemOf(id, scenario, options);
  if (scenario === undefined || problem !== undefined) return refused(id, problem ?? '');
  const { state, witnesses } = beginningOf(scenario, options);
  synchronizeForTheFirstTime(state);
  setUsageLocations(state);
  const witnessed = options.rules === undefined ? [] : checkedByFiring(state, witnesses);
  const twisted = scenario.twist(state);
  if (twisted.kind !== 'done') return refused(id, twistText(twisted));
  planNextCycle(state);
  return success({ state, witnesses: witnessed });
}

function beginningOf(scenario: Scenario, options: ScenarioOptions): CreatedScenario {
  const common = {
    users: options.users ?? scenario.users,
    seed: options.seed ?? usualSeed,
    readings: { ...fieldReportReadings, ...options.readings },
    now: beginning,
  };
  if (options.rules !== undefined) {
    return rehearse({ ...common, configuration: options.rules, keepVersion: options.keepVersion ?? false });
  }
  const { forests, inetOrgPersonsPerThousand } = scenario;
  return { state: builtInWorld({ ...common, forests, inetOrgPersonsPerThousand }), witnesses: [] };
}

/** What was invented for a rule is a witness only if the rule applies to something in the synchronized lab. */
function checkedByFiring(state: LabState, witnesses: readonly WitnessOutcome[]): readonly WitnessOutcome[] {
  const firings = countFirings(state);
  return witnesses.map((outcome) => {
    const { result, ruleId } = outcome;
    if (result.kind === 'unreachable' || (firings.get(ruleId) ?? 0) > 0) return outcome;
    const reason = { kind: 'did-not-fire', distinguishedName: result.distinguishedName } as const;
    return { ...outcome, result: { kind: 'unreachable', reason } };
  });
}

function problemOf(id: string, scenario: Scenario | undefined, options: ScenarioOptions): string | undefined {
  if (scenario === undefined) {
    return worldTexts.unknownScenario(
      id,
      scenarios.map((known) => known.id),
    );
  }
  const { users = scenario.users, seed = usualSeed, rules } = options;
  if (!Number.isInteger(users) || users < 0 || users > mostUsers)
    return worldTexts.badNumber('The number of users', users);
  if (!Number.isInteger(seed)) return worldTexts.badNumber('The seed', seed);
  const isEmpty =
    rules !== undefined && adConnectorsOf(rules).every((connector) => containersOf(connector) === undefined);
  return isEmpty ? worldTexts.noForest : undefined;
}

function refused(id: string, raw: string): Result<never> {
  return failed({ code: 'invalid-input', during: `lab create ${id}`, raw, retry: 'pointless' });
}
