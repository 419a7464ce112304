import type { Procedure } from '../engine/step.ts';
import type { Result } from '../failure.ts';
import { readOptions as readNullCloneOptions } from './null-clone/options.ts';
import { nullClone } from './null-clone/procedure.ts';
import { readOptions as readNullOverrideOptions } from './null-override/options.ts';
import { nullOverride } from './null-override/procedure.ts';
import type { HybridSystems } from './systems.ts';

/** A procedure of this version, and what reads its options. */
export interface RegisteredProcedure {
  readonly procedure: Procedure<HybridSystems>;
  readonly readOptions: (options: Readonly<Record<string, string>>) => Result<unknown>;
}

/** The procedures that this version carries, by id. */
export const registeredProcedures: ReadonlyMap<string, RegisteredProcedure> = new Map(
  [
    { procedure: nullClone, readOptions: readNullCloneOptions },
    { procedure: nullOverride, readOptions: readNullOverrideOptions },
  ].map((registered) => [registered.procedure.id, registered]),
);
