import type { ConnectorId } from '../../../../shared/base/identifiers.ts';
import type {
  Connector,
  ScopeCondition,
  ServerConfiguration,
  SyncRule,
} from '../../../../shared/entra-connect/rules/model.ts';
import type { AttributeValues } from '../../../../shared/entra-connect/rules/values.ts';
import { Configuration } from '../../../../shared/entra-connect/evaluation/configuration.ts';
import { distinguishedNameParts } from '../../../../shared/entra-connect/evaluation/distinguished-names.ts';
import { isSynchronized, type ConnectorContainers } from '../containers.ts';
import type { DirectoryBuilder } from '../population/directory-builder.ts';
import { universalSecurityGroup } from '../population/exchange-values.ts';
import { escapedName } from '../population/identifiers.ts';
import { scopeAlternatives } from './clauses.ts';
import { ordinaryDraft, type Draft } from './draft.ts';
import { OptionFinder, type WitnessOption } from './options.ts';
import { project } from './projection.ts';
import { WitnessSearch, solve, type SearchResult } from './search.ts';
import type { UnreachableReason, WitnessOutcome } from './witness-report.ts';

/** An AD forest that objects can be put into. */
export interface WitnessSite {
  readonly connector: Connector;
  readonly containers: ConnectorContainers;
  readonly builder: DirectoryBuilder;
}

const rehearsalUnit = 'OU=Rehearsal';

/**
 * Puts objects into the forests so that every scope group of every enabled rule has one it applies to, and reports each
 * group: its witness, or why there is none. An object that serves one rule serves every other it happens to fit.
 */
export function addWitnesses(
  server: ServerConfiguration,
  sites: readonly WitnessSite[],
  now: string,
): readonly WitnessOutcome[] {
  const planner = new WitnessPlanner(server, sites, now);
  const outcomes = planner.rules.flatMap((rule) =>
    scopeAlternatives(rule).map((clauses, group) => planner.witness(rule, clauses, group)),
  );
  planner.addGroups();
  return outcomes;
}

class WitnessPlanner {
  readonly #sites: ReadonlyMap<ConnectorId, WitnessSite>;
  readonly #configuration: Configuration;
  readonly #finder: OptionFinder;
  readonly #search: WitnessSearch;
  readonly #now: string;
  readonly #placed: Draft[] = [];
  readonly #members = new Map<
    string,
    { readonly site: WitnessSite; readonly group: string; readonly members: string[] }
  >();
  readonly #colleagues = new Map<ConnectorId, string>();
  #count = 0;

  constructor(server: ServerConfiguration, sites: readonly WitnessSite[], now: string) {
    this.#sites = new Map(sites.map((site) => [site.connector.id, site]));
    this.#configuration = new Configuration(server);
    this.#finder = new OptionFinder(server);
    this.#search = new WitnessSearch(this.#configuration, this.#finder);
    this.#now = now;
  }

  get rules(): readonly SyncRule[] {
    return this.#finder.rules;
  }

  witness(rule: SyncRule, clauses: readonly ScopeCondition[], group: number): WitnessOutcome {
    const ways = this.#finder.optionsFor(rule, clauses);
    const outcome = { ruleId: rule.id, ruleName: rule.name, group };
    switch (ways.kind) {
      case 'none':
        return { ...outcome, result: { kind: 'unreachable', reason: ways.reason } };
      case 'options':
        return { ...outcome, result: this.#first(ways.options) };
      case 'joins-partner':
        return { ...outcome, result: this.#joined(rule, clauses, ways.connector, ways.partners) };
    }
  }

  /** Creates the groups that scopes ask to be members of. */
  addGroups(): void {
    for (const { site, group, members } of this.#members.values()) {
      const [name = '', ...container] = distinguishedNameParts(group);
      const cn = name.slice(name.indexOf('=') + 1);
      site.builder.container(container.join(','));
      site.builder.addPrincipal('group', group, {
        cn,
        sAMAccountName: cn,
        groupType: universalSecurityGroup,
        member: members,
      });
    }
  }

  #first(options: readonly WitnessOption[]): WitnessOutcome['result'] {
    for (const option of options) {
      const known = this.#placed.find((draft) => this.#search.satisfies(option, draft));
      if (known !== undefined) return witnessed(known, option.fromCloud);
    }
    let reason: UnreachableReason | undefined;
    for (const option of options) {
      const found = this.#find(option);
      if (found.kind === 'found') return witnessed(this.#place(found.draft), option.fromCloud);
      reason ??= found.reason;
    }
    if (reason === undefined) throw new Error('Every option has a result.');
    return { kind: 'unreachable', reason };
  }

  #find(option: WitnessOption): SearchResult {
    const ordinary = this.#ordinary(option.connector, option.objectType);
    if (ordinary.kind === 'failed') return ordinary;
    const found = this.#search.find(option, ordinary.draft, this.#colleagueIn(option.connector));
    return found.kind === 'found' ? this.#withReachableGroups(found.draft) : found;
  }

  /** An object of a type that joins what another object brought to the metaverse. */
  #joined(
    rule: SyncRule,
    clauses: readonly ScopeCondition[],
    connector: Connector,
    partners: readonly WitnessOption[],
  ): WitnessOutcome['result'] {
    const ordinary = this.#ordinary(connector, rule.sourceObjectType);
    if (ordinary.kind === 'failed') return { kind: 'unreachable', reason: ordinary.reason };
    const others = partners.filter((partner) => partner.connector !== connector);
    if (others.length === 0 && partners.length > 0) {
      return { kind: 'unreachable', reason: { kind: 'joins-own-connector', connectorName: connector.name } };
    }
    for (const partner of others) {
      const found = this.#placed.find((draft) => this.#search.satisfies(partner, draft)) ?? this.#partner(partner);
      const metaverse = found === undefined ? new Map<string, AttributeValues>() : project(this.#configuration, found);
      for (const join of rule.joinGroups) {
        const keys = join.map(
          (condition) => [condition.connectorSpaceAttribute, metaverse.get(condition.metaverseAttribute)] as const,
        );
        if (keys.some(([, values]) => values === undefined)) continue;
        const attributes = new Map([
          ...ordinary.draft.attributes,
          ...keys.flatMap(([name, values]) => (values === undefined ? [] : [[name, values] as const])),
        ]);
        const solved = solve({ ...ordinary.draft, attributes }, clauses, rule, this.#colleagueIn(connector));
        if (solved.kind === 'failed') return { kind: 'unreachable', reason: solved.reason };
        return witnessed(this.#place(solved.draft), []);
      }
    }
    const attributes = rule.joinGroups.flat().map((condition) => condition.metaverseAttribute);
    return { kind: 'unreachable', reason: { kind: 'no-join-partner', attributes: [...new Set(attributes)] } };
  }

  #partner(option: WitnessOption): Draft | undefined {
    const found = this.#find(option);
    return found.kind === 'found' ? this.#place(found.draft) : undefined;
  }

  #ordinary(connector: Connector, objectType: string): SearchResult {
    const site = this.#sites.get(connector.id);
    const type = objectType === '*' ? 'user' : objectType;
    if (site === undefined || !site.containers.objectTypes.includes(type)) {
      return { kind: 'failed', reason: { kind: 'type-not-synchronized', objectType, connectorName: connector.name } };
    }
    this.#count += 1;
    const draft = ordinaryDraft({
      ...site.builder.reserve(),
      connector,
      objectType: type,
      container: rehearsalContainer(site),
      number: this.#count,
      colleague: this.#colleagueIn(connector),
      now: this.#now,
    });
    return { kind: 'found', draft };
  }

  /** Somebody for references: a manager, a group's first member. */
  #colleagueIn(connector: Connector): string {
    const known = this.#colleagues.get(connector.id);
    if (known !== undefined) return known;
    const site = this.#sites.get(connector.id);
    if (site === undefined) return '';
    const distinguishedName = `CN=Rehearsal Colleague,${rehearsalContainer(site)}`;
    this.#colleagues.set(connector.id, distinguishedName);
    const draft = ordinaryDraft({
      ...site.builder.reserve(),
      connector,
      objectType: 'user',
      container: rehearsalContainer(site),
      number: 0,
      colleague: distinguishedName,
      now: this.#now,
    });
    this.#place({ ...draft, attributes: new Map([...draft.attributes, ['cn', ['Rehearsal Colleague']]]) });
    return distinguishedName;
  }

  #withReachableGroups(draft: Draft): SearchResult {
    const partitions = draft.connector.partitions.filter(({ selected }) => selected);
    const outside = draft.memberOf.find((group) => !partitions.some((partition) => isSynchronized(partition, group)));
    return outside === undefined
      ? { kind: 'found', draft }
      : { kind: 'failed', reason: { kind: 'group-not-synchronized', group: outside } };
  }

  /** The object's name in the directory follows its cn, which a rule may have asked for. */
  #place(draft: Draft): Draft {
    const site = this.#sites.get(draft.connector.id);
    if (site === undefined) throw new Error(`${draft.connector.name} has no forest`);
    const container = rehearsalContainer(site);
    site.builder.container(container);
    const cn = draft.attributes.get('cn')?.[0] ?? draft.id;
    const wanted = `CN=${escapedName(String(cn))},${container}`;
    const distinguishedName = site.builder.has(wanted) ? `CN=${draft.id},${container}` : wanted;
    site.builder.add(draft.objectType, distinguishedName, Object.fromEntries(draft.attributes), draft.id);
    for (const group of draft.memberOf) {
      const entry = this.#members.get(group.toLowerCase()) ?? { site, group, members: [] };
      entry.members.push(distinguishedName);
      this.#members.set(group.toLowerCase(), entry);
    }
    const placed = { ...draft, distinguishedName };
    this.#placed.push(placed);
    return placed;
  }
}

function rehearsalContainer(site: WitnessSite): string {
  return `${rehearsalUnit},${site.containers.synchronized[0]}`;
}

function witnessed(draft: Draft, fromCloud: readonly string[]): WitnessOutcome['result'] {
  return { kind: 'witnessed', distinguishedName: draft.distinguishedName, fromCloud };
}
