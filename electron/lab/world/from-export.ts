import type { ServerConfiguration, SyncRule } from '../../../shared/entra-connect/rules/model.ts';
import { originalNameOf } from '../../../shared/entra-connect/rules/original.ts';
import type { GuidSource } from '../sync-engine/guid-source.ts';
import type { LabReadings, LabState } from '../state.ts';
import { containersOf } from './containers.ts';
import { currentServerVersion } from './default-rules/global-parameters.ts';
import { defaultRules } from './default-rules/rules.ts';
import { usualInetOrgPersonsPerThousand, usualShares, type PopulationPlan } from './population/plan.ts';
import { builderFor, populateWith } from './population/population.ts';
import { addWitnesses, type WitnessSite } from './witnesses/witnesses.ts';
import type { WitnessOutcome } from './witnesses/witness-report.ts';
import { adConnectorsOf, buildWorld, isPerson, tenantDomainOf } from './world.ts';

/** What to make of a customer's configuration. */
export interface RehearsalPlan {
  readonly configuration: ServerConfiguration;
  /** User-like objects in all forests together, those invented for rules among them. */
  readonly users: number;
  readonly seed: number;
  /** The version of the export instead of a current one. */
  readonly keepVersion: boolean;
  readonly readings: LabReadings;
  /** ISO UTC. */
  readonly now: string;
}

/** A customer's connectors and rules, alive. */
export interface Rehearsal {
  readonly state: LabState;
  /** For every scope group of every enabled rule: the object it applies to, or why there is none. */
  readonly witnesses: readonly WitnessOutcome[];
}

const versionParameter = 'Microsoft.Synchronize.ServerConfigurationVersion';

/** Fills the forests of a customer's connectors with invented people, so that every rule has somebody to apply to. */
export function rehearse(plan: RehearsalPlan): Rehearsal {
  const guids: GuidSource = { seed: plan.seed, count: 0 };
  const configuration = atVersion(plan);
  const sites = sitesOf(plan, configuration, guids);
  const witnesses = addWitnesses(
    configuration,
    sites.map(({ site }) => site),
    plan.now,
  );
  let left = Math.max(0, plan.users - sites.flatMap(({ site }) => site.builder.rows).filter(isPerson).length);
  sites.forEach(({ site, population }, index) => {
    const users = Math.ceil(left / (sites.length - index));
    left -= users;
    populateWith(site.builder, { ...population, users }, guids);
  });
  const state = buildWorld({
    configuration,
    productVersion: configuration.globalParameters.get(versionParameter) ?? currentServerVersion,
    standardRules: standardRulesOf(configuration),
    forests: sites.map(({ site, population }) => ({
      connector: site.connector,
      organization: population.organization,
      rows: site.builder.rows,
    })),
    tenantName: tenantDomainOf(configuration),
    guids,
    readings: plan.readings,
  });
  return { state, witnesses };
}

function atVersion({ configuration, keepVersion }: RehearsalPlan): ServerConfiguration {
  if (keepVersion) return configuration;
  const globalParameters = new Map([
    ...configuration.globalParameters,
    [versionParameter, currentServerVersion] as const,
  ]);
  return { ...configuration, globalParameters };
}

interface PopulatedSite {
  readonly site: WitnessSite;
  readonly population: PopulationPlan;
}

/** A forest for each AD connector that synchronizes anything. */
function sitesOf(plan: RehearsalPlan, configuration: ServerConfiguration, guids: GuidSource): readonly PopulatedSite[] {
  return adConnectorsOf(configuration).flatMap((connector, index): readonly PopulatedSite[] => {
    const containers = containersOf(connector);
    if (containers === undefined) return [];
    const forestName = connector.forestName || connector.name;
    const population: PopulationPlan = {
      forestName,
      domain: containers.domain,
      synchronizedContainer: containers.synchronized[0],
      otherContainer: containers.other,
      organization: organizationOf(forestName),
      tenantDomain: tenantDomainOf(configuration),
      users: 0,
      shares: usualShares,
      inetOrgPersonsPerThousand: containers.objectTypes.includes('inetOrgPerson') ? usualInetOrgPersonsPerThousand : 0,
      seed: plan.seed + index,
      now: plan.now,
    };
    return [{ site: { connector, containers, builder: builderFor(population, guids) }, population }];
  });
}

/** `contoso.com` → `Contoso`. */
function organizationOf(forestName: string): string {
  const [label = 'Organization'] = forestName.split('.');
  return label.slice(0, 1).toUpperCase() + label.slice(1);
}

/**
 * What an upgrade would create again: the out-of-box rules of the export, and ours in place of those that were deleted
 * after being cloned, which the export can no longer tell.
 */
export function standardRulesOf(configuration: ServerConfiguration): readonly SyncRule[] {
  const present = configuration.rules.filter((rule) => rule.immutableTag.startsWith('Microsoft.'));
  const known = (rule: SyncRule) =>
    present.some(({ name, connectorId }) => name === rule.name && connectorId === rule.connectorId);
  const wasCloned = (rule: SyncRule) =>
    configuration.rules.some((one) => one.connectorId === rule.connectorId && originalNameOf(one) === rule.name);
  const deleted = defaultRules(adConnectorsOf(configuration).map(({ id }) => id)).filter(
    (rule) => !known(rule) && wasCloned(rule),
  );
  return [...present.map((rule) => ({ ...rule, disabled: false })), ...deleted];
}
