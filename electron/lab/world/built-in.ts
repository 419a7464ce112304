import type { GuidSource } from '../sync-engine/guid-source.ts';
import type { LabReadings, LabState } from '../state.ts';
import { containersOf } from './containers.ts';
import { defaultConfiguration, tenantDomain } from './default-rules/configuration.ts';
import { currentServerVersion } from './default-rules/global-parameters.ts';
import { usualShares } from './population/plan.ts';
import { populate } from './population/population.ts';
import { adConnectorsOf, buildWorld, type WorldForest } from './world.ts';

/** A world with the out-of-box rules and invented people. */
export interface BuiltInPlan {
  /** DNS names, with the share of people in each; the shares add up to 1. */
  readonly forests: readonly { readonly name: string; readonly organization: string; readonly share: number }[];
  readonly users: number;
  readonly inetOrgPersonsPerThousand: number;
  readonly seed: number;
  readonly readings: LabReadings;
  /** ISO UTC. */
  readonly now: string;
}

/** The lab before its first synchronization. */
export function builtInWorld(plan: BuiltInPlan): LabState {
  const guids: GuidSource = { seed: plan.seed, count: 0 };
  const configuration = defaultConfiguration(plan.forests.map(({ name }) => name));
  let left = plan.users;
  const forests = adConnectorsOf(configuration).map((connector, index): WorldForest => {
    const forest = plan.forests[index];
    const containers = containersOf(connector);
    if (forest === undefined || containers === undefined) throw new Error(`${connector.name} has no forest`);
    const isLast = index === plan.forests.length - 1;
    const users = isLast ? left : Math.round(plan.users * forest.share);
    left -= users;
    const rows = populate(
      {
        forestName: forest.name,
        domain: containers.domain,
        synchronizedContainer: containers.synchronized[0],
        otherContainer: containers.other,
        organization: forest.organization,
        tenantDomain,
        users,
        shares: usualShares,
        inetOrgPersonsPerThousand: plan.inetOrgPersonsPerThousand,
        seed: plan.seed + index,
        now: plan.now,
      },
      guids,
    );
    return { connector, organization: forest.organization, rows };
  });
  return buildWorld({
    configuration,
    productVersion: currentServerVersion,
    standardRules: configuration.rules,
    forests,
    tenantName: 'Fabrikam',
    guids,
    readings: plan.readings,
  });
}
