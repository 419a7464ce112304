import { assertNever } from '../../../base/assert-never.ts';
import type { Guid } from '../../../base/guid.ts';
import { sameValue } from '../../rules/equality.ts';
import type { Connector, Partition, RunProfile, RunStepType } from '../../rules/model.ts';
import { applyPatches, replaceContent, replaceElement, replaceLeaf, rootOf, type Patch } from './patch.ts';
import { containersOf, passwordHashSync } from './read-connector.ts';
import { writeSchema } from './write-schema.ts';
import { escapeAttribute, escapeText, leaf } from './xml-text.ts';
import { childOf, childrenOf, descendantOf, type XmlElement } from './xml-tree.ts';

/**
 * Writes into the original file what the model can change: name, attribute inclusion,
 * and of each partition the selection, the object types and the OU scope. The rest stays to the byte.
 */
export function patchConnector(text: string, original: Connector, connector: Connector): string {
  const root = rootOf(text);
  const inclusion = childOf(root, 'attribute-inclusion');
  const patches = [
    ...(original.name === connector.name ? [] : replaceLeaf(root, 'name', connector.name)),
    ...(inclusion === undefined || sameValue(original.attributeInclusions, connector.attributeInclusions)
      ? []
      : [replaceContent(text, inclusion, leaves('attribute', connector.attributeInclusions))]),
    ...partitionPatches(text, root, original.partitions, connector.partitions),
  ];
  return applyPatches(text, patches);
}

function partitionPatches(
  text: string,
  root: XmlElement,
  originals: readonly Partition[],
  partitions: readonly Partition[],
): readonly Patch[] {
  const data = childOf(root, 'ma-partition-data');
  const elements = data === undefined ? [] : childrenOf(data, 'partition');
  return elements.flatMap((element, index) => {
    const original = originals[index];
    const partition = partitions.find((candidate) => candidate.id === original?.id);
    if (original === undefined || partition === undefined) return [];
    return partitionPatch(text, element, original, partition);
  });
}

function partitionPatch(text: string, element: XmlElement, original: Partition, changed: Partition): readonly Patch[] {
  const containers = containersOf(element);
  const objectTypes = descendantOf(element, 'filter', 'object-classes');
  const sameScope =
    sameValue(original.containerInclusions, changed.containerInclusions) &&
    sameValue(original.containerExclusions, changed.containerExclusions);
  return [
    ...(original.selected === changed.selected ? [] : replaceLeaf(element, 'selected', flag(changed.selected))),
    ...(sameScope || containers === undefined ? [] : [replaceElement(containers, writeContainers(changed))]),
    ...(objectTypes === undefined || sameValue(original.objectTypes, changed.objectTypes)
      ? []
      : [replaceContent(text, objectTypes, leaves('object-class', changed.objectTypes))]),
  ];
}

/** Writes a connector that was never exported, in the element order of the product. */
export function generateConnector(connector: Connector): string {
  const time = connector.createdAt.replace('T', ' ').replace('Z', '');
  return [
    '<ma-data>',
    leaf('format-version', '1'),
    leaf('id', bracedUpperCase(connector.id)),
    leaf('name', connector.name),
    leaf('category', connector.category),
    leaf('description', ''),
    leaf('subtype', connector.subtype),
    leaf('ma-listname', connector.subtype),
    leaf('ma-companyname', ''),
    leaf('creation-time', time),
    leaf('last-modification-time', time),
    leaf('version', '1'),
    leaf('internal-version', '0'),
    leaf('password-sync-allowed', '0'),
    writeSchema(connector.schema),
    writePrivateConfiguration(connector),
    parent('attribute-inclusion', leaves('attribute', connector.attributeInclusions)),
    '<join/><projection/><export-attribute-flow/>',
    parent('ma-partition-data', connector.partitions.map((partition) => writePartition(partition, connector)).join('')),
    parent('ma-run-data', connector.runProfiles.map(writeRunProfile).join('')),
    '</ma-data>',
  ].join('\n');
}

function writePrivateConfiguration(connector: Connector): string {
  const values = parameterValues(connector);
  if (connector.kind !== 'ad') return parent('private-configuration', values === '' ? '' : parent('MAConfig', values));
  const forestName = leaf('forest-name', connector.forestName);
  const passwords = connector.parameters?.find(({ name }) => name === passwordHashSync)?.value;
  const enabled = passwords === undefined ? '' : parent('password-hash-sync-config', leaf('enabled', passwords));
  return parent('private-configuration', parent('adma-configuration', forestName + enabled + values));
}

function parameterValues({ parameters = [] }: Connector): string {
  const own = parameters.filter(({ name }) => name !== passwordHashSync);
  const written = own.map(
    ({ name, value }) => `<parameter name="${escapeAttribute(name)}">${escapeText(value)}</parameter>`,
  );
  return written.length === 0 ? '' : parent('parameter-values', written.join(''));
}

function writePartition(partition: Partition, connector: Connector): string {
  const details = connector.kind === 'ad' ? 'adma-partition-data' : 'ecma-partition-data';
  return parent(
    'partition',
    [
      leaf('id', braced(partition.id)),
      leaf('name', partition.name),
      leaf('selected', flag(partition.selected)),
      leaf('display-name', partition.name),
      parent(
        'filter',
        parent('object-classes', leaves('object-class', partition.objectTypes)) + writeContainers(partition),
      ),
      parent(
        'custom-data',
        parent(
          details,
          leaf('dn', partition.distinguishedName) +
            leaf('name', partition.name) +
            leaf('is-domain', flag(partition.isDomain)),
        ),
      ),
    ].join(''),
  );
}

function writeContainers(partition: Partition): string {
  return parent(
    'containers',
    parent('exclusions', leaves('exclusion', partition.containerExclusions)) +
      parent('inclusions', leaves('inclusion', partition.containerInclusions)),
  );
}

function writeRunProfile(profile: RunProfile): string {
  const steps = profile.steps.map((step) => parent('step', writeStepType(step))).join('');
  return parent(
    'run-configuration',
    leaf('id', braced(profile.id)) + leaf('name', profile.name) + leaf('version', '1') + parent('configuration', steps),
  );
}

function writeStepType(step: RunStepType): string {
  const stepType = (type: string, content: string): string =>
    content === ''
      ? `<step-type type="${escapeAttribute(type)}" />`
      : `<step-type type="${escapeAttribute(type)}">${content}</step-type>`;
  switch (step) {
    case 'full-import':
    case 'delta-import':
      return stepType(step, leaf('import-subtype', 'to-cs'));
    case 'full-synchronization':
      return stepType('apply-rules', leaf('apply-rules-subtype', 'reevaluate-flow-connectors'));
    case 'delta-synchronization':
      return stepType('apply-rules', leaf('apply-rules-subtype', 'apply-pending'));
    case 'export':
    case 'other':
      return stepType(step, '');
    default:
      return assertNever(step);
  }
}

function parent(name: string, content: string): string {
  return content === '' ? `<${name} />` : `<${name}>${content}</${name}>`;
}

function leaves(name: string, texts: readonly string[]): string {
  return texts.map((text) => leaf(name, text)).join('');
}

function flag(value: boolean): string {
  return value ? '1' : '0';
}

function braced(guid: Guid): string {
  return `{${guid}}`;
}

function bracedUpperCase(guid: Guid): string {
  return `{${guid.toUpperCase()}}`;
}
