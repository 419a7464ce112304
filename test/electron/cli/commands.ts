import type { Command } from 'commander';

/** The commands of a program by their words (`lab create`), each with the options that it takes. */
export function commandsOf(program: Command, words: readonly string[] = []): ReadonlyMap<string, ReadonlySet<string>> {
  const options = new Set(['--help', ...program.options.flatMap(({ long }) => (long ? [long] : []))]);
  return new Map([
    ...(words.length === 0 ? [] : [[words.join(' '), options] as const]),
    ...program.commands.flatMap((command) => [...commandsOf(command, [...words, command.name()])]),
  ]);
}
