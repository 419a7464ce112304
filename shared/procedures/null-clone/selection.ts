import { assertNever } from '../../base/assert-never.ts';
import type { RuleId } from '../../base/identifiers.ts';
import { selectionTexts } from '../steps/rules/selection-texts.ts';
import { originalNameOf, originalOf } from '../../entra-connect/rules/original.ts';
import { mailboxGuidAttribute } from '../../entra-connect/attributes.ts';
import { guidWord } from '../../entra-connect/doctor/places.ts';
import { sameType } from '../../entra-connect/contributors/contributor-reach.ts';
import { contributionsTo, type Contribution } from '../../entra-connect/contributors/contribution.ts';
import {
  possibleRivals,
  winsBefore,
  wouldFillAfter,
  type PossibleRivals,
  type Rival,
} from '../../entra-connect/contributors/contributor-ranking.ts';
import { canGiveValue, literalOf, unfitTextOf } from '../../entra-connect/rules/flow-outcomes.ts';
import type { Connector, SyncRule } from '../../entra-connect/rules/model.ts';
import type { Blocker } from '../steps/rules/blockers.ts';
import { affectedBy, type Census } from '../steps/rules/census.ts';
import { notFound, unknownRule } from '../steps/rules/contributor-choice.ts';
import { coverageText, flowTo } from '../steps/rules/describe-rule.ts';
import { standingOverrides } from '../steps/rules/standing-overrides.ts';
import { namesWith, type NameOfRule } from '../steps/idle/situation.ts';
import type { NullCloneOptions } from './options.ts';

export type Selection =
  | { readonly kind: 'selected'; readonly contributors: readonly SyncRule[] }
  | { readonly kind: 'impossible'; readonly blockers: readonly Blocker[] };

interface Configuration {
  readonly rules: readonly SyncRule[];
  readonly connectors: readonly Connector[];
}

/** The contributors to treat, or why that cannot be said or done (procedures.md, `null-clone`). */
export function selectContributors(configuration: Configuration, census: Census, options: NullCloneOptions): Selection {
  const inbound = contributionsTo(mailboxGuidAttribute, configuration.rules).filter(
    ({ rule }) => rule.direction === 'inbound',
  );
  const nameOf = namesWith(configuration.connectors);
  const leftovers = leftoverBlockers(inbound, configuration.rules, nameOf);
  const chosen =
    options.contributors === 'auto'
      ? chooseAutomatically(inbound, census, nameOf)
      : choose(options.contributors, inbound, nameOf);
  const without = new Set(chosen.rules.map(({ id }) => id));
  const rivals = possibleRivals(mailboxGuidAttribute, configuration.rules, without);
  const blockers = [
    ...leftovers,
    ...chosen.blockers,
    ...(chosen.blockers.length === 0 && chosen.rules.length === 0 && leftovers.length === 0
      ? [notFound(inbound, nameOf)]
      : []),
    ...chosen.rules.flatMap((rule) => rivalBlockers(rule, rivals, nameOf, census, options)),
  ];
  return blockers.length === 0 && chosen.rules.length > 0
    ? { kind: 'selected', contributors: chosen.rules }
    : { kind: 'impossible', blockers: eachOnce(blockers) };
}

/** A rule in the way of several others is named once. */
function eachOnce(blockers: readonly Blocker[]): readonly Blocker[] {
  return [...new Map(blockers.map((one) => [`${one.id}\n${one.reason}`, one])).values()];
}

interface Choice {
  readonly rules: readonly SyncRule[];
  readonly blockers: readonly Blocker[];
}

/** Every enabled default contributor with affected objects; all of them when no object is affected yet. */
function chooseAutomatically(inbound: readonly Contribution[], census: Census, nameOf: NameOfRule): Choice {
  const enabled = inbound.filter(({ rule }) => !rule.disabled);
  const modified = enabled.filter(({ contributor }) => contributor.origin === 'modified-default');
  const defaults = enabled.filter(({ contributor }) => contributor.origin === 'default').map(({ rule }) => rule);
  const affected = defaults.filter((rule) => (affectedBy(rule, census)?.withMailboxGuid ?? 0) > 0);
  return {
    rules: affected.length > 0 ? affected : defaults,
    blockers: modified.map(({ rule }) => ({ id: 'modified-default', ...selectionTexts.modifiedDefault(nameOf(rule)) })),
  };
}

function choose(ids: readonly RuleId[], inbound: readonly Contribution[], nameOf: NameOfRule): Choice {
  const rules: SyncRule[] = [];
  const blockers: Blocker[] = [];
  for (const id of ids) {
    const contribution = inbound.find(({ rule }) => rule.id === id);
    const blocker = contribution === undefined ? unknownRule(id) : unsuitable(contribution, nameOf);
    if (blocker === undefined && contribution !== undefined) rules.push(contribution.rule);
    else if (blocker !== undefined) blockers.push(blocker);
  }
  return { rules: rules.toSorted((left, right) => left.precedence - right.precedence), blockers };
}

function unsuitable({ rule, flow, contributor }: Contribution, nameOf: NameOfRule): Blocker | undefined {
  if (rule.disabled) return { id: 'rule-disabled', ...selectionTexts.disabledRule(nameOf(rule)) };
  if (literalOf(flow) !== undefined) return { id: 'nothing-to-null', ...selectionTexts.flowsNothing(nameOf(rule)) };
  switch (contributor.origin) {
    case 'default':
    case 'custom':
      return undefined;
    case 'modified-default':
      return { id: 'modified-default', ...selectionTexts.modifiedDefault(nameOf(rule)) };
    case 'clone':
      return { id: 'leftover-clone', ...selectionTexts.leftoverClone(nameOf(rule)) };
    default:
      return assertNever(contributor.origin);
  }
}

/** What an earlier, unfinished or finished application of the recipe has left (procedures.md, recipe doctor). */
function leftoverBlockers(
  inbound: readonly Contribution[],
  rules: readonly SyncRule[],
  nameOf: NameOfRule,
): readonly Blocker[] {
  const clones = inbound.filter(({ contributor }) => contributor.origin === 'clone');
  const overrides = standingOverrides(inbound).filter((one) => inbound.some((other) => givesBeside(one, other)));
  return [
    ...clones.map(({ rule, flow }) => ({
      id: 'leftover-clone',
      ...leftoverText(rule, literalOf(flow) === 'NULL', rules, nameOf),
    })),
    ...overrides.map(({ rule }) => ({
      id: 'override-in-place',
      ...selectionTexts.overrideInPlace(nameOf(rule), rule.sourceObjectType, coverageText(rule)),
    })),
  ];
}

/** An override of objects that no rule brings a GUID in for, contacts perhaps, stands in nobody's way. */
function givesBeside({ rule }: Contribution, other: Contribution): boolean {
  return (
    canGiveValue(other.flow) &&
    other.rule.connectorId === rule.connectorId &&
    sameType(other.rule.sourceObjectType, rule.sourceObjectType)
  );
}

/** Tells the half-applied recipe from the finished one: is the original still there, and in which state? */
function leftoverText(
  clone: SyncRule,
  isNull: boolean,
  rules: readonly SyncRule[],
  nameOf: NameOfRule,
): Omit<Blocker, 'id'> {
  const original = originalOf(
    clone,
    rules.filter(({ connectorId }) => connectorId === clone.connectorId),
  );
  // Of a copy that gives no value, the doctor says what it does.
  if (guidWord(clone) !== 'value' && !isNull) return selectionTexts.leftoverClone(nameOf(clone));
  if (!isNull) return selectionTexts.foreignClone(nameOf(clone));
  const originalName = original?.name ?? originalNameOf(clone) ?? clone.name;
  const names = [nameOf(clone), nameOf({ ...clone, name: originalName })] as const;
  if (original === undefined) return selectionTexts.finishedRecipe(...names, clone.precedence);
  return original.disabled
    ? selectionTexts.halfAppliedRecipe(...names, clone.precedence)
    : selectionTexts.uselessClone(...names);
}

/** NULL means “nothing to contribute”, not “clear”: whoever else contributes, wins (entra-connect.md §4). */
function rivalBlockers(
  rule: SyncRule,
  rivals: PossibleRivals,
  nameOf: NameOfRule,
  census: Census,
  options: NullCloneOptions,
): readonly Blocker[] {
  // Kept disabled, the original keeps its number and the clone stays behind every rule that there is now.
  const nullRule = options.original === 'delete' ? rule : { ...rule, precedence: Number.MAX_SAFE_INTEGER };
  return [...winsBefore(nullRule, rivals), ...wouldFillAfter(nullRule, rivals)]
    .filter((rival) => canFill(rival, census))
    .map((rival) => rivalBlocker(nameOf(rule), rival, nameOf));
}

/** Of a rule that gives a text where the GUID cannot hold one, no value is taken: whoever asks it fails. */
function rivalBlocker(rule: string, { rule: rival, contributor }: Rival, nameOf: NameOfRule): Blocker {
  const flow = flowTo(rival, mailboxGuidAttribute);
  const text = flow && unfitTextOf(flow);
  return text === undefined
    ? { id: 'other-contributor', ...selectionTexts.otherContributor(rule, nameOf(rival), contributor.precedence) }
    : { id: 'failing-contributor', ...selectionTexts.failingContributor(nameOf(rival), text) };
}

/** Through another object a rule only contributes where objects of its kind hold a GUID. */
function canFill({ reach, rule }: Rival, census: Census): boolean {
  return reach === 'same-object' || canBeAsked(rule, census);
}

/** Whether there can be an object with a GUID for which the rule is asked; only a census can rule it out. */
export function canBeAsked(rule: SyncRule, census: Census): boolean {
  if (!census.has(rule.connectorId) || rule.sourceObjectType === '*') return true;
  return (affectedBy(rule, census)?.withMailboxGuid ?? 0) > 0;
}
