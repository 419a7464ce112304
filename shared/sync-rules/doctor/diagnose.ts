import { entraConnectorId, type ConnectorId } from '../../identifiers.ts';
import { mailboxGuidAttribute, parkingPrecedence } from '../clone.ts';
import type { ServerConfiguration, SyncRule } from '../model.ts';
import { isExchangeRule, modificationsOf } from '../origin.ts';
import { userKinds, type UserKind } from '../prediction/user-kinds.ts';
import { actionOf, type Diagnosis, type PlaceState, type RecipeState, type ServerState } from './diagnosis.ts';
import { guidFlowsOf, guidWord, placesOf, type Place } from './places.ts';
import { effectOfKinds, effectOn, type PlaceEffect } from './place-effect.ts';

/** What the doctor looks at; `schedulerOn` undefined: not known. */
export type Examined = Pick<ServerConfiguration, 'rules' | 'connectors' | 'metaverseSchema' | 'globalParameters'> & {
  readonly schedulerOn: boolean | undefined;
  /** How many objects with a mailbox GUID there are; undefined: not known. */
  readonly holders: (connectorId: ConnectorId, objectType: string) => number | undefined;
  /** Milliseconds since 1970, for expressions that ask for the time. */
  readonly now?: number;
};

export interface Examination {
  readonly places: readonly ExaminedPlace[];
  /** In the order of the places, then what concerns the whole server; nothing for an untouched server. */
  readonly diagnoses: readonly Diagnosis[];
}

/** Rules with what the doctor finds in them. */
export interface ExaminedRules {
  readonly examined: Examined;
  readonly examination: Examination;
}

interface ExaminedPlace {
  readonly place: Place;
  readonly effect: PlaceEffect;
  /** Nobody there has a mailbox GUID, as far as that is known. */
  readonly isEmpty: boolean;
}

/** Recognises every leftover of a recipe, and computes what the rules do to the GUID in effect. */
export function examine(examined: Examined): Examination {
  const kinds = userKinds(mailboxGuidAttribute, examined, examined.now);
  const places = placesOf(examined).map((place) => ({
    place,
    effect: effectOn(place, kinds),
    isEmpty: examined.holders(place.connectorId, place.objectType) === 0,
  }));
  const found = places.map(({ place, effect, isEmpty }) => ({
    place,
    effect,
    isEmpty,
    states: statesOf(place, effect, examined.rules).filter(({ state }) => !isEmpty || !isOff(state)),
  }));
  const treated = found.filter(({ states }) => states.some(({ state }) => isTreatment(state)));
  const ofPlaces = found.flatMap(({ place, effect, isEmpty, states }) => {
    const others = treated.map((one) => one.place);
    const isForgotten = states.length === 0 && !isEmpty;
    const forgotten = isForgotten ? forgottenIn(place, effect, others) : [];
    return [...states, ...forgotten].map((one) => diagnosis(one, place, effect));
  });
  const ofServer = serverStatesOf(examined, kinds, ofPlaces.length > 0).map((one) =>
    diagnosis(one, undefined, effectOfKinds(kinds.filter(({ hasNickname }) => hasNickname))),
  );
  return { places, diagnoses: [...ofPlaces, ...ofServer] };
}

/** A rule that is off where nobody has a mailbox is how such a forest should be (entra-connect.md §7.2). */
function isOff(state: PlaceState): boolean {
  return state === 'disabled-default' || state === 'deleted-default';
}

interface Found<State extends RecipeState> {
  readonly state: State;
  readonly rules: readonly SyncRule[];
  readonly missing?: readonly string[];
}

function diagnosis(
  { state, rules, missing = [] }: Found<RecipeState>,
  place: Place | undefined,
  effect: PlaceEffect,
): Diagnosis {
  return { state, action: actionOf(state), place, rules, effect, missing };
}

/** States in which somebody meant to take the GUID out. */
function isTreatment(state: PlaceState): boolean {
  switch (state) {
    case 'finished-recipe':
    case 'parked-copy':
    case 'kept-original':
    case 'copy-beside-original':
    case 'recreated-default':
    case 'authoritative-copy':
    case 'override':
    case 'override-too-late':
    case 'losing-copy':
    case 'edited-default':
      return true;
    default:
      return false;
  }
}

function statesOf(place: Place, effect: PlaceEffect, rules: readonly SyncRule[]): readonly Found<PlaceState>[] {
  const { standard, copies } = place;
  const enabled = copies.filter(({ disabled }) => !disabled);
  const edited =
    standard !== undefined && modificationsOf(standard, mailboxGuidAttribute).length > 0
      ? [{ state: 'edited-default', rules: [standard] } as const]
      : [];
  return [
    ...copyStates(place, enabled, effect),
    ...(enabled.length === 0 ? withoutCopy(place) : []),
    ...edited,
    ...overrideStates(place, enabled),
    ...(copies.length > 1 ? [{ state: 'several-copies', rules: copies } as const] : []),
    ...enabled.flatMap((copy) => incompleteStates(copy, place, rules)),
  ];
}

/** The strongest enabled copy tells the state; what stands beside it decides. */
function copyStates(
  { standard, others }: Place,
  enabled: readonly SyncRule[],
  effect: PlaceEffect,
): readonly Found<PlaceState>[] {
  const [copy] = enabled;
  if (copy === undefined) return [];
  const inForce = standard?.disabled === false && modificationsOf(standard, mailboxGuidAttribute).length === 0;
  switch (guidWord(copy)) {
    case 'clears':
      return [
        inForce && standard.precedence < copy.precedence
          ? { state: 'override-too-late', rules: [copy, standard] }
          : { state: 'authoritative-copy', rules: [copy] },
      ];
    case 'value':
      return [{ state: 'foreign-copy', rules: [copy] }];
    case 'nothing':
      if (inForce) {
        const state = copy.precedence >= parkingPrecedence ? 'copy-beside-original' : 'recreated-default';
        return [{ state, rules: [copy, standard] }];
      }
      if (effect.fate === 'reaches' || effect.fate === 'mixed') {
        return [{ state: 'losing-copy', rules: [copy, ...others] }];
      }
      if (standard === undefined) return [{ state: 'finished-recipe', rules: [copy] }];
      return [
        { state: copy.precedence >= parkingPrecedence ? 'parked-copy' : 'kept-original', rules: [copy, standard] },
      ];
  }
}

function withoutCopy({ standard }: Place): readonly Found<PlaceState>[] {
  if (standard === undefined) return [{ state: 'deleted-default', rules: [] }];
  return standard.disabled ? [{ state: 'disabled-default', rules: [standard] }] : [];
}

function overrideStates(
  { standard, overrides, others }: Place,
  copies: readonly SyncRule[],
): readonly Found<PlaceState>[] {
  const givers = [...(standard === undefined ? [] : [standard]), ...others, ...copies].filter(
    (rule) => !rule.disabled && guidWord(rule) === 'value',
  );
  return overrides.map((rule) => {
    const earlier = givers.filter(({ precedence }) => precedence < rule.precedence);
    return earlier.length === 0
      ? { state: 'override', rules: [rule] }
      : { state: 'override-too-late', rules: [rule, ...earlier] };
  });
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

/** Somebody treated other places; here the GUID goes on reaching the cloud. */
function forgottenIn(place: Place, { fate }: PlaceEffect, treated: readonly Place[]): readonly Found<PlaceState>[] {
  if (treated.length === 0 || fate !== 'reaches' || place.standard === undefined) return [];
  const sameForest = treated.some(({ connectorId }) => connectorId === place.connectorId);
  return [{ state: sameForest ? 'forgotten-inetorgperson' : 'forgotten-forest', rules: [place.standard] }];
}

function serverStatesOf(
  { rules, globalParameters, schedulerOn }: Examined,
  kinds: readonly UserKind[],
  hasTraces: boolean,
): readonly Found<ServerState>[] {
  const outbound = rules.filter(
    ({ direction, connectorId }) => direction === 'outbound' && connectorId === entraConnectorId,
  );
  const exporting = outbound.filter((rule) => !rule.disabled && guidFlowsOf(rule).length > 0);
  const colliding = [...Map.groupBy(rules, ({ precedence }) => precedence).values()].filter(
    (holders) => holders.length > 1 && holders.some((rule) => guidFlowsOf(rule).length > 0),
  );
  const namesakes = [
    ...Map.groupBy(
      rules.filter((rule) => guidFlowsOf(rule).length > 0),
      ({ connectorId, name }) => `${connectorId}\n${name}`,
    ).values(),
  ].filter((holders) => holders.length > 1);
  return [
    ...(filtersGuid(globalParameters) ? [{ state: 'attribute-filter', rules: [] } as const] : []),
    ...(exporting.length === 0 && kinds.length > 0
      ? [{ state: 'outbound-removed', rules: outbound.filter(isExchangeOnline) } as const]
      : []),
    ...colliding.map((holders) => ({ state: 'precedence-collision', rules: holders }) as const),
    ...namesakes.map((holders) => ({ state: 'shared-name', rules: holders }) as const),
    ...(schedulerOn === false && hasTraces ? [{ state: 'scheduler-left-off', rules: [] } as const] : []),
  ];
}

/** The out-of-box rule that exports the GUID (entra-connect.md §2.1). */
export function isExchangeOnline({ immutableTag }: SyncRule): boolean {
  return /^Microsoft\.OuttoAADUserExchangeOnline\.\d+$/.test(immutableTag);
}

/** App and attribute filtering of the wizard (entra-connect.md §7.3). */
function filtersGuid(parameters: Examined['globalParameters']): boolean {
  if (parameters.get('Microsoft.OptionalFeature.FilterAAD')?.toLowerCase() !== 'true') return false;
  const excluded = parameters.get('Microsoft.AADFilter.AttributeExclusionList') ?? '';
  return excluded.toLowerCase().includes(mailboxGuidAttribute.toLowerCase());
}
