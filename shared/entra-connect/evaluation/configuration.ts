import type { ConnectorId, RuleId } from '../../base/identifiers.ts';
import type { Connector, Schema, SyncRule } from '../rules/model.ts';
import { compileRule, type CompiledRule } from './compiled-rule.ts';
import { FlowPlans } from './flow-plan.ts';

/** What the engine needs of the server. */
export interface ServerRules {
  readonly rules: readonly SyncRule[];
  readonly connectors: readonly Connector[];
  readonly metaverseSchema: Schema;
}

/** The outbound rules of one connector for one metaverse object type, strongest first. */
export interface OutboundRules {
  readonly connector: Connector;
  readonly rules: readonly CompiledRule[];
}

/** The enabled rules of a server, compiled, by what they apply to. */
export class Configuration {
  readonly connectors: ReadonlyMap<ConnectorId, Connector>;
  readonly plans = new FlowPlans();
  readonly metaverseSchema: Schema;
  /** Names of all rules, the disabled ones too. */
  readonly ruleNames: ReadonlyMap<RuleId, string>;
  readonly #rules: readonly CompiledRule[];
  readonly #inbound = new Map<string, readonly CompiledRule[]>();
  readonly #referenceSources = new Map<ConnectorId, readonly string[]>();
  #metaverseReferences: readonly string[] | undefined;
  readonly #outbound = new Map<string, readonly OutboundRules[]>();

  constructor(server: ServerRules) {
    this.connectors = new Map(server.connectors.map((connector) => [connector.id, connector]));
    this.metaverseSchema = server.metaverseSchema;
    this.ruleNames = new Map(server.rules.map((rule) => [rule.id, rule.name]));
    const compiled: CompiledRule[] = [];
    for (const rule of server.rules) {
      const connector = this.connectors.get(rule.connectorId);
      if (!rule.disabled && connector !== undefined)
        compiled.push(compileRule(rule, connector, server.metaverseSchema));
    }
    this.#rules = compiled.sort((left, right) => this.#compareRules(left.rule, right.rule));
  }

  connector(id: ConnectorId): Connector {
    const connector = this.connectors.get(id);
    if (connector === undefined) throw new Error(`No connector ${id}`);
    return connector;
  }

  /** Enabled inbound rules for an object type of a connector, strongest first. */
  inboundRules(connectorId: ConnectorId, objectType: string): readonly CompiledRule[] {
    const key = `${connectorId}/${objectType}`;
    const known = this.#inbound.get(key);
    if (known !== undefined) return known;
    const rules = this.#rules.filter(({ rule }) => {
      return (
        rule.direction === 'inbound' && rule.connectorId === connectorId && accepts(rule.sourceObjectType, objectType)
      );
    });
    this.#inbound.set(key, rules);
    return rules;
  }

  /** Enabled outbound rules for a metaverse object type, by connector in the order of their creation. */
  outboundRules(objectType: string): readonly OutboundRules[] {
    const known = this.#outbound.get(objectType);
    if (known !== undefined) return known;
    const connectors = [...this.connectors.values()].sort((left, right) =>
      compareText(left.createdAt, right.createdAt),
    );
    const outbound = connectors
      .map((connector) => ({
        connector,
        rules: this.#rules.filter(({ rule }) => {
          return (
            rule.direction === 'outbound' &&
            rule.connectorId === connector.id &&
            accepts(rule.sourceObjectType, objectType)
          );
        }),
      }))
      .filter(({ rules }) => rules.length > 0);
    this.#outbound.set(objectType, outbound);
    return outbound;
  }

  /** Attributes of a connector's objects that flow into the metaverse as references. */
  referenceSources(connectorId: ConnectorId): readonly string[] {
    const known = this.#referenceSources.get(connectorId);
    if (known !== undefined) return known;
    const names = new Set<string>();
    for (const { rule, flows } of this.#rules) {
      if (rule.direction !== 'inbound' || rule.connectorId !== connectorId) continue;
      for (const { flow, isReference } of flows) {
        if (isReference && flow.source.type !== 'constant') for (const name of flow.source.attributes) names.add(name);
      }
    }
    this.#referenceSources.set(connectorId, [...names]);
    return [...names];
  }

  /** Metaverse attributes that hold references. */
  get metaverseReferences(): readonly string[] {
    this.#metaverseReferences ??= [...this.metaverseSchema.attributes.values()]
      .filter(({ syntax }) => syntax === 'reference')
      .map(({ name }) => name);
    return this.#metaverseReferences;
  }

  /** By precedence; ties by the creation of the connectors (default-configuration doc), then by name and identifier. */
  #compareRules(left: SyncRule, right: SyncRule): number {
    return (
      left.precedence - right.precedence ||
      compareText(this.connector(left.connectorId).createdAt, this.connector(right.connectorId).createdAt) ||
      compareText(left.name, right.name) ||
      compareText(left.id, right.id)
    );
  }
}

const compiledConfigurations = new WeakMap<
  readonly SyncRule[],
  { readonly server: ServerRules; readonly configuration: Configuration }
>();

/** The compiled rules of a server; compiled once for each set of rules, connectors and metaverse schema. */
export function configurationOf(server: ServerRules): Configuration {
  const { rules, connectors, metaverseSchema } = server;
  const known = compiledConfigurations.get(rules);
  if (known?.server.connectors === connectors && known.server.metaverseSchema === metaverseSchema)
    return known.configuration;
  const configuration = new Configuration(server);
  compiledConfigurations.set(rules, { server: { rules, connectors, metaverseSchema }, configuration });
  return configuration;
}

/** `*` takes every object type (entra-connect.md §1.1). */
export function accepts(ruleType: string, objectType: string): boolean {
  return ruleType === '*' || ruleType === objectType;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
