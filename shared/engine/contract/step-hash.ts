import type { Json } from '../../base/json.ts';
import type { StepPlan } from './step.ts';
import { jsonHash } from '../../base/hash.ts';

/** What the definition of a step is identified by, next to the procedure it belongs to. */
export interface StepDefinition {
  readonly id: string;
  readonly revision: number;
  readonly risk: string;
  readonly undo: { readonly kind: string };
}

/** Identifies what a probe found: a plan made from other facts is stale. */
export function factsHash(facts: Json): string {
  return jsonHash(facts);
}

/** Identifies what a person approved. */
export function planHash(plan: StepPlan): string {
  return jsonHash(plan);
}

/** Identifies the meaning of a step, so that a run is not continued by a version that means something else by it. */
export function stepDefinitionHash(procedureId: string, step: StepDefinition): string {
  return jsonHash({
    procedure: procedureId,
    id: step.id,
    revision: step.revision,
    risk: step.risk,
    undo: step.undo.kind,
  });
}
