import { assertNever } from '../../base/assert-never.ts';
import type { ConnectorId, RuleId } from '../../base/identifiers.ts';
import { contributionsTo, type Contribution, type Contributor } from './contribution.ts';
import { MeetingPoints, reachOf, type Reach } from './contributor-reach.ts';
import { canClear, canGiveValue, givesNothing, literalOf, outcomesOf, unfitTextOf } from '../rules/flow-outcomes.ts';
import { mergeKindOf } from '../rules/merge-kind.ts';
import type { AttributeFlow, SyncRule } from '../rules/model.ts';

/** Why a rule that is asked may still leave the attribute to the next one. */
export type YieldReason =
  /** An object outside the rule's scope gets nothing from it. */
  | { readonly kind: 'scope' }
  /** A direct flow of an empty attribute contributes nothing. */
  | { readonly kind: 'source-empty'; readonly attributes: readonly string[] }
  /** What the expression gives depends on the object; it may be NULL or IgnoreThisFlow. */
  | { readonly kind: 'expression-unknown'; readonly expression: string }
  /** Documented to act only when the object is created (entra-connect.md §4). */
  | { readonly kind: 'apply-once' }
  /** Only where another object is joined to the same metaverse object. */
  | { readonly kind: 'other-object'; readonly connectorId: ConnectorId; readonly objectType: string };

/** What a rule is among those that flow the same attribute. */
export type Standing =
  | { readonly kind: 'disabled' }
  | { readonly kind: 'join-no-flow' }
  /** Nothing comes of the flow for any object, so the next rule is asked (entra-connect.md §4). */
  | { readonly kind: 'contributes-nothing'; readonly value: NothingWritten }
  /** A text that the attribute cannot hold: an object fails to synchronize where the rule is asked. */
  | { readonly kind: 'fails'; readonly text: string; readonly unless: readonly YieldReason[] }
  /** Rules of these have other merge types: an object fails to synchronize where both apply (entra-connect.md §4). */
  | { readonly kind: 'conflicts'; readonly others: readonly RuleId[] }
  /** Lowest enabled number: its value wins, except where a reason applies. */
  | { readonly kind: 'wins'; readonly unless: readonly YieldReason[] }
  /** AuthoritativeNull asked first: the attribute is removed and nobody after it contributes. */
  | { readonly kind: 'clears'; readonly unless: readonly YieldReason[] }
  /** Its values are added to those of the other merging rules. */
  | { readonly kind: 'merges'; readonly unless: readonly YieldReason[] }
  /** Asked only where every earlier rule yields. */
  | { readonly kind: 'follows'; readonly earlier: readonly RuleId[]; readonly unless: readonly YieldReason[] }
  /** An earlier rule always gives a value or clears it. */
  | { readonly kind: 'never-asked'; readonly by: RuleId };

/** How a flow says nothing: by a literal, by an empty text, or by a condition whose every branch is one of these. */
export type NothingWritten = 'NULL' | 'IgnoreThisFlow' | 'empty-text' | 'conditional';

export interface RankedContributor {
  readonly contributor: Contributor;
  /** Through which object the rule contributes, seen from the object in question. */
  readonly reach: Reach;
  readonly standing: Standing;
}

/** The contributors that matter for the objects a rule is about, in order of precedence, each with its standing. */
export function rankingOf(
  subject: SyncRule,
  contributions: readonly Contribution[],
  meetingPoints: MeetingPoints,
): readonly RankedContributor[] {
  const ranking: RankedContributor[] = [];
  const earlier: RuleId[] = [];
  let decidedBy: RuleId | undefined;
  const reached = contributions.flatMap((one) => {
    const reach = reachOf(subject, one.rule, meetingPoints);
    return reach === 'none' ? [] : [{ ...one, reach }];
  });
  const conflicts = conflictsAmong(reached.filter(({ reach }) => reach === 'same-object'));
  for (const { rule, flow, contributor, reach } of reached) {
    const others = conflicts.get(rule.id);
    const standing: Standing =
      others === undefined ? standingOf(rule, flow, reach, earlier, decidedBy) : { kind: 'conflicts', others };
    ranking.push({ contributor, reach, standing });
    if (!('unless' in standing)) continue;
    earlier.push(rule.id);
    if (standing.kind !== 'merges' && standing.unless.length === 0) decidedBy ??= rule.id;
  }
  return ranking;
}

/** Of the rules that flow an attribute of the same object, those of another merge type; none where all have the same. */
function conflictsAmong(contributions: readonly Contribution[]): ReadonlyMap<RuleId, readonly RuleId[]> {
  const asked = contributions.filter(({ rule }) => !rule.disabled && rule.linkType !== 'JoinNoFlow');
  const byMerge = Map.groupBy(asked, ({ flow }) => mergeKindOf(flow.mergeType));
  if (byMerge.size < 2) return new Map();
  return new Map(
    [...byMerge].flatMap(([kind, own]) => {
      const others = asked.filter(({ flow }) => mergeKindOf(flow.mergeType) !== kind).map(({ rule }) => rule.id);
      return own.map(({ rule }) => [rule.id, others] as const);
    }),
  );
}

function standingOf(
  rule: SyncRule,
  flow: AttributeFlow,
  reach: Reach,
  earlier: readonly RuleId[],
  decidedBy: RuleId | undefined,
): Standing {
  if (rule.disabled) return { kind: 'disabled' };
  if (rule.linkType === 'JoinNoFlow') return { kind: 'join-no-flow' };
  if (givesNothing(flow)) return { kind: 'contributes-nothing', value: nothingWritten(flow) };
  if (decidedBy !== undefined) return { kind: 'never-asked', by: decidedBy };
  const unless = yieldReasonsOf(rule, flow, reach);
  const text = unfitTextOf(flow);
  if (text !== undefined) return { kind: 'fails', text, unless };
  if (flow.mergeType === 'Merge' || flow.mergeType === 'MergeCaseInsensitive') return { kind: 'merges', unless };
  if (earlier.length > 0) return { kind: 'follows', earlier: [...earlier], unless };
  return canClear(flow) && !canGiveValue(flow) ? { kind: 'clears', unless } : { kind: 'wins', unless };
}

export function nothingWritten(flow: AttributeFlow): NothingWritten {
  const literal = literalOf(flow);
  if (literal === 'NULL' || literal === 'IgnoreThisFlow') return literal;
  const { literals, texts } = outcomesOf(flow);
  return literals.length === 0 && texts.length > 0 ? 'empty-text' : 'conditional';
}

/** Whether a rule of that standing gives a value, or clears it, for some object. */
export function canContribute(standing: Standing): boolean {
  switch (standing.kind) {
    case 'disabled':
    case 'join-no-flow':
    case 'contributes-nothing':
    case 'fails':
    case 'conflicts':
    case 'never-asked':
      return false;
    case 'wins':
    case 'clears':
    case 'merges':
    case 'follows':
      return true;
    default:
      return assertNever(standing);
  }
}

function yieldReasonsOf(rule: SyncRule, flow: AttributeFlow, reach: Reach): readonly YieldReason[] {
  return [
    ...(rule.scopeGroups.length === 0 ? [] : [{ kind: 'scope' } as const]),
    ...valueReasonsOf(flow),
    ...(flow.applyOnce ? [{ kind: 'apply-once' } as const] : []),
    ...(reach === 'same-object'
      ? []
      : [{ kind: 'other-object', connectorId: rule.connectorId, objectType: rule.sourceObjectType } as const]),
  ];
}

function valueReasonsOf(flow: AttributeFlow): readonly YieldReason[] {
  const { source } = flow;
  switch (source.type) {
    case 'direct':
      return [{ kind: 'source-empty', attributes: source.attributes }];
    case 'constant':
      return source.value === '' ? [{ kind: 'source-empty', attributes: [] }] : [];
    case 'expression':
      return comesToTheSame(flow) ? [] : [{ kind: 'expression-unknown', expression: source.expression }];
    default:
      return assertNever(source);
  }
}

/** Whether an expression comes to one and the same for every object: AuthoritativeNull, or a text. */
function comesToTheSame(flow: AttributeFlow): boolean {
  const { literals, texts, computes } = outcomesOf(flow);
  return !computes && literals.every((literal) => literal === 'AuthoritativeNull') && !texts.includes('');
}

/** A contributor that gives its value where a rule yields, and through which object. */
export interface Rival {
  readonly rule: SyncRule;
  readonly contributor: Contributor;
  readonly reach: Exclude<Reach, 'none'>;
}

/** The rule that is to yield NULL: it need not exist yet, and its number may be the one it is to get. */
export type NullRule = Pick<
  SyncRule,
  'id' | 'connectorId' | 'direction' | 'sourceObjectType' | 'targetObjectType' | 'precedence'
>;

/** The rules that can fill an attribute, whoever yields. */
export interface PossibleRivals {
  readonly contributions: readonly Contribution[];
  readonly meetingPoints: MeetingPoints;
}

/** The enabled contributors of an attribute that give a value. `without` names rules that will be gone or yield as well. */
export function possibleRivals(
  attribute: string,
  rules: readonly SyncRule[],
  without: ReadonlySet<RuleId> = new Set(),
): PossibleRivals {
  const contributions = contributionsTo(attribute, rules).filter(
    ({ rule, flow }) => !without.has(rule.id) && !rule.disabled && rule.linkType !== 'JoinNoFlow' && canGiveValue(flow),
  );
  return { contributions, meetingPoints: new MeetingPoints(rules) };
}

/**
 * The enabled contributors with a higher number that would fill an attribute once a rule yields NULL for it: `NULL`
 * means “nothing to contribute”, not “clear”.
 */
export function wouldFillAfter(nullRule: NullRule, rivals: PossibleRivals): readonly Rival[] {
  return rivalsOf(nullRule, rivals).filter(({ rule }) => rule.precedence >= nullRule.precedence);
}

/** The enabled contributors with a lower number, which win over the rule whatever it yields. */
export function winsBefore(nullRule: NullRule, rivals: PossibleRivals): readonly Rival[] {
  return rivalsOf(nullRule, rivals).filter(({ rule }) => rule.precedence < nullRule.precedence);
}

function rivalsOf(nullRule: NullRule, { contributions, meetingPoints }: PossibleRivals): readonly Rival[] {
  return contributions.flatMap(({ rule, contributor }) => {
    const reach = rule.id === nullRule.id ? 'none' : reachOf(nullRule, rule, meetingPoints);
    return reach === 'none' ? [] : [{ rule, contributor, reach }];
  });
}
