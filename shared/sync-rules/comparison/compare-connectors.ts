import type { Connector, Partition } from '../model.ts';
import type { ExportContent } from '../formats/content.ts';
import type { ConnectorPair } from './pair-connectors.ts';

/** What two connectors differ in; texts of one side or the other, by what it is about. */
export interface ConnectorDifference {
  readonly about: 'name' | 'partition' | 'selected' | 'included' | 'excluded' | 'attributes';
  /** Distinguished name of the partition, where it is about one. */
  readonly partition: string;
  readonly on: readonly string[];
  readonly with: readonly string[];
}

/** What differs between two connectors of which both are known; only what both sides hold as a whole is compared. */
export function compareConnectors(
  pair: ConnectorPair,
  on: ExportContent,
  other: ExportContent,
): readonly ConnectorDifference[] {
  const [left, right] = [pair.on.connector, pair.with.connector];
  if (left === undefined || right === undefined) return [];
  const areWhole = on.connectors.kind === 'whole' && other.connectors.kind === 'whole';
  return [
    ...(left.name === right.name ? [] : [difference('name', '', [left.name], [right.name])]),
    ...comparePartitions(left, right),
    ...(areWhole ? onlyOnOneSide('attributes', '', left.attributeInclusions, right.attributeInclusions) : []),
  ];
}

function comparePartitions(left: Connector, right: Connector): readonly ConnectorDifference[] {
  const keyOf = ({ distinguishedName }: Partition) => distinguishedName.toLowerCase();
  const others = new Map(right.partitions.map((partition) => [keyOf(partition), partition]));
  const own = new Set(left.partitions.map(keyOf));
  return [
    ...left.partitions.flatMap((partition) => {
      const { distinguishedName } = partition;
      const counterpart = others.get(keyOf(partition));
      return counterpart === undefined
        ? [difference('partition', distinguishedName, [distinguishedName], [])]
        : comparePartition(partition, counterpart);
    }),
    ...right.partitions
      .filter((partition) => !own.has(keyOf(partition)))
      .map(({ distinguishedName }) => difference('partition', distinguishedName, [], [distinguishedName])),
  ];
}

function comparePartition(left: Partition, right: Partition): readonly ConnectorDifference[] {
  const name = left.distinguishedName;
  return [
    ...(left.selected === right.selected
      ? []
      : [difference('selected', name, [String(left.selected)], [String(right.selected)])]),
    ...onlyOnOneSide('included', name, left.containerInclusions, right.containerInclusions),
    ...onlyOnOneSide('excluded', name, left.containerExclusions, right.containerExclusions),
  ];
}

/** What is in one list and not in the other; neither order nor case of a directory's names has a meaning. */
function onlyOnOneSide(
  about: ConnectorDifference['about'],
  partition: string,
  left: readonly string[],
  right: readonly string[],
): readonly ConnectorDifference[] {
  const without = (list: readonly string[], others: readonly string[]) => {
    const known = new Set(others.map((text) => text.toLowerCase()));
    return list.filter((text) => text !== '' && !known.has(text.toLowerCase())).toSorted();
  };
  const [on, other] = [without(left, right), without(right, left)];
  return on.length + other.length === 0 ? [] : [difference(about, partition, on, other)];
}

function difference(
  about: ConnectorDifference['about'],
  partition: string,
  on: readonly string[],
  other: readonly string[],
): ConnectorDifference {
  return { about, partition, on, with: other };
}
