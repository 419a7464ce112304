import type { Connector, Partition } from '../rules/model.ts';

/** Domains that are taken for each other, as distinguished names in lower case: of the first side to the second. */
export type DomainMap = ReadonlyMap<string, string>;

/** `contoso.dev` → `dc=contoso,dc=dev`; a distinguished name as it is. */
export function distinguishedNameOf(domain: string): string {
  const name = domain.trim().toLowerCase();
  return name.includes('=')
    ? name
    : name
        .split('.')
        .map((label) => `dc=${label}`)
        .join(',');
}

export interface PartitionPair {
  readonly on: Partition;
  readonly with: Partition;
  readonly matchedBy: 'name' | 'given' | 'only-one-left';
}

export interface PairedPartitions {
  readonly pairs: readonly PartitionPair[];
  readonly onlyOn: readonly Partition[];
  readonly onlyWith: readonly Partition[];
}

/** By name, else as it was given, else the domains that are the only ones without a counterpart, as of DEV and PROD. */
export function pairPartitions(on: Connector, other: Connector, domains: DomainMap): PairedPartitions {
  const pairs: PartitionPair[] = [];
  let left: readonly Partition[] = on.partitions;
  let right: readonly Partition[] = other.partitions;
  const pairWhere = (matchedBy: PartitionPair['matchedBy'], isPair: (one: Partition, two: Partition) => boolean) => {
    for (const one of left) {
      const two = right.find((candidate) => isPair(one, candidate));
      if (two === undefined) continue;
      pairs.push({ on: one, with: two, matchedBy });
      left = left.filter((partition) => partition !== one);
      right = right.filter((partition) => partition !== two);
    }
  };
  const keyOf = ({ distinguishedName }: Partition) => distinguishedName.toLowerCase();
  pairWhere('name', (one, two) => keyOf(one) === keyOf(two));
  pairWhere('given', (one, two) => domains.get(keyOf(one)) === keyOf(two));
  const [own, theirs] = [left.filter(({ isDomain }) => isDomain), right.filter(({ isDomain }) => isDomain)];
  if (own.length === 1 && theirs.length === 1) {
    pairWhere('only-one-left', (one, two) => one === own[0] && two === theirs[0]);
  }
  return { pairs, onlyOn: left, onlyWith: right };
}

/** The name of a container below its domain: `OU=CORP` of `OU=CORP,DC=contoso,DC=com`; empty for the domain itself. */
export function belowDomain(container: string, { distinguishedName }: Partition): string {
  const [name, domain] = [container.toLowerCase(), distinguishedName.toLowerCase()];
  if (name === domain) return '';
  return name.endsWith(`,${domain}`) ? name.slice(0, -domain.length - 1) : name;
}
