import { entraConnectorId, type ConnectorId } from '../../base/identifiers.ts';
import { connectorsNamed, type ExportContent } from '../formats/content.ts';
import type { Connector } from '../rules/model.ts';
import { distinguishedNameOf, type DomainMap } from './domain-map.ts';
import { versionAgnosticTag } from '../rules/tag.ts';

/** A connector as far as it is known: rules name theirs even where nothing else tells of it. */
export interface KnownConnector {
  readonly id: ConnectorId;
  readonly connector: Connector | undefined;
}

/** Why two connectors of different servers are taken for each other. */
export type ConnectorMatch =
  'identifier' | 'entra' | 'forest' | 'domain' | 'name' | 'rules' | 'default-rules' | 'only-one-left';

export interface ConnectorPair {
  readonly on: KnownConnector;
  readonly with: KnownConnector;
  readonly matchedBy: ConnectorMatch;
}

interface PairedConnectors {
  readonly pairs: readonly ConnectorPair[];
  readonly onlyOn: readonly KnownConnector[];
  readonly onlyWith: readonly KnownConnector[];
}

/** AD connectors get a new identifier on every server, the Entra connector has always the same (entra-connect.md §7.1). */
export function pairConnectors(
  on: ExportContent,
  other: ExportContent,
  domains: DomainMap = new Map(),
): PairedConnectors {
  const pairs: ConnectorPair[] = [];
  const left = new Set(knownConnectors(on));
  const right = new Set(knownConnectors(other));
  const pair = (one: KnownConnector, two: KnownConnector, matchedBy: ConnectorMatch) => {
    pairs.push({ on: one, with: two, matchedBy });
    left.delete(one);
    right.delete(two);
  };
  const pairWhere = (
    matchedBy: ConnectorMatch,
    keyOf: (known: KnownConnector) => string,
    keyOnOther: (known: KnownConnector) => string = keyOf,
  ) => {
    for (const one of [...left]) {
      const key = keyOf(one);
      const candidates = key === '' ? [] : [...right].filter((candidate) => keyOnOther(candidate) === key);
      const rivals = [...left].filter((rival) => keyOf(rival) === key);
      const [only] = candidates;
      if (only !== undefined && candidates.length === 1 && rivals.length === 1) pair(one, only, matchedBy);
    }
  };
  pairWhere('identifier', ({ id }) => id);
  pairWhere('entra', ({ id, connector }) => (id === entraConnectorId || connector?.kind === 'entra' ? 'entra' : ''));
  const forestOf = ({ connector }: KnownConnector) => (connector?.kind === 'ad' ? connector.forestName.toLowerCase() : ''); // prettier-ignore
  pairWhere('forest', forestOf);
  pairWhere(
    'domain',
    (one) => domains.get(distinguishedNameOf(forestOf(one))) ?? '',
    (two) => distinguishedNameOf(forestOf(two)),
  );
  pairWhere('name', ({ connector }) => (connector === undefined ? '' : `${connector.kind} ${connector.name.toLowerCase()}`)); // prettier-ignore
  pairByRules(left, right, customNames(on), customNames(other), (one, two) => pair(one, two, 'rules'));
  // Default rules of one tag are in every forest: they tell a connector of which nothing else is known.
  const isUnknown = (one: KnownConnector, two: KnownConnector) =>
    one.connector === undefined || two.connector === undefined;
  pairByRules(
    left,
    right,
    defaultTags(on),
    defaultTags(other),
    (one, two) => pair(one, two, 'default-rules'),
    isUnknown,
  );
  const [lastOn, ...moreOn] = left;
  const [lastWith, ...moreWith] = right;
  const isOpen = lastOn !== undefined && lastWith !== undefined && moreOn.length + moreWith.length === 0;
  if (isOpen && mayBeSame(lastOn, lastWith)) pair(lastOn, lastWith, 'only-one-left');
  return { pairs, onlyOn: [...left], onlyWith: [...right] };
}

/** Every connector of a configuration, and every one that its rules name. */
export function knownConnectors({ connectors, rules, ruleHeaders }: ExportContent): readonly KnownConnector[] {
  const known = connectors.kind === 'absent' ? [] : connectors.value;
  const all = [...(rules.kind === 'absent' ? [] : rules.value), ...ruleHeaders];
  const named = connectorsNamed(all).filter((id) => known.every((connector) => connector.id !== id));
  return [
    ...known.map((connector) => ({ id: connector.id, connector })),
    ...named.map((id) => ({ id, connector: undefined })),
  ];
}

/** Names of rules that somebody made, by connector: default rules have the same name in every forest. */
function customNames({ rules }: ExportContent): ReadonlyMap<ConnectorId, ReadonlySet<string>> {
  const own = (rules.kind === 'absent' ? [] : rules.value).filter(
    ({ name, immutableTag }) => name !== '' && immutableTag === '',
  );
  const groups = Map.groupBy(own, ({ connectorId }) => connectorId);
  return new Map([...groups].map(([id, group]) => [id, new Set(group.map(({ name }) => name))]));
}

/** Tags of default rules without their versions, by connector. */
function defaultTags({ rules, ruleHeaders }: ExportContent): ReadonlyMap<ConnectorId, ReadonlySet<string>> {
  const all = [...(rules.kind === 'absent' ? [] : rules.value), ...ruleHeaders];
  const tagged = all.filter(({ immutableTag }) => immutableTag !== '');
  const groups = Map.groupBy(tagged, ({ connectorId }) => connectorId);
  const tagOf = ({ immutableTag }: { readonly immutableTag: string }) => versionAgnosticTag(immutableTag).toLowerCase();
  return new Map([...groups].map(([id, group]) => [id, new Set(group.map(tagOf))]));
}

/** Connectors that share the name, or the tag, of a rule which no other connector has. */
function pairByRules(
  left: ReadonlySet<KnownConnector>,
  right: ReadonlySet<KnownConnector>,
  onNames: ReadonlyMap<ConnectorId, ReadonlySet<string>>,
  withNames: ReadonlyMap<ConnectorId, ReadonlySet<string>>,
  pair: (one: KnownConnector, two: KnownConnector) => void,
  mayPair: (one: KnownConnector, two: KnownConnector) => boolean = () => true,
): void {
  const shares = (one: KnownConnector, two: KnownConnector) =>
    mayBeSame(one, two) &&
    mayPair(one, two) &&
    [...(onNames.get(one.id) ?? [])].some((name) => withNames.get(two.id)?.has(name) === true);
  for (const one of [...left]) {
    const candidates = [...right].filter((two) => shares(one, two));
    const [only] = candidates;
    if (only === undefined || candidates.length > 1) continue;
    if ([...left].filter((rival) => shares(rival, only)).length === 1) pair(one, only);
  }
}

/** Two connectors that are known to be of different kinds are not each other. */
function mayBeSame(one: KnownConnector, two: KnownConnector): boolean {
  const kindOf = ({ id, connector }: KnownConnector) =>
    connector?.kind ?? (id === entraConnectorId ? 'entra' : undefined);
  const [left, right] = [kindOf(one), kindOf(two)];
  if (left === undefined || right === undefined) return left !== 'entra' && right !== 'entra';
  return left === right;
}
