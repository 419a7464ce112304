import type { Connector, Partition } from '../../../shared/entra-connect/rules/model.ts';
import { liesWithin } from '../../../shared/entra-connect/evaluation/distinguished-names.ts';
import { distinguishedNameKey } from '../state.ts';

/** Where the objects of an AD connector can be put. */
export interface ConnectorContainers {
  /** Naming context of the domain. */
  readonly domain: string;
  /** Every container that the connector includes, the first one first; each may be the domain itself. */
  readonly synchronized: readonly [string, ...string[]];
  /** A container whose objects are not synchronized; undefined when the whole domain is. */
  readonly other: string | undefined;
  readonly objectTypes: readonly string[];
}

const otherUnit = 'OU=Not Synchronized';

/** The containers of an AD connector's first selected domain; undefined when nothing is synchronized. */
export function containersOf(connector: Connector): ConnectorContainers | undefined {
  const partition = connector.partitions.find(({ selected, isDomain }) => selected && isDomain);
  if (partition === undefined) return undefined;
  const domain = partition.distinguishedName;
  const included = partition.containerInclusions.filter((container) => container !== '');
  const candidates = included.length === 0 ? [domain] : included;
  const [first, ...more] = candidates.filter((container) => isSynchronized(partition, container));
  if (first === undefined) return undefined;
  const other = `${otherUnit},${domain}`;
  return {
    domain,
    synchronized: [first, ...more],
    other: isSynchronized(partition, other) ? undefined : other,
    objectTypes: partition.objectTypes,
  };
}

/** The longest matching container decides; with inclusions given, what none of them matches is out (entra-connect.md §7.4). */
export function isSynchronized(partition: Partition, distinguishedName: string): boolean {
  const inclusions = partition.containerInclusions.filter((container) => container !== '');
  const included = longestMatch(inclusions, distinguishedName);
  const excluded = longestMatch(partition.containerExclusions, distinguishedName);
  if (included === undefined) return excluded === undefined && inclusions.length === 0;
  return excluded === undefined || excluded <= included;
}

function longestMatch(containers: readonly string[], distinguishedName: string): number | undefined {
  const key = distinguishedNameKey(distinguishedName);
  const lengths = containers
    .filter((container) => container !== '' && liesWithin(key, distinguishedNameKey(container)))
    .map((container) => container.length);
  return lengths.length === 0 ? undefined : Math.max(...lengths);
}
