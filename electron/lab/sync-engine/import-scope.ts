import type { Connector, Partition } from '../../../shared/entra-connect/rules/model.ts';
import { distinguishedNameKey } from '../state.ts';
import { liesWithin } from '../../../shared/entra-connect/evaluation/distinguished-names.ts';

/** Which objects and attributes a connector imports. */
export interface ImportScope {
  takes(distinguishedName: string, objectType: string): boolean;
  /** Whether it lies in a selected domain. */
  takesDomain(distinguishedName: string): boolean;
  /** Whether its domain takes its organizational unit. */
  takesContainer(distinguishedName: string): boolean;
  takesAttribute(name: string): boolean;
}

interface PartitionScope {
  readonly root: string;
  readonly objectTypes: ReadonlySet<string>;
  readonly inclusions: readonly string[];
  readonly exclusions: readonly string[];
}

/** A connector's scope: selected partitions, their object types and containers, and the attribute list; what it does not list it does not restrict. */
export function importScopeOf(connector: Connector): ImportScope {
  const partitions = connector.partitions.filter(({ selected }) => selected).map(partitionScope);
  const attributes = new Set(connector.attributeInclusions);
  const isEverywhere = connector.partitions.length === 0;
  const takenBy = (distinguishedName: string, takes: (partition: PartitionScope, key: string) => boolean): boolean => {
    if (isEverywhere) return true;
    const key = distinguishedNameKey(distinguishedName);
    const partition = longestRoot(partitions, key);
    return partition !== undefined && takes(partition, key);
  };
  return {
    takes: (distinguishedName, objectType) =>
      takenBy(distinguishedName, (partition, key) => {
        if (partition.objectTypes.size > 0 && !partition.objectTypes.has(objectType)) return false;
        return containersTake(partition, key);
      }),
    takesDomain: (distinguishedName) => takenBy(distinguishedName, () => true),
    takesContainer: (distinguishedName) => takenBy(distinguishedName, containersTake),
    takesAttribute: (name) => attributes.size === 0 || attributes.has(name),
  };
}

function partitionScope({
  distinguishedName,
  objectTypes,
  containerInclusions,
  containerExclusions,
}: Partition): PartitionScope {
  const keysOf = (names: readonly string[]) => names.filter((name) => name !== '').map(distinguishedNameKey);
  // The Entra connector's only partition is called "default" and holds everything.
  const root = distinguishedName.includes('=') ? distinguishedNameKey(distinguishedName) : '';
  return {
    root,
    objectTypes: new Set(objectTypes),
    inclusions: keysOf(containerInclusions),
    exclusions: keysOf(containerExclusions),
  };
}

/** A child domain lies within its parent's name, too: the longest name is the object's own partition. */
function longestRoot(partitions: readonly PartitionScope[], key: string): PartitionScope | undefined {
  let longest: PartitionScope | undefined;
  for (const partition of partitions) {
    if (partition.root !== '' && !liesWithin(key, partition.root)) continue;
    if (longest === undefined || partition.root.length > longest.root.length) longest = partition;
  }
  return longest;
}

/**
 * "An object is out of scope if the longest matching exclusion is longer than the longest matching inclusion, or if only an
 * exclusion matches" (entra-connect.md §7.4).
 */
function containersTake({ inclusions, exclusions }: PartitionScope, key: string): boolean {
  const excluded = longestMatch(exclusions, key);
  return excluded === undefined || (longestMatch(inclusions, key) ?? -1) >= excluded;
}

function longestMatch(containers: readonly string[], key: string): number | undefined {
  let longest: number | undefined;
  for (const container of containers) {
    if (liesWithin(key, container) && container.length > (longest ?? -1)) longest = container.length;
  }
  return longest;
}
