import { zeroGuid, type Guid } from '../../guid.ts';
import type { RuleId } from '../../identifiers.ts';
import type { ExportContent } from '../formats/content.ts';
import type { Connector, Schema, SyncRule } from '../model.ts';
import { rulesAfter, type RuleOperation } from '../rule-operation.ts';
import type { ComparedRule } from './compare-rules.ts';
import { compareConfigurations } from './compare.ts';

/** Why a customization of the first server cannot be carried to the second. */
export type CarryObstacle =
  | { readonly kind: 'connector-unknown' }
  | { readonly kind: 'precedence-taken'; readonly precedence: number; readonly holder: string }
  /** A default rule that was changed in place: what of it is a customization cannot be told from its version. */
  | { readonly kind: 'default-rule-differs' }
  | { readonly kind: 'attributes-missing'; readonly attributes: readonly string[] }
  /** It is to come before or after a rule that the second server does not have. */
  | { readonly kind: 'reference-unknown' };

export interface CarriedCustomizations {
  /** On the rules of the second server, in the order in which they can be carried out. */
  readonly operations: readonly RuleOperation[];
  readonly refused: readonly { readonly rule: SyncRule; readonly obstacle: CarryObstacle }[];
  /** Custom rules that only the second server has: they stay. */
  readonly kept: readonly SyncRule[];
}

/** The operations that give the second server the custom rules of the first, and disable the same default rules. */
export function carryCustomizations(on: ExportContent, other: ExportContent): CarriedCustomizations {
  const compared = compareConfigurations(on, other);
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
  };
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
    const waiting = open.filter(({ operation }) => {
      const after = rulesAfter(present, [operation]);
      if (!after.ok) return true;
      present = after.rules;
      operations.push(operation);
      return false;
    });
    if (waiting.length === open.length) {
      return { operations, left: waiting.map(({ rule }) => ({ rule, obstacle: obstacleOf(rule, present) })) };
    }
    open = waiting;
  }
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
