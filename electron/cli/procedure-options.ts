import type { Procedure } from '../../shared/engine/contract/step.ts';
import { cliTexts } from './texts.ts';
import type { HybridSystems } from '../../shared/systems/contexts.ts';
import { findProcedure, readRunOptions, readUndoOptions, type Chosen } from '../run/procedure-options.ts';
import { commandLine } from '../installation/invocation.ts';
import { usageError } from './exit.ts';

export function procedureOf(id: string): Procedure<HybridSystems> {
  return chosen(findProcedure(id), 'run');
}

/** The options of a run: those given, checked, and the standard of every other. */
export function optionsOf(
  procedure: Procedure<HybridSystems>,
  given: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  return chosen(readRunOptions(procedure, given), 'run', procedure.id);
}

/** The options chosen for an undo; undefined: none. */
export function undoOptionsOf(
  procedure: Procedure<HybridSystems>,
  given: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> | undefined {
  return chosen(readUndoOptions(procedure, given), 'undo');
}

/** Refuses a step that the procedure does not have. */
export function checkStepName(procedure: Procedure<HybridSystems>, step: string): void {
  if (procedure.steps.some(({ id }) => id === step)) return;
  throw usageError(cliTexts.unknownStepName(step, procedure.steps.map(({ id }) => id).join(', ')));
}

/** `help`: the command whose help lists what can be chosen. */
function chosen<Value>(choice: Chosen<Value>, ...help: readonly string[]): Value {
  if (choice.ok) return choice.value;
  throw usageError(choice.message, cliTexts.seeHelp(commandLine(...help, '--help')));
}
