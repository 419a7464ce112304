import { procedureHelpTexts as texts } from '../../shared/messages/procedure-help.ts';
import { registeredProcedures } from '../../shared/procedures/registry.ts';

/** The procedures with their options, for the help of the commands that take one. */
export function procedureHelp(): string {
  const described = [...registeredProcedures.values()].map(({ procedure: { id, title, options } }) =>
    [`  ${id}: ${title}`, ...options.map((option) => `    ${texts.option(option)}`)].join('\n'),
  );
  return ['', texts.heading, ...described].join('\n');
}
