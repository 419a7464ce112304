import type { Procedure, ProcedureOption } from '../../shared/engine/contract/step.ts';
import { failureText } from '../../shared/systems/failure-texts.ts';
import { runSessionTexts } from '../../shared/run-folder/run-session-texts.ts';
import { registeredProcedures } from '../../shared/procedures/registry.ts';
import type { RuleChange } from '../../shared/procedures/steps/rules/rule-change.ts';
import type { HybridSystems } from '../../shared/systems/contexts.ts';

/** A value, or for a person what was wrong with what was asked for. */
export type Chosen<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: string };

export function findProcedure(id: string): Chosen<Procedure<HybridSystems>> {
  const registered = registeredProcedures.get(id);
  if (registered !== undefined) return { ok: true, value: registered.procedure };
  return refused(runSessionTexts.unknownProcedure(id, [...registeredProcedures.keys()].join(', ')));
}

/** The change of rules that a procedure makes; undefined: it makes none. */
export function changeOfProcedure({ id }: Procedure<HybridSystems>): RuleChange | undefined {
  return registeredProcedures.get(id)?.change;
}

/** The options of a run: those given, checked, and the standard of every other. */
export function readRunOptions(
  procedure: Procedure<HybridSystems>,
  given: ReadonlyMap<string, string>,
): Chosen<Readonly<Record<string, string>>> {
  const problem = problemWith(procedure.options, given);
  if (problem !== undefined) return refused(problem);
  const options = Object.fromEntries(
    procedure.options.map(({ name, standard }) => [name, given.get(name) ?? standard]),
  );
  const read = registeredProcedures.get(procedure.id)?.readOptions(options);
  return read?.ok === false ? refused(failureText(read.failure)) : { ok: true, value: options };
}

/** The options that are chosen for an undo; undefined: those of the run hold. */
export function readUndoOptions(
  { options }: Procedure<HybridSystems>,
  given: ReadonlyMap<string, string>,
): Chosen<Readonly<Record<string, string>> | undefined> {
  const problem = problemWith(
    options.filter(({ atUndo }) => atUndo === true),
    given,
  );
  if (problem !== undefined) return refused(problem);
  return { ok: true, value: given.size === 0 ? undefined : Object.fromEntries(given) };
}

function problemWith(options: readonly ProcedureOption[], given: ReadonlyMap<string, string>): string | undefined {
  for (const [name, value] of given) {
    const option = options.find((known) => known.name === name);
    if (option === undefined) {
      return runSessionTexts.unknownOption(name, options.map((known) => known.name).join(', '));
    }
    if (option.allowed !== undefined && !option.allowed.includes(value)) {
      return runSessionTexts.optionValue(name, value, option.allowed.join(', '));
    }
  }
  return undefined;
}

function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
