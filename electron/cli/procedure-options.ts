import type { Procedure } from '../../shared/engine/step.ts';
import { cliTexts } from '../../shared/messages/cli.ts';
import { failureText } from '../../shared/messages/failures.ts';
import { registeredProcedures } from '../../shared/procedures/registry.ts';
import type { HybridSystems } from '../../shared/procedures/systems.ts';
import { usageError } from './exit.ts';

export function procedureOf(id: string): Procedure<HybridSystems> {
  const registered = registeredProcedures.get(id);
  if (registered !== undefined) return registered.procedure;
  throw usageError(cliTexts.unknownProcedure(id, [...registeredProcedures.keys()].join(', ')));
}

/** The options of a run: those given, checked, and the standard of every other. */
export function optionsOf(
  procedure: Procedure<HybridSystems>,
  given: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  for (const [name, value] of given) {
    const option = procedure.options.find((known) => known.name === name);
    if (option === undefined) {
      throw usageError(cliTexts.unknownOption(name, procedure.options.map((known) => known.name).join(', ')));
    }
    if (option.allowed !== undefined && !option.allowed.includes(value)) {
      throw usageError(cliTexts.optionValue(name, value, option.allowed.join(', ')));
    }
  }
  const options = Object.fromEntries(
    procedure.options.map(({ name, standard }) => [name, given.get(name) ?? standard]),
  );
  const read = registeredProcedures.get(procedure.id)?.readOptions(options);
  if (read?.ok === false) throw usageError(failureText(read.failure));
  return options;
}

/** Refuses a step that the procedure does not have. */
export function checkStepName(procedure: Procedure<HybridSystems>, step: string): void {
  if (procedure.steps.some(({ id }) => id === step)) return;
  throw usageError(cliTexts.unknownStepName(step, procedure.steps.map(({ id }) => id).join(', ')));
}
