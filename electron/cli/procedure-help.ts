import type { Command } from 'commander';
import type { Procedure } from '../../shared/engine/contract/step.ts';
import { procedureHelpTexts as texts } from './procedure-help-texts.ts';
import { registeredProcedures } from '../../shared/procedures/registry.ts';
import type { HybridSystems } from '../../shared/systems/contexts.ts';
import { invocation } from '../installation/invocation.ts';
import { HelpText } from './help-layout.ts';
import { procedureOf } from './procedure-options.ts';

/** What the help of a command says of the procedure that was named with it; without one, which procedures there are. */
export function procedureHelp(command: Command): string {
  const named = command.args.find((word) => !word.startsWith('-'));
  const parts = named === undefined ? everyProcedure(command) : oneProcedure(command, procedureOf(named));
  return ['', ...parts].join('\n\n').slice(1);
}

function everyProcedure(command: Command): readonly string[] {
  const procedures = [...registeredProcedures.values()].map(({ procedure: { id, title } }) => ({
    term: id,
    description: title,
  }));
  return [
    new HelpText(command).list(texts.procedures, procedures),
    texts.optionsOf(`${invocation()} ${command.name()} <procedure> --help`),
  ];
}

function oneProcedure(command: Command, { id, title, options, steps }: Procedure<HybridSystems>): readonly string[] {
  const text = new HelpText(command);
  const namesSteps = command.options.some(({ long }) => long === '--until');
  const stepItems = steps.map((step) => ({ term: step.id, description: step.title }));
  return [
    text.paragraph(`${title} (${id})`),
    text.list(
      texts.options,
      options.map((option) => ({ term: option.name, description: texts.option(option) })),
    ),
    ...(namesSteps ? [text.list(texts.steps, stepItems)] : []),
  ];
}
