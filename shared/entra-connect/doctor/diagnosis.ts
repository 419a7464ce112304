import type { NothingWritten } from '../contributors/contributor-ranking.ts';
import type { MistakenLiteral } from '../rules/flow-outcomes.ts';
import type { SyncRule } from '../rules/model.ts';
import type { Place } from './places.ts';
import type { PlaceEffect } from './place-effect.ts';

/** What somebody has left of a recipe against the mailbox GUID (procedures.md, `assess` 5). */
export const placeStates = [
  /** The original is gone, a copy that contributes nothing stands in its place. */
  'finished-recipe',
  /** The original is disabled, the copy waits at the parking number. */
  'parked-copy',
  /** The original is disabled, the copy has a number of its own. */
  'kept-original',
  /** The copy was made, the original never disabled. */
  'copy-beside-original',
  /** The copy took the original's place, and an upgrade created the original again. */
  'recreated-default',
  'deleted-default',
  'disabled-default',
  /** The out-of-box rule was changed itself. */
  'edited-default',
  /** A copy with AuthoritativeNull, asked first. */
  'authoritative-copy',
  /** A rule of its own with AuthoritativeNull, asked first: the documented way. */
  'override',
  /** AuthoritativeNull, asked after a rule that gives the value. */
  'override-too-late',
  /** A copy contributes nothing, and another rule fills the value. */
  'losing-copy',
  'incomplete-copy',
  'several-copies',
  /** A copy whose flow has a condition: the GUID of some users goes, that of others stays. */
  'copy-for-some',
  /** AuthoritativeNull by scope or by condition: the GUID of others reaches the cloud. */
  'override-for-some',
  /** A copy that brings the GUID in like the original. */
  'foreign-copy',
  'forgotten-forest',
  'forgotten-inetorgperson',
] as const;
export type PlaceState = (typeof placeStates)[number];

/** States of a place, and, of outbound rules, of the whole server. */
export const flowStates = [
  /** A literal written as a constant, in quotation marks or in other letters: a text, and no literal. */
  'mistaken-literal',
  /** A rule of its own with NULL or IgnoreThisFlow: the next rule is asked, as if it were not there. */
  'null-without-effect',
  /** Rules with different merge types meet: an error of the object (entra-connect.md §4). */
  'merge-conflict',
  /** Another flow that the engine refuses. */
  'failing-flow',
] as const;
export type FlowState = (typeof flowStates)[number];

export const serverStates = [
  'attribute-filter',
  'outbound-removed',
  /** The out-of-box rule that exports the GUID was changed itself. */
  'edited-outbound',
  /** AuthoritativeNull on the way out. */
  'outbound-override',
  'outbound-for-some',
  'outbound-too-late',
  /** AuthoritativeNull for objects that have no mailboxes. */
  'override-for-no-user',
  'precedence-collision',
  /** Rules of one number that never meet, or of which one alone flows the GUID. */
  'shared-precedence',
  'shared-name',
  'scheduler-left-off',
] as const;
export type ServerState = (typeof serverStates)[number];

export type RecipeState = PlaceState | FlowState | ServerState;

/**
 * What to do: take it as it is and go on from there; bring it into a state that works and lasts; put the out-of-box rules
 * back; or nothing.
 */
export type DoctorAction = 'adopt' | 'repair' | 'revert' | 'leave';

/** A state with the rules that show it, the one to act on first. */
export interface Found<State extends RecipeState> {
  readonly state: State;
  readonly rules: readonly SyncRule[];
  readonly missing?: readonly string[];
  readonly writing?: Writing;
}

/** What acts on a state: a procedure, a person, or nothing because nothing has to be done. */
export type Actor = 'repair-recipe' | 'restore-default' | 'null-override' | 'by-hand' | 'none';

/** What was found written, where the state alone does not tell it. */
export type Writing =
  | { readonly kind: 'mistaken'; readonly literal: MistakenLiteral }
  | { readonly kind: 'nothing'; readonly value: NothingWritten }
  | { readonly kind: 'refused'; readonly reason: string };

export interface Diagnosis {
  readonly state: RecipeState;
  readonly action: DoctorAction;
  readonly actor: Actor;
  /** Undefined: it is about the server as a whole. */
  readonly place: Place | undefined;
  /** The rules that show it, the one to act on first. */
  readonly rules: readonly SyncRule[];
  readonly effect: PlaceEffect;
  /** Attributes that a copy lacks; empty for other states. */
  readonly missing: readonly string[];
  readonly writing: Writing | undefined;
}

const actions: Readonly<Record<RecipeState, DoctorAction>> = {
  'finished-recipe': 'adopt',
  'parked-copy': 'adopt',
  'kept-original': 'adopt',
  'copy-beside-original': 'repair',
  'recreated-default': 'repair',
  'deleted-default': 'revert',
  'disabled-default': 'revert',
  'edited-default': 'repair',
  'authoritative-copy': 'adopt',
  override: 'adopt',
  'override-too-late': 'repair',
  'losing-copy': 'repair',
  'incomplete-copy': 'repair',
  'several-copies': 'repair',
  'copy-for-some': 'leave',
  'override-for-some': 'leave',
  'mistaken-literal': 'repair',
  'null-without-effect': 'repair',
  'merge-conflict': 'repair',
  'failing-flow': 'leave',
  'foreign-copy': 'leave',
  'forgotten-forest': 'repair',
  'forgotten-inetorgperson': 'repair',
  'attribute-filter': 'revert',
  'outbound-removed': 'revert',
  'edited-outbound': 'revert',
  'outbound-override': 'adopt',
  'outbound-for-some': 'leave',
  'outbound-too-late': 'repair',
  'override-for-no-user': 'leave',
  'precedence-collision': 'repair',
  'shared-precedence': 'leave',
  'shared-name': 'leave',
  'scheduler-left-off': 'leave',
};

export function actionOf(state: RecipeState): DoctorAction {
  return actions[state];
}

/** What acts on a state. What overrides have forgotten, an override that can be tried first does best. */
export function actorOf(state: RecipeState, besideOverrides: boolean): Actor {
  if (state === 'attribute-filter') return 'by-hand';
  if (state === 'foreign-copy') return 'null-override';
  const isForgotten = state === 'forgotten-forest' || state === 'forgotten-inetorgperson';
  switch (actions[state]) {
    case 'repair':
      return isForgotten && besideOverrides ? 'null-override' : 'repair-recipe';
    case 'revert':
      return 'restore-default';
    case 'leave':
      return 'by-hand';
    case 'adopt':
      return 'none';
  }
}
