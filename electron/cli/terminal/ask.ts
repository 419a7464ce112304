import { createInterface } from 'node:readline/promises';
import { CommandError, exitCodes } from '../exit.ts';
import { cliTexts } from '../../../shared/messages/cli.ts';

/** Asks a person at the terminal; the question goes to standard error, so that `--json` stays clean. */
export interface Questioner {
  /** One line, trimmed. Rejects when cancelled or when the terminal goes away. */
  text(question: string): Promise<string>;
  /** One of some letters, asked again until it is one. */
  choice<Letter extends string>(question: string, letters: readonly Letter[]): Promise<Letter>;
}

/** A questioner, or undefined where there is no terminal. */
export function createQuestioner(signal: AbortSignal): Questioner | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const text = async (question: string): Promise<string> => {
    const readline = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return (await readline.question(question, { signal })).trim();
    } catch {
      throw new CommandError(exitCodes.interrupted, 'interrupted', cliTexts.interrupted, '');
    } finally {
      readline.close();
    }
  };
  return {
    text,
    async choice(question, letters) {
      for (;;) {
        const answer = (await text(question)).toLowerCase();
        const letter = letters.find((candidate) => candidate === answer);
        if (letter !== undefined) return letter;
      }
    },
  };
}
