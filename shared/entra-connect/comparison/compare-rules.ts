import type { ConnectorId, RuleId } from '../../base/identifiers.ts';
import { zeroGuid, type Guid } from '../../base/guid.ts';
import type { SyncRule } from '../rules/model.ts';
import { originalOf } from '../rules/original.ts';
import { differenceBetween, type RuleDifference } from '../rules/rule-difference.ts';
import { versionAgnosticTag } from '../rules/tag.ts';
import { canonicalRule } from './canonical-rule.ts';
import { movedIndexes } from './order.ts';
import { swappedPairs } from './swaps.ts';
import type { PairedRules, RuleMatch, RulePair } from './pair-rules.ts';

/** In what two rules differ. `order`: they come in another place among the other rules; `number`: only the number is another. */
export type RuleAspect = 'flow' | 'scope' | 'join' | 'order' | 'number' | 'state' | 'version' | 'other';

/** A rule that is on both sides, with its differences; none: it is the same. */
export interface ComparedRule {
  readonly on: SyncRule;
  readonly with: SyncRule;
  readonly matchedBy: RuleMatch;
  readonly aspects: readonly RuleAspect[];
  readonly differences: readonly RuleDifference[];
}

/** A copy that the editor made of a rule, compared with the rule that it was made of on the other side. */
export interface ComparedCopy {
  readonly copy: SyncRule;
  readonly original: SyncRule;
  readonly differences: readonly RuleDifference[];
}

/**
 * What of the differences from known default rules may be somebody's doing: the baseline knows not every flow, and numbers,
 * descriptions and tags of default rules change with the installation and the version.
 */
export function apartFromBaseline(rule: ComparedRule): ComparedRule {
  const isMoved = rule.aspects.includes('order');
  const differences = rule.differences.filter((difference) => {
    if (difference.kind === 'flow') return difference.after !== undefined;
    if (difference.kind !== 'field') return true;
    if (difference.field === 'precedence') return isMoved;
    return difference.field !== 'description' && difference.field !== 'immutableTag';
  });
  const aspects = new Set(differences.map((difference) => aspectOf(difference, isMoved, false)));
  return { ...rule, differences, aspects: [...aspects] };
}

/** Fields that a server gives, and those that name things of one server. */
const ownOfServer: ReadonlySet<string> = new Set(['id', 'internalId', 'version', 'connectorId']);

export function compareRules(paired: PairedRules<SyncRule, SyncRule>): readonly ComparedRule[] {
  const pairs = paired.pairs.toSorted((left, right) => left.on.precedence - right.on.precedence);
  const counterparts = new Map(pairs.map((pair) => [pair.with.id, pair.on.id]));
  const places = new Map(
    pairs.toSorted((left, right) => left.with.precedence - right.with.precedence).map((pair, place) => [pair, place]),
  );
  const moved = movedIndexes(pairs.map((pair) => places.get(pair) ?? 0));
  const swapped = new Set(swappedPairs(pairs).flat());
  return pairs.map((pair, index) =>
    // A rule that kept its number has not moved: others have, around it.
    comparedRule(
      pair,
      counterparts,
      swapped.has(pair) || (moved.has(index) && pair.on.precedence !== pair.with.precedence),
    ),
  );
}

function comparedRule(
  { on, with: other, matchedBy }: RulePair<SyncRule, SyncRule>,
  counterparts: ReadonlyMap<RuleId, RuleId>,
  isMoved: boolean,
): ComparedRule {
  // A reference to a rule is the same when it leads to the counterpart.
  const reference = (id: Guid) => (id === zeroGuid ? id : (counterparts.get(id as RuleId) ?? id));
  const translated: SyncRule = {
    ...other,
    precedenceAfter: reference(other.precedenceAfter),
    precedenceBefore: reference(other.precedenceBefore),
  };
  const differences = differencesOf(on, translated);
  const isOtherVersion =
    on.immutableTag !== other.immutableTag && versionAgnosticTag(on.immutableTag) === versionAgnosticTag(other.immutableTag); // prettier-ignore
  const aspects = new Set(differences.map((difference) => aspectOf(difference, isMoved, isOtherVersion)));
  return { on, with: other, matchedBy, aspects: [...aspects], differences };
}

/** What is different in what the rules say; identifiers and the order of things without order do not count. */
function differencesOf(on: SyncRule, other: SyncRule): readonly RuleDifference[] {
  return differenceBetween(canonicalRule(on), canonicalRule(other)).filter(
    (difference) =>
      difference.kind !== 'uninterpreted' && (difference.kind !== 'field' || !ownOfServer.has(difference.field)),
  );
}

function aspectOf(difference: RuleDifference, isMoved: boolean, isOtherVersion: boolean): RuleAspect {
  switch (difference.kind) {
    case 'flow':
      return 'flow';
    case 'scope-group':
      return 'scope';
    case 'join-group':
      return 'join';
    case 'uninterpreted':
      return 'other';
    case 'field':
      if (difference.field === 'precedence') return isMoved ? 'order' : 'number';
      if (difference.field === 'disabled') return 'state';
      return difference.field === 'immutableTag' && isOtherVersion ? 'version' : 'other';
  }
}

/** Copies among the rules that have no counterpart, each with the rule of its connector and name that it was made of. */
export function comparedCopies(
  copies: readonly SyncRule[],
  originals: readonly SyncRule[],
  counterpart: ReadonlyMap<ConnectorId, ConnectorId>,
): readonly ComparedCopy[] {
  return copies.flatMap((copy) => {
    const connector = counterpart.get(copy.connectorId);
    const original = originalOf(
      copy,
      originals.filter(({ connectorId }) => connectorId === connector),
    );
    if (original === undefined) return [];
    const differences = differencesOf(original, copy).filter(
      (difference) => difference.kind !== 'field' || !changesInEveryCopy.has(difference.field),
    );
    return [{ copy, original, differences }];
  });
}

const changesInEveryCopy: ReadonlySet<string> = new Set(['name', 'immutableTag', 'precedence', 'disabled']);
