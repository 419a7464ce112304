import { entraConnectorId, type ConnectorId } from '../../../../shared/base/identifiers.ts';
import type {
  Connector,
  Partition,
  RunProfile,
  RunStepType,
  Schema,
  ServerConfiguration,
  SyncRule,
} from '../../../../shared/entra-connect/rules/model.ts';
import { guidOfText } from '../../../../shared/base/guid-of-text.ts';
import { defaultGlobalParameters } from './global-parameters.ts';
import { defaultRules } from './rules.ts';
import { adSchema, entraSchema, metaverseSchema } from './schemas.ts';

/** The tenant of the built-in world; also the Entra connector's name begins with it. */
export const tenantDomain = 'fabrikam.onmicrosoft.com';

/** The container that is synchronized; everything else of the domain is not. */
const synchronizedUnit = 'OU=Company';

const installedAt = '2025-02-03T09:00:00.000Z';

/** An AD connector to be: the DNS name of its forest, and its identifier. */
export interface ForestConnector {
  readonly name: string;
  readonly id: ConnectorId;
}

/** A server as installed today for these forests (DNS names, in the order in which they were connected). */
export function defaultConfiguration(forestNames: readonly string[]): ServerConfiguration {
  const forests = forestNames.map((name) => ({ name, id: adConnectorIdOf(name) }));
  return installedConfiguration(forests, defaultRules(forests.map(({ id }) => id)));
}

/** A server as installed today, with these rules; its connectors know whatever the rules mention. */
export function installedConfiguration(
  forests: readonly ForestConnector[],
  rules: readonly SyncRule[],
): ServerConfiguration {
  const connectors = [
    entraConnector(entraSchema(rules.filter((rule) => rule.connectorId === entraConnectorId))),
    ...forests.map(({ name, id }, index) =>
      adConnector(name, id, index, adSchema(rules.filter((rule) => rule.connectorId === id))),
    ),
  ];
  return {
    serverName: 'SYNC01',
    rules,
    connectors,
    globalParameters: defaultGlobalParameters(),
    metaverseSchema: metaverseSchema(rules),
  };
}

export function adConnectorIdOf(forestName: string): ConnectorId {
  return guidOfText(`AD connector of ${forestName}`) as ConnectorId;
}

/** `fabrikam.com` → `DC=fabrikam,DC=com`. */
function domainOf(forestName: string): string {
  return forestName
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',');
}

function adConnector(forestName: string, id: ConnectorId, index: number, schema: Schema): Connector {
  const domain = domainOf(forestName);
  return {
    id,
    name: forestName,
    kind: 'ad',
    category: 'AD',
    subtype: '',
    forestName,
    createdAt: minutesAfterInstallation(index + 1),
    partitions: [
      partition(domain, domain, schema, { inclusions: [`${synchronizedUnit},${domain}`], exclusions: [domain] }),
    ],
    attributeInclusions: [...schema.attributes.keys()],
    schema,
    runProfiles: runProfilesOf(id),
  };
}

function entraConnector(schema: Schema): Connector {
  return {
    id: entraConnectorId,
    name: `${tenantDomain} - AAD`,
    kind: 'entra',
    category: 'Extensible2',
    subtype: 'Windows Azure Active Directory (Microsoft)',
    forestName: '',
    createdAt: minutesAfterInstallation(0),
    partitions: [partition('default', tenantDomain, schema, { inclusions: [], exclusions: [] })],
    attributeInclusions: [...schema.attributes.keys()],
    schema,
    runProfiles: runProfilesOf(entraConnectorId),
  };
}

function partition(
  distinguishedName: string,
  owner: string,
  schema: Schema,
  containers: { readonly inclusions: readonly string[]; readonly exclusions: readonly string[] },
): Partition {
  return {
    id: guidOfText(`partition ${distinguishedName} of ${owner}`),
    name: distinguishedName,
    distinguishedName,
    selected: true,
    isDomain: true,
    objectTypes: [...schema.objectTypes.keys()],
    containerInclusions: containers.inclusions,
    containerExclusions: containers.exclusions,
  };
}

const stepsOfProfiles: readonly (readonly [name: string, step: RunStepType])[] = [
  ['Full Import', 'full-import'],
  ['Full Synchronization', 'full-synchronization'],
  ['Delta Import', 'delta-import'],
  ['Delta Synchronization', 'delta-synchronization'],
  ['Export', 'export'],
];

function runProfilesOf(connectorId: ConnectorId): readonly RunProfile[] {
  return stepsOfProfiles.map(([name, step]) => ({ id: guidOfText(`${name} of ${connectorId}`), name, steps: [step] }));
}

function minutesAfterInstallation(minutes: number): string {
  return new Date(Date.parse(installedAt) + minutes * 60_000).toISOString();
}
