import { zeroGuid, type Guid } from '../../../base/guid.ts';
import { entraConnectorId, type ConnectorId, type RuleId } from '../../../base/identifiers.ts';
import type { ConfigurationFile } from '../export/layout.ts';
import { reportError, type FileReport } from '../export/problems.ts';
import {
  comparisonOperators,
  type AttributeFlow,
  type Connector,
  type FlowSource,
  type JoinCondition,
  type LinkType,
  type MergeType,
  type Partition,
  type ScopeCondition,
  type SyncRule,
} from '../../rules/model.ts';
import { JsonReader } from './json-reader.ts';
import { parseJson } from './parse-json.ts';

/**
 * The settings file that the Microsoft Entra Connect wizard writes (entra-connect.md §1.2). Names of its members are those in
 * the metadata of the ADSync module 2.2.8.0.
 */
export interface Policy {
  readonly serverName: string | undefined;
  readonly productVersion: string | undefined;
  /** As the file says; empty when it does not. */
  readonly writtenAt: string;
  /** Rules that somebody made, as a whole. */
  readonly customRules: readonly SyncRule[];
  readonly standardRules: readonly RuleHeader[];
  /** AD connectors as far as the file tells of them: without schema, selected attributes and run profiles. */
  readonly connectors: readonly Connector[];
  /** Undefined: the file does not say. */
  readonly exportDeletionLimit: number | undefined;
  readonly autoUpgradeState: string | undefined;
  readonly excludedAttributes: readonly string[];
}

/** All that the file holds of an out-of-box rule. */
export interface RuleHeader {
  readonly id: RuleId;
  readonly name: string;
  readonly immutableTag: string;
  readonly connectorId: ConnectorId;
  readonly precedence: number;
}

const linkTypes: readonly LinkType[] = ['Provision', 'Join', 'StickyJoin', 'JoinNoFlow'];
const mergeTypes: readonly MergeType[] = ['Update', 'Replace', 'Merge', 'MergeCaseInsensitive'];
const memberOfPolicy = /"(?:onpremisesDirectoryPolicy|azureDirectoryPolicy)"/i;

/** Whether a text is a settings file of the wizard: the file's name does not tell. */
export function isPolicy(text: string): boolean {
  return /^\uFEFF?\s*\{/.test(text) && memberOfPolicy.test(text);
}

/** Reads a settings file; `undefined` when the report received an error. */
export function readPolicy({ text }: ConfigurationFile, report: FileReport): Policy | undefined {
  const errorsBefore = report.errors.length;
  const parsed = parseJson(text, report);
  if (parsed === undefined) return undefined;
  if (typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) {
    reportError(report, 'not-a-policy', undefined, '');
    return undefined;
  }
  const root = new JsonReader(parsed.value, report);
  if (!root.has('onpremisesDirectoryPolicy') && !root.has('azureDirectoryPolicy')) {
    reportError(report, 'not-a-policy', undefined, '');
    return undefined;
  }
  const metadata = root.object('policyMetadata');
  const deployment = root.object('deploymentMetadata');
  const directories = root.objects('onpremisesDirectoryPolicy').map((directory) => {
    const id = directory.guid('uniqueIdentifier') as ConnectorId;
    return { connector: connectorOf(directory, id), ...rulesOf(directory, id) };
  });
  const azure = root.object('azureDirectoryPolicy');
  const cloud = azure === undefined ? { custom: [], standard: [] } : rulesOf(azure, entraConnectorId);
  const policy: Policy = {
    serverName: someText(deployment, 'hostName'),
    productVersion: someText(metadata, 'azureADConnectVersion'),
    writtenAt: someText(metadata, 'timeCreated') ?? '',
    customRules: [...directories.flatMap(({ custom }) => custom), ...cloud.custom],
    standardRules: [...directories.flatMap(({ standard }) => standard), ...cloud.standard],
    connectors: directories.map(({ connector }) => connector),
    exportDeletionLimit: azure?.has('exportDeletionLimit') === true ? azure.count('exportDeletionLimit') : undefined,
    autoUpgradeState: someText(deployment, 'autoUpgradeState'),
    excludedAttributes:
      azure?.object(azure.nameOf('exportedAttributePolicy', 'exportedAttributes'))?.texts('excludedAttributes') ?? [],
  };
  root.finish(holdsRules);
  return report.errors.length === errorsBefore ? policy : undefined;
}

/** A list of rules under a name that is not known must not be passed over in silence. */
function holdsRules(key: string, value: unknown): boolean {
  const isListOfObjects = Array.isArray(value) && value.some((item) => typeof item === 'object' && item !== null);
  return /rule/i.test(key) || isListOfObjects;
}

function someText(reader: JsonReader | undefined, name: string): string | undefined {
  const text = reader?.text(name, '') ?? '';
  return text === '' ? undefined : text;
}

function connectorOf(directory: JsonReader, id: ConnectorId): Connector {
  const forestName = directory.text('fullyQualifiedDomainName', '');
  const name = directory.text('friendlyName', forestName);
  return {
    ...{ id, name, forestName, kind: 'ad', category: 'AD', subtype: '', createdAt: '' },
    // Versions of the documentation differ in the name.
    partitions: [...directory.objects('partitionFilters'), ...directory.objects('partitionFilter')].map(partitionOf),
    attributeInclusions: [],
    schema: { objectTypes: new Map(), attributes: new Map() },
    runProfiles: [],
  };
}

function partitionOf(partition: JsonReader): Partition {
  const distinguishedName = partition.text('distinguishedName');
  return {
    id: zeroGuid,
    name: distinguishedName,
    distinguishedName,
    selected: partition.boolean('selected', true),
    isDomain: true,
    objectTypes: [],
    containerInclusions: [...partition.texts('containerInclusions'), ...partition.texts('inclusionList')],
    containerExclusions: [...partition.texts('containerExclusions'), ...partition.texts('exclusionList')],
  };
}

function rulesOf(
  directory: JsonReader,
  connectorId: ConnectorId,
): { readonly custom: readonly SyncRule[]; readonly standard: readonly RuleHeader[] } {
  const rules = {
    custom: directory.objects('customSynchronizationRules').map((rule) => customRule(rule, connectorId)),
    standard: directory.objects('standardSynchronizationRules').map((rule) => ({
      id: rule.guid(rule.nameOf('uniqueIdentifier', 'identifier')) as RuleId,
      name: rule.text('name'),
      immutableTag: rule.text('immutableTag', ''),
      connectorId,
      precedence: rule.count('precedence'),
    })),
  };
  directory.finish(holdsRules);
  return rules;
}

/** A rule somebody made. Beside the file's own names, those of the ADSync objects are understood (entra-connect.md §3.3). */
function customRule(rule: JsonReader, connectorId: ConnectorId): SyncRule {
  const id = rule.guid(rule.nameOf('uniqueIdentifier', 'identifier'));
  const internal = rule.nameOf('internalIdentifier', 'internalId');
  const internalId: Guid = rule.has(internal) ? rule.guid(internal) : id;
  const direction = rule.oneOf('direction', ['Inbound', 'Outbound'], undefined, 'Inbound');
  const read: SyncRule = {
    id: id as RuleId,
    internalId,
    version: rule.has('version') ? rule.count('version') : 1,
    name: rule.text('name'),
    description: rule.text('description', ''),
    immutableTag: rule.text('immutableTag', ''),
    direction: direction === 'Inbound' ? 'inbound' : 'outbound',
    disabled: rule.boolean('disabled', false),
    connectorId,
    sourceObjectType: rule.text(rule.nameOf('source', 'sourceObjectType')),
    targetObjectType: rule.text(rule.nameOf('target', 'targetObjectType')),
    linkType: rule.oneOf('linkType', linkTypes, undefined, 'Join'),
    precedence: rule.count('precedence'),
    precedenceAfter: rule.has('precedenceAfter') ? rule.guid('precedenceAfter') : zeroGuid,
    precedenceBefore: rule.has('precedenceBefore') ? rule.guid('precedenceBefore') : zeroGuid,
    softDeleteExpiryInterval: rule.text('softDeleteExpiryInterval', '00:00:00'),
    enablePasswordSync: rule.boolean(rule.nameOf('passwordHashSyncTarget', 'enablePasswordSync'), false),
    flows: rule.objects(rule.nameOf('attributeMappings', 'attributeFlowMappings')).map(flowOf),
    joinGroups: rule
      .groups(rule.nameOf('joinConditions', 'joinFilter', 'joinFilters'), ['joinConditionList', 'conditions'])
      .map((group) => group.map(joinOf)),
    scopeGroups: rule
      .groups(rule.nameOf('scopeFilters', 'scopeFilter', 'scopeConditions'), ['scopeConditionList', 'conditions'])
      .map((group) => group.map(scopeOf)),
    uninterpreted: [],
  };
  // The connector is the one whose list the rule stands in.
  rule.text('connectorName', '');
  rule.text('connector', '');
  rule.finish();
  return read;
}

function flowOf(mapping: JsonReader): AttributeFlow {
  const flow: AttributeFlow = {
    destination: mapping.text('destination'),
    source: sourceOf(mapping),
    applyOnce: mapping.boolean('executeOnce', false),
    mergeType: mapping.oneOf(mapping.nameOf('mergeType', 'valueMergeType'), mergeTypes, 'Update', 'Update'),
    uninterpreted: [],
  };
  mapping.finish();
  return flow;
}

function sourceOf(mapping: JsonReader): FlowSource {
  const type = mapping.oneOf('flowType', ['Direct', 'Constant', 'Expression'], undefined, 'Direct');
  const attributes = mapping.texts('source');
  const expression = mapping.text('expression', '');
  if (type === 'Expression') {
    if (!mapping.has('expression')) mapping.problem('missing-value', 'expression', 'expression');
    return { type: 'expression', expression, attributes };
  }
  if (type === 'Direct') {
    if (attributes.length === 0) mapping.problem('missing-value', 'source', 'source');
    return { type: 'direct', attributes };
  }
  if (attributes.length !== 1) mapping.problem('wrong-kind-of-value', 'source', 'source');
  return { type: 'constant', value: attributes[0] ?? '' };
}

function scopeOf(clause: JsonReader): ScopeCondition {
  const condition: ScopeCondition = {
    attribute: clause.text('attribute'),
    operator: clause.oneOf(
      clause.nameOf('condition', 'comparisonOperator', 'operator'),
      comparisonOperators,
      undefined,
      'EQUAL',
    ),
    value: clause.text(clause.nameOf('value', 'comparisonValue'), ''),
  };
  clause.finish();
  return condition;
}

function joinOf(clause: JsonReader): JoinCondition {
  const condition: JoinCondition = {
    connectorSpaceAttribute: clause.text(clause.nameOf('source', 'csAttribute')),
    metaverseAttribute: clause.text(clause.nameOf('destination', 'mvAttribute', 'target')),
    caseSensitive: clause.boolean('caseSensitive', false),
  };
  clause.finish();
  return condition;
}
