import type { ConnectorId } from '../../base/identifiers.ts';
import type { ExportContent } from '../formats/content.ts';
import type { Held } from '../formats/held.ts';
import type { GlobalParameters, SyncRule } from '../rules/model.ts';
import type { RuleHeader } from '../formats/wizard-json/read-policy.ts';
import { compareConnectors, type ConnectorDifference } from './compare-connectors.ts';
import { comparedCopies, compareRules, type ComparedCopy, type ComparedRule } from './compare-rules.ts';
import { compareSchemas, type SchemaDifference } from './compare-schemas.ts';
import type { DomainMap, PartitionPair } from './domain-map.ts';
import { pairConnectors, type ConnectorPair, type KnownConnector } from './pair-connectors.ts';
import { pairRules, type Identity, type RulePair } from './pair-rules.ts';
import { swapsOf, type Swap } from './swaps.ts';
import { winnerChanges, type WinnerChange } from './winners.ts';

/** A connector on both sides. */
interface ComparedConnector extends ConnectorPair {
  readonly differences: readonly ConnectorDifference[];
  /** Domains of different names that were taken for each other. */
  readonly domains: readonly PartitionPair[];
}

/** A setting whose value differs; undefined: it is not set there. */
interface SettingDifference {
  readonly name: string;
  readonly on: string | undefined;
  readonly with: string | undefined;
}

/** A rule of which one side holds no more than name, tag and number. */
type HeaderPair = RulePair<Identity, Identity>;

/**
 * Two configurations beside each other. What only one side has is known to be missing on the other where that one is held as
 * a whole; `incomplete` says which are not, and why.
 */
export interface ConfigurationComparison {
  readonly rules: readonly ComparedRule[];
  readonly rulesOnlyOn: readonly SyncRule[];
  readonly rulesOnlyWith: readonly SyncRule[];
  readonly swaps: readonly Swap[];
  readonly winners: readonly WinnerChange[];
  readonly copies: readonly ComparedCopy[];
  /** Rules that can be compared by name, tag and number only. */
  readonly headers: readonly HeaderPair[];
  readonly headersOnlyOn: readonly RuleHeader[];
  readonly headersOnlyWith: readonly RuleHeader[];
  readonly connectors: readonly ComparedConnector[];
  readonly connectorsOnlyOn: readonly KnownConnector[];
  readonly connectorsOnlyWith: readonly KnownConnector[];
  readonly metaverse: readonly SchemaDifference[];
  readonly settings: readonly SettingDifference[];
  readonly incomplete: readonly Incomplete[];
}

/** A part of a side that is not held as a whole. */
interface Incomplete {
  readonly side: 'on' | 'with';
  readonly part: 'rules' | 'connectors' | 'settings';
  readonly reason: string;
}

/** Compares two configurations of any format, also of servers whose identifiers differ. */
export function compareConfigurations(
  on: ExportContent,
  other: ExportContent,
  domains: DomainMap = new Map(),
): ConfigurationComparison {
  const connectors = pairConnectors(on, other, domains);
  const counterpart = new Map(connectors.pairs.map((pair) => [pair.on.id, pair.with.id]));
  const paired = pairRules(valueOf(on.rules) ?? [], valueOf(other.rules) ?? [], counterpart);
  const left = pairRules<Identity, RuleHeader>(paired.onlyOn, other.ruleHeaders, counterpart);
  const right = pairRules<RuleHeader, Identity>(on.ruleHeaders, paired.onlyWith, counterpart);
  const both = pairRules(right.onlyOn, left.onlyWith, counterpart);
  const isOpen = (rules: readonly Identity[]) => {
    const ids = new Set(rules.map(({ id }) => id));
    return ({ id }: Identity) => ids.has(id);
  };
  const rulesOnlyOn = paired.onlyOn.filter(isOpen(left.onlyOn));
  const rulesOnlyWith = paired.onlyWith.filter(isOpen(right.onlyWith));
  const winners = winnerChanges(
    valueOf(on.rules) ?? [],
    valueOf(other.rules) ?? [],
    counterpart,
    new Map(paired.pairs.map((pair) => [pair.with.id, pair.on.id])),
  );
  return {
    rules: compareRules(paired),
    rulesOnlyOn,
    rulesOnlyWith,
    swaps: swapsOf(paired.pairs, winners),
    winners,
    copies: [
      ...comparedCopies(rulesOnlyOn, valueOf(other.rules) ?? [], counterpart),
      ...comparedCopies(rulesOnlyWith, valueOf(on.rules) ?? [], inverse(counterpart)),
    ],
    headers: [...left.pairs, ...right.pairs, ...both.pairs],
    headersOnlyOn: both.onlyOn,
    headersOnlyWith: both.onlyWith,
    connectors: connectors.pairs.map((pair) => ({ ...pair, ...compareConnectors(pair, on, other, domains) })),
    connectorsOnlyOn: connectors.onlyOn,
    connectorsOnlyWith: connectors.onlyWith,
    metaverse:
      on.metaverseSchema.kind === 'whole' && other.metaverseSchema.kind === 'whole'
        ? compareSchemas(on.metaverseSchema.value, other.metaverseSchema.value)
        : [],
    settings: compareSettings(on.globalParameters, other.globalParameters),
    incomplete: [...incompleteOf('on', on), ...incompleteOf('with', other)],
  };
}

/** Settings that both sides tell; where both are whole also those that one side has not. */
function compareSettings(on: Held<GlobalParameters>, other: Held<GlobalParameters>): readonly SettingDifference[] {
  const [left, right] = [valueOf(on), valueOf(other)];
  if (left === undefined || right === undefined) return [];
  return [...new Set([...left.keys(), ...right.keys()])]
    .toSorted()
    .map((name) => ({ name, on: left.get(name), with: right.get(name) }))
    .filter((setting) => setting.on !== setting.with)
    .filter((setting) => setting.on !== undefined || on.kind === 'whole')
    .filter((setting) => setting.with !== undefined || other.kind === 'whole');
}

function incompleteOf(side: Incomplete['side'], content: ExportContent): readonly Incomplete[] {
  const { rules, connectors, globalParameters } = content;
  const parts = [
    ['rules', rules],
    ['connectors', connectors],
    ['settings', globalParameters],
  ] as const;
  return parts.flatMap(([part, held]) => (held.kind === 'whole' ? [] : [{ side, part, reason: held.reason }]));
}

function valueOf<Value>(held: Held<Value>): Value | undefined {
  return held.kind === 'absent' ? undefined : held.value;
}

function inverse(counterpart: ReadonlyMap<ConnectorId, ConnectorId>): ReadonlyMap<ConnectorId, ConnectorId> {
  return new Map([...counterpart].map(([on, other]) => [other, on]));
}
