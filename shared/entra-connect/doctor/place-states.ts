import { parkingPrecedence } from '../rules/clone.ts';
import { mailboxGuidAttribute } from '../attributes.ts';
import { nothingWritten } from '../contributors/contributor-ranking.ts';
import { literalOf, mistakenLiteralOf, outcomesOf, unfitTextOf } from '../rules/flow-outcomes.ts';
import { mergeKindOf } from '../rules/merge-kind.ts';
import type { SyncRule } from '../rules/model.ts';
import { isExchangeRule, modificationsOf } from '../rules/origin.ts';
import type { Found, FlowState, PlaceState, Writing } from './diagnosis.ts';
import { askedIn, guidFlowsOf, guidWord, type Place } from './places.ts';
import type { PlaceEffect } from './place-effect.ts';

type FoundInPlace = Found<PlaceState | FlowState>;

/** What the rules of a place show, told by what they do in effect; whatever they are called. */
export function placeStatesOf(place: Place, effect: PlaceEffect, rules: readonly SyncRule[]): readonly FoundInPlace[] {
  const { standard, copies } = place;
  const enabled = copies.filter(({ disabled }) => !disabled);
  const edited: readonly FoundInPlace[] =
    standard !== undefined && modificationsOf(standard, mailboxGuidAttribute).length > 0
      ? [{ state: 'edited-default', rules: [standard] }]
      : [];
  const conflict = mergeConflict(askedIn(place), effect);
  return [
    ...copyStates(place, enabled, effect),
    ...(enabled.length === 0 ? withoutCopy(place) : []),
    ...edited,
    ...overrideStates(place, effect, conflict?.rules ?? []),
    ...(conflict === undefined ? [] : [conflict]),
    ...place.others.flatMap((rule) => weakStates(rule, effect)),
    ...(copies.length > 1 ? [{ state: 'several-copies', rules: copies } as const] : []),
    ...enabled.flatMap((copy) => incompleteStates(copy, place, rules)),
  ];
}

/** The strongest enabled copy tells the state; what stands beside it decides. */
function copyStates(place: Place, enabled: readonly SyncRule[], effect: PlaceEffect): readonly FoundInPlace[] {
  const { standard } = place;
  const [copy] = enabled;
  if (copy === undefined) return [];
  const inForce = standard?.disabled === false && modificationsOf(standard, mailboxGuidAttribute).length === 0;
  const reaches = effect.fates.includes('reaches');
  switch (guidWord(copy)) {
    case 'mistaken-literal':
      return [mistaken(copy)];
    case 'clears':
      if (inForce && standard.precedence < copy.precedence) {
        return [{ state: 'override-too-late', rules: [copy, standard] }];
      }
      return [{ state: reaches ? 'copy-for-some' : 'authoritative-copy', rules: [copy] }];
    case 'value':
      if (!hasCondition(copy) || (reaches && effect.fates.length === 1))
        return [{ state: 'foreign-copy', rules: [copy] }];
      return reaches ? [{ state: 'copy-for-some', rules: [copy] }] : emptyCopyStates(place, copy, effect);
    case 'nothing':
      return inForce
        ? [
            {
              state: copy.precedence >= parkingPrecedence ? 'copy-beside-original' : 'recreated-default',
              rules: [copy, standard],
            },
          ]
        : emptyCopyStates(place, copy, effect);
  }
}

/** A copy that contributes nothing, where the original is not in force. */
function emptyCopyStates({ standard, others }: Place, copy: SyncRule, effect: PlaceEffect): readonly FoundInPlace[] {
  if (effect.fates.includes('reaches')) {
    const ignores = guidFlowsOf(copy).some((flow) => literalOf(flow) === 'IgnoreThisFlow');
    return ignores && others.length === 0
      ? [withoutEffect(copy)]
      : [{ state: 'losing-copy', rules: [copy, ...others.filter((rule) => guidWord(rule) === 'value')] }];
  }
  if (standard === undefined) return [{ state: 'finished-recipe', rules: [copy] }];
  return [{ state: copy.precedence >= parkingPrecedence ? 'parked-copy' : 'kept-original', rules: [copy, standard] }];
}

/** Whether the flow can come to a literal besides a value. */
function hasCondition(rule: SyncRule): boolean {
  return guidFlowsOf(rule).some((flow) => outcomesOf(flow).literals.length > 0);
}

function withoutCopy({ standard }: Place): readonly FoundInPlace[] {
  if (standard === undefined) return [{ state: 'deleted-default', rules: [] }];
  return standard.disabled ? [{ state: 'disabled-default', rules: [standard] }] : [];
}

/** `conflicting`: told by a state of its own. */
function overrideStates(
  place: Place,
  { fates }: PlaceEffect,
  conflicting: readonly SyncRule[],
): readonly FoundInPlace[] {
  const givers = askedIn(place).filter(comesToAnything);
  return place.overrides
    .filter((rule) => !conflicting.includes(rule))
    .map((rule) => {
      const earlier = givers.filter((one) => one !== rule && one.precedence < rule.precedence);
      if (earlier.length > 0) return { state: 'override-too-late', rules: [rule, ...earlier] };
      return { state: fates.includes('reaches') ? 'override-for-some' : 'override', rules: [rule] };
    });
}

/** Where such a rule is asked, no later one is. */
export function comesToAnything(rule: SyncRule): boolean {
  return guidWord(rule) === 'value' || guidFlowsOf(rule).some((flow) => unfitTextOf(flow) !== undefined);
}

/** Rules somebody wrote that neither give a value nor clear one. */
function weakStates(rule: SyncRule, { fates }: PlaceEffect): readonly FoundInPlace[] {
  switch (guidWord(rule)) {
    case 'mistaken-literal':
      return [mistaken(rule)];
    case 'nothing':
      return fates.includes('reaches') ? [withoutEffect(rule)] : [];
    case 'clears':
    case 'value':
      return [];
  }
}

export function mistaken(rule: SyncRule): Found<FlowState> {
  const [literal] = guidFlowsOf(rule).flatMap((flow) => mistakenLiteralOf(flow) ?? []);
  const writing: Writing | undefined = literal && { kind: 'mistaken', literal };
  return { state: 'mistaken-literal', rules: [rule], ...(writing && { writing }) };
}

export function withoutEffect(rule: SyncRule): Found<FlowState> {
  const [value] = guidFlowsOf(rule).map(nothingWritten);
  const writing: Writing | undefined = value && { kind: 'nothing', value };
  return { state: 'null-without-effect', rules: [rule], ...(writing && { writing }) };
}

/** Rules whose merge type is not that of the out-of-box rules, first; only where objects fail by it. */
export function mergeConflict(asked: readonly SyncRule[], { fates }: PlaceEffect): Found<FlowState> | undefined {
  const [odd, usual] = [true, false].map((isOdd) => asked.filter((rule) => mergesValues(rule) === isOdd));
  const isConflict =
    fates.includes('fails') && odd !== undefined && usual !== undefined && odd.length * usual.length > 0;
  return isConflict ? { state: 'merge-conflict', rules: [...odd, ...usual] } : undefined;
}

/** The mailbox GUID holds one value: no rule that ships with the product merges it. */
export function mergesValues(rule: SyncRule): boolean {
  return guidFlowsOf(rule).some(({ mergeType }) => mergeKindOf(mergeType) !== 'one');
}

/** Compared with the original, or, where that is gone, with another Exchange rule of the same server. */
function incompleteStates(
  copy: SyncRule,
  { standard, objectType }: Place,
  rules: readonly SyncRule[],
): readonly Found<PlaceState>[] {
  const pattern = standard ?? patternFor(copy, objectType, rules);
  if (pattern === undefined) return [];
  const present = new Set(copy.flows.map(({ destination }) => destination.toLowerCase()));
  const missing = pattern.flows
    .map(({ destination }) => destination)
    .filter((name) => !present.has(name.toLowerCase()) && name.toLowerCase() !== mailboxGuidAttribute.toLowerCase());
  return missing.length === 0 ? [] : [{ state: 'incomplete-copy', rules: [copy], missing }];
}

/** An unchanged Exchange rule to go by: of the same type in another forest, else of the other type in the same forest. */
export function patternFor(
  place: { readonly connectorId: SyncRule['connectorId'] },
  objectType: string,
  rules: readonly SyncRule[],
): SyncRule | undefined {
  const candidates = rules.filter((rule) => isPattern(rule));
  return (
    candidates.find((rule) => rule.sourceObjectType.toLowerCase() === objectType.toLowerCase()) ??
    candidates.find((rule) => rule.connectorId === place.connectorId)
  );
}

function isPattern(rule: SyncRule): boolean {
  return isExchangeRule(rule) && modificationsOf(rule, mailboxGuidAttribute).length === 0;
}
