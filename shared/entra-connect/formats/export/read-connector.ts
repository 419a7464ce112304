import { parseGuid, zeroGuid, type Guid } from '../../../base/guid.ts';
import { entraConnectorId, type ConnectorId } from '../../../base/identifiers.ts';
import type { Connector, ConnectorKind, Partition, RunProfile, RunStepType } from '../../rules/model.ts';
import { parseBoolean } from './element-reader.ts';
import { reportError, type FileReport } from './problems.ts';
import { readSchema } from './read-schema.ts';
import { attributeOf, childOf, childrenOf, descendantOf, type XmlElement } from './xml-tree.ts';

/** Reads a connector's `<ma-data>` (entra-connect.md §1.1); `undefined` when the report received an error. */
export function readConnector(root: XmlElement, report: FileReport): Connector | undefined {
  const errorsBefore = report.errors.length;
  const id = readGuid(root, 'id', report) as ConnectorId;
  const category = readText(root, 'category', report);
  const subtype = childOf(root, 'subtype')?.text ?? '';
  const connector: Connector = {
    id,
    name: readText(root, 'name', report),
    kind: kindOf(id, category, subtype),
    category,
    subtype,
    forestName: descendantOf(root, 'private-configuration', 'adma-configuration', 'forest-name')?.text ?? '',
    createdAt: readCreationTime(root, report),
    partitions: readPartitions(root, report),
    attributeInclusions: textsOf(childOf(root, 'attribute-inclusion'), 'attribute'),
    schema: readSchema(childOf(root, 'schema'), report),
    runProfiles: readRunProfiles(root, report),
    ...readParameters(root),
  };
  return report.errors.length === errorsBefore ? connector : undefined;
}

/** Settings of the connection, and whether password hashes are synchronized; what is encrypted is left out. */
function readParameters(root: XmlElement): Pick<Connector, 'parameters'> {
  const configuration = childOf(root, 'private-configuration');
  if (configuration === undefined) return {};
  const named = [configuration, ...configuration.children]
    .flatMap((element) => childrenOf(element, 'parameter-values'))
    .flatMap((values) => childrenOf(values, 'parameter'))
    .filter(({ attributes }) => attributeOf(attributes, 'encrypted') !== '1')
    .map(({ attributes, text }) => ({ name: attributeOf(attributes, 'name') ?? '', value: text }));
  const passwords = descendantOf(configuration, 'adma-configuration', 'password-hash-sync-config', 'enabled')?.text;
  const all = [...named, ...(passwords === undefined ? [] : [{ name: passwordHashSync, value: passwords }])];
  return all.length === 0 ? {} : { parameters: [...new Map(all.map((one) => [one.name, one])).values()] };
}

/** The product keeps it beside the other parameters of a connector of AD. */
export const passwordHashSync = 'password-hash-sync-config/enabled';

/** Containers of a partition's filter, where the OU scope stands. */
export function containersOf(partition: XmlElement): XmlElement | undefined {
  return descendantOf(partition, 'filter', 'containers');
}

/** The product writes `2016-04-26 11:40:09.106`, in UTC. */
const exportedTime = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,3})\d*)?$/;

function readCreationTime(root: XmlElement, report: FileReport): string {
  const text = readText(root, 'creation-time', report);
  const parts = exportedTime.exec(text.trim());
  const iso = parts === null ? '' : `${parts[1] ?? ''}T${parts[2] ?? ''}.${(parts[3] ?? '').padEnd(3, '0')}Z`;
  if (Number.isNaN(Date.parse(iso))) reportError(report, 'bad-date', childOf(root, 'creation-time')?.start, text);
  return iso;
}

function kindOf(id: ConnectorId, category: string, subtype: string): ConnectorKind {
  if (category === 'AD') return 'ad';
  return id === entraConnectorId || subtype.startsWith('Windows Azure Active Directory') ? 'entra' : 'other';
}

function readPartitions(root: XmlElement, report: FileReport): readonly Partition[] {
  const data = childOf(root, 'ma-partition-data');
  return data === undefined ? [] : childrenOf(data, 'partition').map((partition) => readPartition(partition, report));
}

function readPartition(element: XmlElement, report: FileReport): Partition {
  const name = readText(element, 'name', report);
  const customData = childOf(element, 'custom-data');
  const details =
    customData && (childOf(customData, 'adma-partition-data') ?? childOf(customData, 'ecma-partition-data'));
  const containers = containersOf(element);
  return {
    id: readGuid(element, 'id', report),
    name,
    distinguishedName: (details && childOf(details, 'dn')?.text) ?? name,
    selected: readBoolean(childOf(element, 'selected'), report),
    isDomain: readBoolean(details && childOf(details, 'is-domain'), report),
    objectTypes: textsOf(descendantOf(element, 'filter', 'object-classes'), 'object-class'),
    containerInclusions: textsOf(containers && childOf(containers, 'inclusions'), 'inclusion'),
    containerExclusions: textsOf(containers && childOf(containers, 'exclusions'), 'exclusion'),
  };
}

function readRunProfiles(root: XmlElement, report: FileReport): readonly RunProfile[] {
  const data = childOf(root, 'ma-run-data');
  if (data === undefined) return [];
  return childrenOf(data, 'run-configuration').map((element) => ({
    id: readGuid(element, 'id', report),
    name: readText(element, 'name', report),
    steps: stepsOf(element).map(stepTypeOf),
  }));
}

function stepsOf(runConfiguration: XmlElement): readonly XmlElement[] {
  const configuration = childOf(runConfiguration, 'configuration');
  return configuration === undefined ? [] : childrenOf(configuration, 'step');
}

function stepTypeOf(step: XmlElement): RunStepType {
  const stepType = childOf(step, 'step-type');
  const type = (stepType && attributeOf(stepType.attributes, 'type')) ?? '';
  switch (type) {
    case 'full-import':
    case 'delta-import':
    case 'export':
      return type;
    case 'apply-rules':
      return synchronizationOf((stepType && childOf(stepType, 'apply-rules-subtype')?.text) ?? '');
    default:
      return 'other';
  }
}

function synchronizationOf(subtype: string): RunStepType {
  switch (subtype) {
    case 'reevaluate-flow-connectors':
      return 'full-synchronization';
    case 'apply-pending':
      return 'delta-synchronization';
    default:
      return 'other';
  }
}

function textsOf(parent: XmlElement | undefined, name: string): readonly string[] {
  return parent === undefined ? [] : childrenOf(parent, name).map((child) => child.text);
}

function readText(parent: XmlElement, name: string, report: FileReport): string {
  const child = childOf(parent, name);
  if (child === undefined) reportError(report, 'missing-element', parent.start, name);
  return child?.text ?? '';
}

function readGuid(parent: XmlElement, name: string, report: FileReport): Guid {
  const child = childOf(parent, name);
  if (child === undefined) {
    reportError(report, 'missing-element', parent.start, name);
    return zeroGuid;
  }
  const guid = parseGuid(child.text);
  if (guid === undefined) reportError(report, 'bad-guid', child.start, child.text);
  return guid ?? zeroGuid;
}

function readBoolean(element: XmlElement | undefined, report: FileReport): boolean {
  if (element === undefined) return false;
  const value = parseBoolean(element.text);
  if (value === undefined) reportError(report, 'bad-boolean', element.start, element.text);
  return value ?? false;
}
