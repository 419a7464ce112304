import type { SyncRule } from '../model.ts';
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
  /** A copy that brings the GUID in like the original. */
  'foreign-copy',
  'forgotten-forest',
  'forgotten-inetorgperson',
] as const;
export type PlaceState = (typeof placeStates)[number];

export const serverStates = [
  'attribute-filter',
  'outbound-removed',
  'precedence-collision',
  'shared-name',
  'scheduler-left-off',
] as const;
export type ServerState = (typeof serverStates)[number];

export type RecipeState = PlaceState | ServerState;

/**
 * What to do: take it as it is and go on from there; bring it into a state that works and lasts; put the out-of-box rules
 * back; or nothing.
 */
export type DoctorAction = 'adopt' | 'repair' | 'revert' | 'leave';

export interface Diagnosis {
  readonly state: RecipeState;
  readonly action: DoctorAction;
  /** Undefined: it is about the server as a whole. */
  readonly place: Place | undefined;
  /** The rules that show it, the one to act on first. */
  readonly rules: readonly SyncRule[];
  readonly effect: PlaceEffect;
  /** Attributes that a copy lacks; empty for other states. */
  readonly missing: readonly string[];
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
  'foreign-copy': 'leave',
  'forgotten-forest': 'repair',
  'forgotten-inetorgperson': 'repair',
  'attribute-filter': 'revert',
  'outbound-removed': 'revert',
  'precedence-collision': 'repair',
  'shared-name': 'leave',
  'scheduler-left-off': 'leave',
};

export function actionOf(state: RecipeState): DoctorAction {
  return actions[state];
}
