import { sameValue } from '../rules/equality.ts';
import type { ExportContent } from '../formats/content.ts';
import type { Connector, RunProfile } from '../rules/model.ts';
import { belowDomain, pairPartitions, type DomainMap, type PartitionPair } from './domain-map.ts';
import type { ConnectorPair } from './pair-connectors.ts';

/** What two connectors differ in; texts of one side or the other, by what it is about. */
export interface ConnectorDifference {
  readonly about:
    | 'name'
    | 'partition'
    | 'selected'
    | 'object-types'
    | 'included'
    | 'excluded'
    | 'attributes'
    | 'run-profile'
    | 'parameter';
  /** Distinguished name of the partition, or name of the run profile or parameter, where it is about one. */
  readonly subject: string;
  readonly on: readonly string[];
  readonly with: readonly string[];
}

export interface ComparedConnectors {
  readonly differences: readonly ConnectorDifference[];
  /** Domains of different names that were taken for each other. */
  readonly domains: readonly PartitionPair[];
}

/** What differs between two connectors of which both are known; only what both sides hold as a whole is compared. */
export function compareConnectors(
  pair: ConnectorPair,
  on: ExportContent,
  other: ExportContent,
  domains: DomainMap,
): ComparedConnectors {
  const [left, right] = [pair.on.connector, pair.with.connector];
  if (left === undefined || right === undefined) return { differences: [], domains: [] };
  const areWhole = on.connectors.kind === 'whole' && other.connectors.kind === 'whole';
  const partitions = pairPartitions(left, right, domains);
  const differences = [
    ...(left.name === right.name ? [] : [difference('name', '', [left.name], [right.name])]),
    ...partitions.pairs.flatMap((one) => comparePartition(one)),
    ...partitions.onlyOn.map(({ distinguishedName: name }) => difference('partition', name, [name], [])),
    ...partitions.onlyWith.map(({ distinguishedName: name }) => difference('partition', name, [], [name])),
    ...(areWhole ? onlyOnOneSide('attributes', '', left.attributeInclusions, right.attributeInclusions) : []),
    ...(areWhole ? compareRunProfiles(left.runProfiles, right.runProfiles) : []),
    ...(areWhole ? compareParameters(left, right) : []),
  ];
  return { differences, domains: partitions.pairs.filter(({ matchedBy }) => matchedBy !== 'name') };
}

function comparePartition({ on: left, with: right }: PartitionPair): readonly ConnectorDifference[] {
  const name = left.distinguishedName;
  const relative = [
    (container: string) => belowDomain(container, left),
    (container: string) => belowDomain(container, right),
  ] as const;
  return [
    ...(left.selected === right.selected
      ? []
      : [difference('selected', name, [String(left.selected)], [String(right.selected)])]),
    ...onlyOnOneSide('object-types', name, left.objectTypes, right.objectTypes),
    ...onlyOnOneSide('included', name, left.containerInclusions, right.containerInclusions, relative),
    ...onlyOnOneSide('excluded', name, left.containerExclusions, right.containerExclusions, relative),
  ];
}

/** By name; a connector without any is one of which they are not known. */
function compareRunProfiles(on: readonly RunProfile[], other: readonly RunProfile[]): readonly ConnectorDifference[] {
  if (on.length === 0 || other.length === 0) return [];
  const stepsOf = (profiles: readonly RunProfile[]) => new Map(profiles.map(({ name, steps }) => [name, steps]));
  const [left, right] = [stepsOf(on), stepsOf(other)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) => {
    const [own, theirs] = [left.get(name), right.get(name)];
    return sameValue(own, theirs) ? [] : [difference('run-profile', name, own ?? [], theirs ?? [])];
  });
}

function compareParameters(on: Connector, other: Connector): readonly ConnectorDifference[] {
  if (on.parameters === undefined || other.parameters === undefined) return [];
  const valuesOf = (parameters: NonNullable<Connector['parameters']>) =>
    new Map(parameters.map(({ name, value }) => [name, value]));
  const [left, right] = [valuesOf(on.parameters), valuesOf(other.parameters)];
  return [...new Set([...left.keys(), ...right.keys()])].toSorted().flatMap((name) => {
    const [own, theirs] = [left.get(name), right.get(name)];
    return own === theirs ? [] : [difference('parameter', name, textsOf(own), textsOf(theirs))];
  });
}

function textsOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}

/** What is in one list and not in the other; neither order nor case of a directory's names has a meaning. */
function onlyOnOneSide(
  about: ConnectorDifference['about'],
  subject: string,
  left: readonly string[],
  right: readonly string[],
  [keyOn, keyWith]: readonly [(text: string) => string, (text: string) => string] = [lowerCase, lowerCase],
): readonly ConnectorDifference[] {
  const [own, theirs] = [new Set(left.map(keyOn)), new Set(right.map(keyWith))];
  const on = left.filter((text) => text !== '' && !theirs.has(keyOn(text))).toSorted();
  const other = right.filter((text) => text !== '' && !own.has(keyWith(text))).toSorted();
  return on.length + other.length === 0 ? [] : [difference(about, subject, on, other)];
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

function difference(
  about: ConnectorDifference['about'],
  subject: string,
  on: readonly string[],
  other: readonly string[],
): ConnectorDifference {
  return { about, subject, on, with: other };
}
