import { entraConnectorId, type ConnectorId } from '../../../../../shared/base/identifiers.ts';
import type { ServerConfiguration, SyncRule } from '../../../../../shared/entra-connect/rules/model.ts';

/** A settings file as the wizard would write it of a configuration (entra-connect.md §1.2). */
export function policyOf(
  { connectors, rules, serverName, globalParameters }: ServerConfiguration,
  timeCreated = '2026-03-01T10:00:00Z',
): string {
  return `${JSON.stringify(
    {
      policyMetadata: {
        timeCreated,
        azureADConnectVersion: globalParameters.get('Microsoft.Synchronize.ServerConfigurationVersion'),
      },
      deploymentMetadata: { hostName: serverName, autoUpgradeState: 'Disabled' },
      onpremisesDirectoryPolicy: connectors
        .filter(({ kind }) => kind === 'ad')
        .map(({ id, name, forestName, partitions }) => ({
          friendlyName: name,
          uniqueIdentifier: id,
          fullyQualifiedDomainName: forestName,
          partitionFilters: partitions.map((partition) => ({
            distinguishedName: partition.distinguishedName,
            selected: partition.selected,
            containerInclusions: partition.containerInclusions,
            containerExclusions: partition.containerExclusions,
          })),
          ...rulesOf(rules, id),
        })),
      azureDirectoryPolicy: { exportDeletionLimit: 500, ...rulesOf(rules, entraConnectorId) },
    },
    undefined,
    2,
  )}\n`;
}

function rulesOf(rules: readonly SyncRule[], connectorId: ConnectorId) {
  const own = rules.filter((rule) => rule.connectorId === connectorId);
  return {
    standardSynchronizationRules: own
      .filter(({ immutableTag }) => immutableTag !== '')
      .map(({ name, id, immutableTag, precedence }) => ({
        Name: name,
        uniqueIdentifier: id,
        immutableTag,
        precedence,
      })),
    customSynchronizationRules: own.filter(({ immutableTag }) => immutableTag === '').map(customRule),
  };
}

function customRule(rule: SyncRule) {
  return {
    Name: rule.name,
    uniqueIdentifier: rule.id,
    internalIdentifier: rule.internalId,
    description: rule.description,
    source: rule.sourceObjectType,
    target: rule.targetObjectType,
    linkType: rule.linkType,
    disabled: rule.disabled,
    direction: rule.direction === 'inbound' ? 'Inbound' : 'Outbound',
    precedence: rule.precedence,
    passwordHashSyncTarget: rule.enablePasswordSync,
    joinConditions: rule.joinGroups.map((group) =>
      group.map((clause) => ({
        source: clause.connectorSpaceAttribute,
        target: clause.metaverseAttribute,
        caseSensitive: clause.caseSensitive,
      })),
    ),
    scopeFilters: rule.scopeGroups.map((group) =>
      group.map(({ attribute, operator, value }) => ({ attribute, condition: operator, value })),
    ),
    attributeMappings: rule.flows.map(({ destination, source, applyOnce, mergeType }) => ({
      flowType: { direct: 'Direct', constant: 'Constant', expression: 'Expression' }[source.type],
      ...(mergeType === 'Update' ? {} : { mergeType }),
      executeOnce: applyOnce,
      destination,
      source: source.type === 'constant' ? [source.value] : source.attributes,
      ...(source.type === 'expression' ? { expression: source.expression } : {}),
    })),
  };
}
