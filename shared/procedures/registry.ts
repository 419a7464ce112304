import type { Procedure } from '../engine/contract/step.ts';
import type { Result } from '../base/failure.ts';
import { reasonOption } from './chosen-path.ts';
import { nullClone, nullCloneChange } from './null-clone/procedure.ts';
import { nullOverride, nullOverrideChange } from './null-override/procedure.ts';
import { repairRecipe, repairRecipeChange } from './repair-recipe/procedure.ts';
import { restoreDefault, restoreDefaultChange } from './restore-default/procedure.ts';
import type { RuleChange } from './steps/rules/rule-change.ts';
import type { HybridSystems } from '../systems/contexts.ts';

/** A procedure of this version, and what reads its options. */
export interface RegisteredProcedure {
  readonly procedure: Procedure<HybridSystems>;
  readonly readOptions: (options: Readonly<Record<string, string>>) => Result<unknown>;
  /** The change of rules that it makes; undefined: it makes none. */
  readonly change: RuleChange | undefined;
}

/** The procedures that this version carries, by id. */
export const registeredProcedures: ReadonlyMap<string, RegisteredProcedure> = new Map(
  [
    changingRules(nullClone, nullCloneChange),
    changingRules(nullOverride, nullOverrideChange),
    changingRules(repairRecipe, repairRecipeChange),
    changingRules(restoreDefault, restoreDefaultChange),
  ].map((registered) => [registered.procedure.id, registered]),
);

/** Each of them can be chosen against the recommendation, and then says why. */
function changingRules(procedure: Procedure<HybridSystems>, change: RuleChange): RegisteredProcedure {
  const options = [...procedure.options, reasonOption];
  return { procedure: { ...procedure, options }, readOptions: change.readOptions, change };
}
