import { cliTexts } from '../texts.ts';
import { createInterface } from 'node:readline/promises';

/** Asks a person at the terminal; the question goes to standard error, so that `--json` stays clean. */
export interface Questioner {
  /** One line, trimmed; undefined: Ctrl+C, Ctrl+D, or the terminal is gone. */
  text(question: string): Promise<string | undefined>;
  /** One of some letters, asked again until it is one. */
  choice<Letter extends string>(question: string, letters: readonly Letter[]): Promise<Letter | undefined>;
}

/** A questioner, or undefined where there is no terminal. */
export function createQuestioner(signal: AbortSignal): Questioner | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const text = async (question: string): Promise<string | undefined> => {
    const readline = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return (await readline.question(question, { signal })).trim();
    } catch {
      return undefined;
    } finally {
      readline.close();
    }
  };
  return {
    text,
    async choice(question, letters) {
      for (;;) {
        const answer = (await text(question))?.toLowerCase();
        if (answer === undefined) return undefined;
        const letter = letters.find((candidate) => candidate === answer);
        if (letter !== undefined) return letter;
        process.stderr.write(`${cliTexts.answerWith(letters)}\n`);
      }
    },
  };
}
