import type {
  Connector,
  ScopeCondition,
  ServerConfiguration,
  SyncRule,
} from '../../../../shared/entra-connect/rules/model.ts';
import { accepts } from '../../../../shared/entra-connect/evaluation/configuration.ts';
import { scopeAlternatives } from './clauses.ts';
import type { UnreachableReason } from './witness-report.ts';

/** One way to an object that a rule applies to: an AD object that these clauses hold for, before and in the metaverse. */
export interface WitnessOption {
  readonly connector: Connector;
  readonly objectType: string;
  /** The rule that brings the object to the metaverse. */
  readonly host: SyncRule;
  readonly sourceClauses: readonly ScopeCondition[];
  readonly metaverseClauses: readonly ScopeCondition[];
  /** Attributes that only the cloud can give. */
  readonly fromCloud: readonly string[];
}

export type WitnessOptions =
  | { readonly kind: 'options'; readonly options: readonly WitnessOption[] }
  /** An inbound rule that recognises what is in the metaverse already; the object needs a partner there. */
  | { readonly kind: 'joins-partner'; readonly connector: Connector; readonly partners: readonly WitnessOption[] }
  | { readonly kind: 'none'; readonly reason: UnreachableReason };

/** Looks for the ways that the rules of a configuration leave open. */
export class OptionFinder {
  readonly #connectors: ReadonlyMap<string, Connector>;
  readonly #rules: readonly SyncRule[];

  constructor({ rules, connectors }: ServerConfiguration) {
    this.#connectors = new Map(connectors.map((connector) => [connector.id, connector]));
    this.#rules = rules
      .filter((rule) => !rule.disabled && this.#connectors.has(rule.connectorId))
      .sort((left, right) => left.precedence - right.precedence);
  }

  /** Enabled rules, the strongest first. */
  get rules(): readonly SyncRule[] {
    return this.#rules;
  }

  /** Rules of AD connectors that flow `attribute` from objects of a type into a metaverse type. */
  contributors(
    connector: Connector,
    objectType: string,
    metaverseType: string,
    attribute: string,
  ): readonly SyncRule[] {
    return this.#rules.filter(
      (rule) =>
        rule.direction === 'inbound' &&
        rule.connectorId === connector.id &&
        accepts(rule.sourceObjectType, objectType) &&
        accepts(rule.targetObjectType, metaverseType) &&
        rule.flows.some((flow) => flow.destination === attribute),
    );
  }

  optionsFor(rule: SyncRule, clauses: readonly ScopeCondition[]): WitnessOptions {
    const connector = this.#connectorOf(rule);
    if (rule.direction === 'inbound') {
      return connector.kind === 'ad'
        ? this.#inboundFromAd(rule, connector, clauses)
        : this.#inboundFromCloud(rule, connector, clauses);
    }
    return connector.kind === 'ad'
      ? this.#outboundToAd(rule, connector, clauses)
      : this.#outboundToCloud(rule, connector, clauses);
  }

  #inboundFromAd(rule: SyncRule, connector: Connector, clauses: readonly ScopeCondition[]): WitnessOptions {
    const hosts =
      rule.linkType === 'Provision'
        ? [rule]
        : this.#hosts(rule.targetObjectType).filter(
            (host) => host.connectorId === connector.id && accepts(rule.sourceObjectType, host.sourceObjectType),
          );
    const options = hosts.flatMap((host) =>
      (host === rule ? [clauses] : scopeAlternatives(host).map((own) => [...own, ...clauses])).map((sourceClauses) =>
        this.#option(host, sourceClauses, []),
      ),
    );
    if (options.length > 0) return { kind: 'options', options };
    if (rule.joinGroups.length === 0) return none(rule.sourceObjectType, connector);
    return { kind: 'joins-partner', connector, partners: this.#options(this.#hosts(rule.targetObjectType), [[]]) };
  }

  #outboundToAd(rule: SyncRule, connector: Connector, clauses: readonly ScopeCondition[]): WitnessOptions {
    const hosts = this.#hosts(rule.sourceObjectType).filter(
      (host) =>
        rule.linkType === 'Provision' ||
        (host.connectorId === connector.id && accepts(rule.targetObjectType, host.sourceObjectType)),
    );
    return someOptions(this.#options(hosts, [clauses]), rule.targetObjectType, connector);
  }

  #outboundToCloud(rule: SyncRule, connector: Connector, clauses: readonly ScopeCondition[]): WitnessOptions {
    const hosts = this.#hosts(rule.sourceObjectType);
    if (rule.linkType === 'Provision')
      return someOptions(this.#options(hosts, [clauses]), rule.targetObjectType, connector);
    const alternatives = this.#exporters(connector, rule.targetObjectType)
      .filter((exporter) => exporter.sourceObjectType === rule.sourceObjectType)
      .flatMap((exporter) => scopeAlternatives(exporter).map((own) => [...clauses, ...own]));
    return someOptions(this.#options(hosts, alternatives), rule.targetObjectType, connector);
  }

  /** The cloud has what was exported to it: a clause about an exported attribute is one about the metaverse. */
  #inboundFromCloud(rule: SyncRule, connector: Connector, clauses: readonly ScopeCondition[]): WitnessOptions {
    const options = this.#exporters(connector, rule.sourceObjectType).flatMap((exporter) => {
      const exported = clauses.map((clause) => this.#beforeExport(connector, rule.sourceObjectType, clause));
      const known = exported.filter((clause) => clause !== undefined);
      const alternatives = scopeAlternatives(exporter).map((own) => [...known, ...own]);
      const fromCloud = clauses.filter((_, index) => exported[index] === undefined).map((clause) => clause.attribute);
      return this.#options(this.#hosts(exporter.sourceObjectType), alternatives).map((option) => ({
        ...option,
        fromCloud: [...new Set([...option.fromCloud, ...fromCloud])],
      }));
    });
    return someOptions(options, rule.sourceObjectType, connector);
  }

  #beforeExport(connector: Connector, objectType: string, clause: ScopeCondition): ScopeCondition | undefined {
    const flow = this.#rules
      .filter(
        (rule) =>
          rule.direction === 'outbound' &&
          rule.connectorId === connector.id &&
          accepts(rule.targetObjectType, objectType),
      )
      .flatMap((rule) => rule.flows)
      .find(({ destination, source }) => destination === clause.attribute && source.type === 'direct');
    if (flow?.source.type !== 'direct') return undefined;
    const [attribute] = flow.source.attributes;
    return attribute === undefined ? undefined : { ...clause, attribute };
  }

  #options(hosts: readonly SyncRule[], alternatives: readonly (readonly ScopeCondition[])[]): readonly WitnessOption[] {
    return hosts.flatMap((host) =>
      scopeAlternatives(host).flatMap((own) => alternatives.map((clauses) => this.#option(host, own, clauses))),
    );
  }

  #option(
    host: SyncRule,
    sourceClauses: readonly ScopeCondition[],
    metaverseClauses: readonly ScopeCondition[],
  ): WitnessOption {
    const fromCloud = metaverseClauses.filter((clause) =>
      this.#onlyCloudKnows(clause.attribute, host.targetObjectType),
    );
    return {
      connector: this.#connectorOf(host),
      objectType: host.sourceObjectType,
      host,
      sourceClauses,
      metaverseClauses: metaverseClauses.filter((clause) => !fromCloud.includes(clause)),
      fromCloud: [...new Set(fromCloud.map((clause) => clause.attribute))],
    };
  }

  /** Flowed inbound by the Entra connector and by no AD connector. */
  #onlyCloudKnows(attribute: string, metaverseType: string): boolean {
    const contributors = this.#rules.filter(
      (rule) =>
        rule.direction === 'inbound' &&
        accepts(rule.targetObjectType, metaverseType) &&
        rule.flows.some((flow) => flow.destination === attribute),
    );
    return contributors.length > 0 && contributors.every((rule) => this.#connectorOf(rule).kind === 'entra');
  }

  /** Rules that bring AD objects to the metaverse as objects of this type. */
  #hosts(metaverseType: string): readonly SyncRule[] {
    return this.#rules.filter(
      (rule) =>
        rule.direction === 'inbound' &&
        rule.linkType === 'Provision' &&
        this.#connectorOf(rule).kind === 'ad' &&
        accepts(metaverseType, rule.targetObjectType),
    );
  }

  /** Rules that create objects of this type in the cloud. */
  #exporters(connector: Connector, objectType: string): readonly SyncRule[] {
    return this.#rules.filter(
      (rule) =>
        rule.direction === 'outbound' &&
        rule.linkType === 'Provision' &&
        rule.connectorId === connector.id &&
        accepts(objectType, rule.targetObjectType),
    );
  }

  #connectorOf(rule: SyncRule): Connector {
    const connector = this.#connectors.get(rule.connectorId);
    if (connector === undefined) throw new Error(`${rule.name} belongs to no connector`);
    return connector;
  }
}

function someOptions(options: readonly WitnessOption[], objectType: string, connector: Connector): WitnessOptions {
  return options.length > 0 ? { kind: 'options', options } : none(objectType, connector);
}

function none(objectType: string, connector: Connector): WitnessOptions {
  return { kind: 'none', reason: { kind: 'no-provisioning', objectType, connectorName: connector.name } };
}
