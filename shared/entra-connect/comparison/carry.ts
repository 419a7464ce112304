import { zeroGuid, type Guid } from '../../base/guid.ts';
import type { RuleId } from '../../base/identifiers.ts';
import type { ExportContent } from '../formats/content.ts';
import type { Connector, Schema, SyncRule } from '../rules/model.ts';
import { rulesAfter, stateAfter, stateBefore, type RuleOperation } from '../rules/rule-operation.ts';
import type { ComparedRule } from './compare-rules.ts';
import { compareConfigurations } from './compare.ts';
import type { DomainMap } from './domain-map.ts';
import { dnsNameOf, domainsNamedIn, withDomains } from './translate-domains.ts';

/** Why a customization of the first server cannot be carried to the second. */
export type CarryObstacle =
  | { readonly kind: 'connector-unknown' }
  | { readonly kind: 'precedence-taken'; readonly precedence: number; readonly holder: string }
  /** A default rule that was changed in place: what of it is a customization cannot be told from its version. */
  | { readonly kind: 'default-rule-differs' }
  | { readonly kind: 'attributes-missing'; readonly attributes: readonly string[] }
  /** It is to come before or after a rule that the second server does not have. */
  | { readonly kind: 'reference-unknown' }
  /** It names domains, as distinguished names, that the second server does not have and that correspond to none of it. */
  | { readonly kind: 'domains-unknown'; readonly domains: readonly string[] };

export interface CarriedCustomizations {
  /** On the rules of the second server, in the order in which they can be carried out. */
  readonly operations: readonly RuleOperation[];
  readonly refused: readonly { readonly rule: SyncRule; readonly obstacle: CarryObstacle }[];
  /** Custom rules that only the second server has: they stay. */
  readonly kept: readonly SyncRule[];
  /** Domains whose names were translated in the rules of the operations. */
  readonly domains: readonly { readonly on: string; readonly with: string }[];
}

/**
 * The operations that give the second server the custom rules of the first, and disable the same default rules. `domains`
 * says which of the first correspond to which of the second; others that are told apart by nothing else are found.
 */
export function carryCustomizations(
  original: ExportContent,
  other: ExportContent,
  domains: DomainMap = new Map(),
): CarriedCustomizations {
  const corresponding = correspondingDomains(original, other, domains);
  const unknown = unknownDomains(original, other, corresponding);
  const on = inDomains(original, corresponding);
  const compared = compareConfigurations(on, other, domains);
  const connectors = new Map(compared.connectors.map((pair) => [pair.on.id, pair.with]));
  const counterparts = new Map(compared.rules.map((rule) => [rule.on.id, rule.with.id]));
  const created = new Set(compared.rulesOnlyOn.map(({ id }) => id));
  const refused: { readonly rule: SyncRule; readonly obstacle: CarryObstacle }[] = [];
  const rules = other.rules.kind === 'absent' ? [] : other.rules.value;
  const metaverse = other.metaverseSchema.kind === 'whole' ? other.metaverseSchema.value : undefined;

  const wanted: Wanted[] = [];
  /** The rule as it is to be on the second server, or what stands in the way. */
  const translated = (rule: SyncRule, id: RuleId, internalId: Guid): SyncRule | CarryObstacle => {
    const connector = connectors.get(rule.connectorId);
    if (connector === undefined) return { kind: 'connector-unknown' };
    const attributes = missingAttributes(rule, connector.connector, metaverse);
    if (attributes.length > 0) return { kind: 'attributes-missing', attributes };
    const foreign = domainsNamedIn(rule, unknown);
    if (foreign.length > 0) return { kind: 'domains-unknown', domains: foreign };
    const references = [rule.precedenceAfter, rule.precedenceBefore].map((reference) =>
      reference === zeroGuid || created.has(reference as RuleId) ? reference : counterparts.get(reference as RuleId),
    );
    const [precedenceAfter, precedenceBefore] = references;
    if (precedenceAfter === undefined || precedenceBefore === undefined) return { kind: 'reference-unknown' };
    return { ...rule, id, internalId, connectorId: connector.id, precedenceAfter, precedenceBefore };
  };
  const refuseOr = (rule: SyncRule, found: SyncRule | CarryObstacle, use: (own: SyncRule) => void) => {
    if ('kind' in found) refused.push({ rule, obstacle: found });
    else use(found);
  };

  for (const rule of compared.rules) {
    if (rule.aspects.length === 0) continue;
    if (isDefault(rule)) {
      const { on: own, with: there } = rule;
      if (rule.aspects.some((aspect) => changesDefault.has(aspect))) {
        refused.push({ rule: own, obstacle: { kind: 'default-rule-differs' } });
      }
      if (own.disabled !== there.disabled) {
        const after = { ...there, disabled: own.disabled };
        wanted.push({ rule: own, operation: { kind: 'replace', before: there, after } });
      }
    } else {
      refuseOr(rule.on, translated(rule.on, rule.with.id, rule.with.internalId), (after) => {
        const { version, uninterpreted } = rule.with;
        const replacement = { ...after, version, uninterpreted };
        wanted.push({ rule: rule.on, operation: { kind: 'replace', before: rule.with, after: replacement } });
      });
    }
  }
  for (const rule of compared.rulesOnlyOn) {
    if (rule.immutableTag !== '') continue;
    refuseOr(rule, translated(rule, rule.id, rule.internalId), (own) => {
      wanted.push({ rule, operation: { kind: 'create', rule: own } });
    });
  }
  // A custom rule stands in for a default rule: it is there before that one is disabled.
  const defaultsLast = wanted.toSorted((one, two) => Number(one.rule.immutableTag !== '') - Number(two.rule.immutableTag !== '')); // prettier-ignore
  const { operations, left } = inOrder(rules, defaultsLast);
  return {
    operations,
    refused: [...refused, ...left],
    kept: compared.rulesOnlyWith.filter(({ immutableTag }) => immutableTag === ''),
    domains: [...corresponding]
      .filter(([domain]) =>
        rulesOf(original).some((rule) => isCarried(rule, operations) && domainsNamedIn(rule, [domain]).length > 0),
      )
      .map(([one, two]) => ({ on: dnsNameOf(one), with: dnsNameOf(two) })),
  };
}

function isCarried({ name }: SyncRule, operations: readonly RuleOperation[]): boolean {
  return operations.some((operation) => stateAfter(operation)?.name === name);
}

/** Those given, and those that the comparison takes for each other. */
function correspondingDomains(on: ExportContent, other: ExportContent, given: DomainMap): DomainMap {
  const found = compareConfigurations(on, other, given).connectors.flatMap(({ domains }) => domains);
  return new Map([
    ...found.map(
      (pair) => [pair.on.distinguishedName.toLowerCase(), pair.with.distinguishedName.toLowerCase()] as const,
    ),
    ...given,
  ]);
}

function unknownDomains(on: ExportContent, other: ExportContent, corresponding: DomainMap): readonly string[] {
  const theirs = new Set(domainsOf(other));
  return domainsOf(on).filter((domain) => !theirs.has(domain) && !corresponding.has(domain));
}

function domainsOf({ connectors }: ExportContent): readonly string[] {
  const known = connectors.kind === 'absent' ? [] : connectors.value;
  const partitions = known.flatMap((connector) => connector.partitions.filter(({ isDomain }) => isDomain));
  return [...new Set(partitions.map(({ distinguishedName }) => distinguishedName.toLowerCase()))];
}

function inDomains(content: ExportContent, domains: DomainMap): ExportContent {
  const { rules } = content;
  return rules.kind === 'absent'
    ? content
    : { ...content, rules: { ...rules, value: rules.value.map((rule) => withDomains(rule, domains)) } };
}

function rulesOf({ rules }: ExportContent): readonly SyncRule[] {
  return rules.kind === 'absent' ? [] : rules.value;
}

interface Wanted {
  readonly rule: SyncRule;
  readonly operation: RuleOperation;
}

/** What can be carried out, each operation as soon as those before it have freed its precedence. */
function inOrder(
  rules: readonly SyncRule[],
  wanted: readonly Wanted[],
): { readonly operations: readonly RuleOperation[]; readonly left: CarriedCustomizations['refused'] } {
  const operations: RuleOperation[] = [];
  let present = rules;
  for (let open = wanted; ;) {
    const before = open.length;
    const waiting = open.filter(({ operation }) => {
      const after = rulesAfter(present, [operation]);
      if (!after.ok) return true;
      present = after.rules;
      operations.push(operation);
      return false;
    });
    open = waiting;
    if (waiting.length < before) continue;
    const parked = parkOneOfACycle(present, waiting);
    if (parked === undefined) {
      return { operations, left: waiting.map(({ rule }) => ({ rule, obstacle: obstacleOf(rule, present) })) };
    }
    operations.push(parked.operation);
    present = applied(present, parked.operation);
    open = parked.waiting;
  }
}

/**
 * Rules that wait for one another's precedence, two that change places for instance: one of them takes a free one for a
 * moment. Undefined: none of those that wait is part of such a circle.
 */
function parkOneOfACycle(
  rules: readonly SyncRule[],
  waiting: readonly Wanted[],
): { readonly operation: RuleOperation; readonly waiting: readonly Wanted[] } | undefined {
  const holderOf = ({ operation }: Wanted) =>
    waiting.find((one) => {
      const [held, taken] = [stateBefore(one.operation), stateAfter(operation)];
      return one.operation !== operation && held !== undefined && held.precedence === taken?.precedence;
    });
  const inCycle = waiting.find((start) => {
    const seen = new Set<Wanted>();
    for (let at = holderOf(start); at !== undefined && !seen.has(at); at = holderOf(at)) {
      if (at === start) return true;
      seen.add(at);
    }
    return false;
  });
  if (inCycle?.operation.kind !== 'replace') return undefined;
  const { before, after } = inCycle.operation;
  const precedence = freePrecedence(rules, waiting);
  if (precedence === undefined) return undefined;
  const moved = { ...before, precedence };
  const onward: Wanted = { ...inCycle, operation: { kind: 'replace', before: moved, after } };
  return {
    operation: { kind: 'replace', before, after: moved },
    waiting: waiting.map((one) => (one === inCycle ? onward : one)),
  };
}

/** One that no rule has or is to get, of those that custom rules may have. */
function freePrecedence(rules: readonly SyncRule[], waiting: readonly Wanted[]): number | undefined {
  const used = new Set([...rules, ...waiting.flatMap(({ operation }) => stateAfter(operation) ?? [])].map(({ precedence }) => precedence)); // prettier-ignore
  return Array.from({ length: 100 }, (_, index) => 99 - index).find((precedence) => !used.has(precedence));
}

function applied(rules: readonly SyncRule[], operation: RuleOperation): readonly SyncRule[] {
  const after = rulesAfter(rules, [operation]);
  if (!after.ok) throw new Error('A free precedence is taken');
  return after.rules;
}

function obstacleOf({ precedence }: SyncRule, rules: readonly SyncRule[]): CarryObstacle {
  const holder = rules.find((rule) => rule.precedence === precedence);
  return { kind: 'precedence-taken', precedence, holder: holder?.name ?? '' };
}

function isDefault({ on, with: other }: ComparedRule): boolean {
  return on.immutableTag !== '' || other.immutableTag !== '';
}

/** Precedence and version of a default rule come with the installation; being disabled is carried. */
const changesDefault: ReadonlySet<string> = new Set(['flow', 'scope', 'join', 'order']);

/** Attributes that the rule names and that the second server does not have, as far as its schemas are known. */
function missingAttributes(
  { direction, flows, scopeGroups, joinGroups }: SyncRule,
  connector: Connector | undefined,
  metaverse: Schema | undefined,
): readonly string[] {
  const joins = joinGroups.flat();
  const sources = [
    ...flows.flatMap(({ source }) => (source.type === 'direct' ? source.attributes : [])),
    ...scopeGroups.flat().flatMap(({ attribute, operator }) => (operator.endsWith('MEMBEROF') ? [] : [attribute])),
  ];
  const targets = flows.map(({ destination }) => destination);
  const [space, inMetaverse] = direction === 'inbound' ? [sources, targets] : [targets, sources];
  const lacked = [
    ...lacking(
      [...space, ...joins.map(({ connectorSpaceAttribute: name }) => name)],
      connector?.schema,
      builtIntoConnectorSpaces,
    ),
    ...lacking([...inMetaverse, ...joins.map(({ metaverseAttribute: name }) => name)], metaverse, builtIntoMetaverse),
  ];
  return [...new Set(lacked)];
}

/** Every object has these, and no schema lists them. */
const builtIntoConnectorSpaces: readonly string[] = ['dn', 'rdn', 'objectclass'];
const builtIntoMetaverse: readonly string[] = ['objectclass', 'sourceobjecttype'];

function lacking(names: readonly string[], schema: Schema | undefined, builtIn: readonly string[]): readonly string[] {
  if (schema === undefined || schema.attributes.size === 0) return [];
  const known = new Set([...builtIn, ...[...schema.attributes.keys()].map((name) => name.toLowerCase())]);
  return names.filter((name) => !known.has(name.toLowerCase()));
}
