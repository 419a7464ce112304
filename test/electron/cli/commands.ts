import type { Command } from 'commander';
import { createProgram } from '../../../electron/cli/program.ts';

/** The commands of a program by their words (`lab create`), each with the options that it takes. */
function commandsOf(program: Command, words: readonly string[] = []): ReadonlyMap<string, ReadonlySet<string>> {
  const options = new Set(['--help', ...program.options.flatMap(({ long }) => (long ? [long] : []))]);
  return new Map([
    ...(words.length === 0 ? [] : [[words.join(' '), options] as const]),
    ...program.commands.flatMap((command) => [...commandsOf(command, [...words, command.name()])]),
  ]);
}

/** Every command of the command line, with its options. */
export const allCommands = commandsOf(
  createProgram({
    version: '0',
    signal: new AbortController().signal,
    finish: () => undefined,
    procedureHelp: () => '',
  }),
);
