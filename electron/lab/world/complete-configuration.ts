import { entraConnectorId } from '../../../shared/base/identifiers.ts';
import { connectorsNamed, type ExportContent } from '../../../shared/entra-connect/formats/content.ts';
import type { Connector, ServerConfiguration, SyncRule } from '../../../shared/entra-connect/rules/model.ts';
import { sameDefaultRule } from '../../../shared/entra-connect/rules/tag.ts';
import type { RuleHeader } from '../../../shared/entra-connect/formats/wizard-json/read-policy.ts';
import { adConnectorIdOf, installedConfiguration, type ForestConnector } from './default-rules/configuration.ts';
import { currentServerVersion } from './default-rules/global-parameters.ts';
import { defaultRules } from './default-rules/rules.ts';
import { worldTexts } from './messages.ts';

/** A configuration that a lab can be made of, and what of it is not the customer's. */
export interface CompletedConfiguration {
  readonly configuration: ServerConfiguration;
  readonly notes: readonly string[];
}

/**
 * Makes a whole configuration of an export: what its format does not hold – connectors, settings, the default rules beside
 * single rules – is that of the built-in world.
 */
export function completedConfiguration(content: ExportContent): CompletedConfiguration {
  const { document, rules, connectors } = content;
  if (document !== undefined) return { configuration: document.configuration, notes: [] };
  const own = rules.kind === 'absent' ? [] : rules.value;
  const known = connectors.kind === 'absent' ? [] : connectors.value;
  const forests = known.length > 0 ? known.map(forestOf) : forestsNamedBy(own);
  const defaults = defaultRules(forests.map(({ id }) => id));
  const standing = content.ruleHeaders.length === 0 ? defaults : renamedBy(content.ruleHeaders, defaults);
  const beside = standing.filter((rule) => !own.some((other) => isSame(rule, other)));
  const completed = installedConfiguration(forests, [...outOfTheWay(beside, own), ...own]);
  return {
    configuration: {
      ...completed,
      serverName: content.serverName ?? completed.serverName,
      connectors: completed.connectors.map((connector) => withScopeOf(known, connector)),
      globalParameters: new Map([
        ...completed.globalParameters,
        ...(content.globalParameters.kind === 'absent' ? [] : content.globalParameters.value),
      ]),
    },
    notes: [
      worldTexts.completedRules(own.length, beside.length, currentServerVersion),
      known.length > 0 ? worldTexts.completedSettings : worldTexts.inventedForests(forests.map(({ name }) => name)),
      ...unknownHeaders(content.ruleHeaders, defaults).map((name) => worldTexts.unknownDefault(name)),
    ],
  };
}

function forestOf({ id, name, forestName }: Connector): ForestConnector {
  return { id, name: forestName === '' ? name : forestName };
}

/** Single rules name their connectors by identifier only: each but the Entra connector's is taken for an AD forest. */
function forestsNamedBy(rules: readonly SyncRule[]): readonly ForestConnector[] {
  const ids = connectorsNamed(rules).filter((id) => id !== entraConnectorId);
  if (ids.length === 0) return [{ id: adConnectorIdOf(forestName(1)), name: forestName(1) }];
  return ids.map((id, index) => ({ id, name: forestName(index + 1) }));
}

function forestName(number: number): string {
  return `forest${String(number)}.example`;
}

/** Default rules as the file names and numbers them; those that it does not list are not on the server. */
function renamedBy(headers: readonly RuleHeader[], defaults: readonly SyncRule[]): readonly SyncRule[] {
  return defaults.flatMap((rule) => {
    const header = headers.find((one) => isSame(one, rule));
    if (header === undefined) return [];
    const { id, name, immutableTag, precedence } = header;
    return [{ ...rule, id, internalId: id, name, immutableTag, precedence }];
  });
}

function unknownHeaders(headers: readonly RuleHeader[], defaults: readonly SyncRule[]): readonly string[] {
  return headers.filter((header) => !defaults.some((rule) => isSame(header, rule))).map(({ name }) => name);
}

function isSame(left: Identity, right: Identity): boolean {
  if (left.connectorId !== right.connectorId) return false;
  return sameDefaultRule(left.immutableTag, right.immutableTag) || left.name === right.name;
}

type Identity = Pick<SyncRule, 'connectorId' | 'immutableTag' | 'name'>;

/** Built-in rules give way where the customer's have their number. */
function outOfTheWay(beside: readonly SyncRule[], own: readonly SyncRule[]): readonly SyncRule[] {
  const taken = new Set(own.map(({ precedence }) => precedence));
  return beside
    .toSorted((left, right) => left.precedence - right.precedence)
    .map((rule) => {
      let { precedence } = rule;
      while (taken.has(precedence)) precedence += 1;
      taken.add(precedence);
      return { ...rule, precedence };
    });
}

/** Name and OU scope as the file tells them. */
function withScopeOf(known: readonly Connector[], connector: Connector): Connector {
  const own = known.find(({ id }) => id === connector.id);
  if (own === undefined || own.partitions.length === 0) return connector;
  const [template] = connector.partitions;
  return {
    ...connector,
    name: own.name,
    partitions: own.partitions.map((partition) => ({ ...partition, objectTypes: template?.objectTypes ?? [] })),
  };
}
