import { certificateFunctions } from './certificates.ts';
import { conversionFunctions } from './conversion.ts';
import { dateFunctions } from './dates.ts';
import { directoryFunctions } from './directory.ts';
import { flowFunctions } from './flow.ts';
import { multiValuedFunctions } from './multi-valued.ts';
import { numberFunctions } from './numbers.ts';
import { presenceFunctions } from './presence.ts';
import type { FunctionDefinition } from './signature.ts';
import { textFunctions } from './text.ts';

const functions: ReadonlyMap<string, FunctionDefinition> = new Map(
  Object.entries({
    ...certificateFunctions,
    ...conversionFunctions,
    ...dateFunctions,
    ...directoryFunctions,
    ...flowFunctions,
    ...multiValuedFunctions,
    ...numberFunctions,
    ...presenceFunctions,
    ...textFunctions,
  }),
);

/** The function of exactly that name: names are case-sensitive (expressions concept). */
export function findFunction(name: string): FunctionDefinition | undefined {
  return functions.get(name);
}

/** Names of all known functions. */
export const functionNames: readonly string[] = [...functions.keys()].sort();
