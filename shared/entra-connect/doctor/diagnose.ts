import type { ConnectorId } from '../../base/identifiers.ts';
import { mailboxGuidAttribute } from '../attributes.ts';
import type { ServerConfiguration } from '../rules/model.ts';
import { userKinds, type UserKind } from '../prediction/user-kinds.ts';
import { actionOf, actorOf, type Diagnosis, type Found, type RecipeState } from './diagnosis.ts';
import { placeStatesOf } from './place-states.ts';
import { askedIn, placesOf, type Place } from './places.ts';
import { decisiveOf, effectOfKinds, effectOn, type PlaceEffect } from './place-effect.ts';
import { serverStatesOf } from './server-states.ts';

/** What the doctor looks at; `schedulerOn` undefined: not known. */
export type Examined = Pick<ServerConfiguration, 'rules' | 'connectors' | 'metaverseSchema' | 'globalParameters'> & {
  readonly schedulerOn: boolean | undefined;
  /** How many objects with a mailbox GUID there are; undefined: not known. */
  readonly holders: (connectorId: ConnectorId, objectType: string) => number | undefined;
  /** Milliseconds since 1970, for expressions that ask for the time. */
  readonly now?: number;
};

export interface Examination {
  /** Every kind of users that the rules tell apart. */
  readonly kinds: readonly UserKind[];
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
  const found = places.map((one) => ({
    ...one,
    states: placeStatesOf(one.place, one.effect, examined.rules).filter(({ state }) => !one.isEmpty || !isOff(state)),
  }));
  // An attempt that has cleared the GUID of nobody has forgotten nobody either.
  const treated = found.filter(
    ({ states, effect }) => effect.fates.includes('removed') && states.some(({ state }) => isTreatment(state)),
  );
  const forgotten = found
    .filter(({ states, isEmpty }) => states.length === 0 && !isEmpty)
    .flatMap((one) => forgottenIn(one, treated).map((state) => ({ ...one, state })));
  const hasTraces = found.some(({ states }) => states.length > 0);
  const ofServer = serverStatesOf(examined, kinds, hasTraces);
  const onlyOverrides = treated.every(({ states }) => states.every(({ state }) => overrideStates.has(state)));
  const everybody = effectOfKinds(decisiveOf(kinds.filter(({ hasNickname }) => hasNickname)));
  const diagnosed = (one: Found<RecipeState>, place: Place | undefined, effect: PlaceEffect): Diagnosis => ({
    state: one.state,
    action: actionOf(one.state),
    actor: actorOf(one.state, onlyOverrides),
    place,
    rules: one.rules,
    effect,
    missing: one.missing ?? [],
    writing: one.writing,
  });
  return {
    kinds,
    places,
    diagnoses: [
      ...found.flatMap(({ place, effect, isEmpty, states }) =>
        [
          ...states,
          ...forgotten.filter((one) => one.place === place).map(({ state }) => forgottenState(state, place)),
          ...(isEmpty ? [] : refusedIn(place, effect, [...states, ...ofServer])),
        ].map((one) => diagnosed(one, place, effect)),
      ),
      ...ofServer.map((one) => diagnosed(one, undefined, everybody)),
    ],
  };
}

/** A rule that is off where nobody has a mailbox is how such a forest should be (entra-connect.md §7.2). */
function isOff(state: RecipeState): boolean {
  return state === 'disabled-default' || state === 'deleted-default';
}

/** An override in the documented way, in whatever state. */
const overrideStates: ReadonlySet<RecipeState> = new Set(['override', 'override-for-some']);

/** States in which somebody meant to take the GUID out of everybody; what is for some is a pilot. */
const treatments: ReadonlySet<RecipeState> = new Set([
  'override',
  ...(['finished-recipe', 'parked-copy', 'kept-original', 'copy-beside-original', 'recreated-default'] as const),
  ...(['authoritative-copy', 'override-too-late', 'losing-copy', 'edited-default'] as const),
  ...(['mistaken-literal', 'null-without-effect', 'merge-conflict'] as const),
]);

function isTreatment(state: RecipeState): boolean {
  return treatments.has(state);
}

/** Somebody treated other places; here the GUID goes on reaching the cloud. */
function forgottenIn(
  { place, effect }: Pick<ExaminedPlace, 'place' | 'effect'>,
  treated: readonly Pick<ExaminedPlace, 'place'>[],
): readonly ('forgotten-forest' | 'forgotten-inetorgperson')[] {
  if (treated.length === 0 || effect.fate !== 'reaches' || place.standard === undefined) return [];
  const sameForest = treated.some((one) => one.place.connectorId === place.connectorId);
  return [sameForest ? 'forgotten-inetorgperson' : 'forgotten-forest'];
}

function forgottenState(state: RecipeState, { standard }: Place): Found<RecipeState> {
  return { state, rules: standard === undefined ? [] : [standard] };
}

/** States that say why objects fail to synchronize. */
const reasonsOfFailure: ReadonlySet<RecipeState> = new Set(['mistaken-literal', 'merge-conflict', 'edited-default']);

/** Objects fail by a flow for which no other state accounts. */
function refusedIn(
  place: Place,
  { kinds, fates }: PlaceEffect,
  told: readonly Found<RecipeState>[],
): readonly Found<RecipeState>[] {
  const [reason] = kinds.flatMap(refusalOf);
  if (reason === undefined || !fates.includes('fails') || told.some(({ state }) => reasonsOfFailure.has(state)))
    return [];
  const rules = askedIn(place).filter(({ name }) => reason.includes(name));
  return [{ state: 'failing-flow', rules, writing: { kind: 'refused', reason } }];
}

function refusalOf({ prediction: { cloud } }: UserKind): readonly string[] {
  return cloud.kind === 'failed' && cloud.certain ? [cloud.reason] : [];
}
