import type { Procedure } from '../engine/step.ts';
import type { Result } from '../failure.ts';
import { readOptions } from './null-clone/options.ts';
import { nullClone } from './null-clone/procedure.ts';
import type { HybridSystems } from './systems.ts';

/** A procedure of this version, and what reads its options. */
export interface RegisteredProcedure {
  readonly procedure: Procedure<HybridSystems>;
  readonly readOptions: (options: Readonly<Record<string, string>>) => Result<unknown>;
}

/** The procedures that this version carries, by id. */
export const registeredProcedures: ReadonlyMap<string, RegisteredProcedure> = new Map(
  [{ procedure: nullClone, readOptions }].map((registered) => [registered.procedure.id, registered]),
);
