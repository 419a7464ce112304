import { assertNever } from '../../../base/assert-never.ts';
import type { ArgumentProblem, Span } from './arguments.ts';

/** Why a call of a cmdlet is not understood; goes on after “because” and ends without a full stop. */
export function argumentProblemText(problem: ArgumentProblem, written: (span: Span) => string): string {
  switch (problem.kind) {
    case 'missing':
      return `-${problem.parameter} is missing`;
    case 'not-told':
      return `only running the script tells the value of -${problem.parameter} (${written(problem.written)})`;
    case 'not-known':
      return `-${problem.parameter} has a value that does not fit (${written(problem.written)})`;
    case 'no-parameter':
      return `${written(problem.written)} is no parameter of it, or stands for several`;
    case 'twice':
      return `-${problem.parameter} stands there twice`;
    case 'splat':
      return `the parameters stand in a variable (${written(problem.written)}), which is not followed`;
    case 'unexpected':
      return `“${written(problem.written)}” is not expected there`;
    case 'placed':
      return `it has no -Precedence, only -Precedence${problem.side === 'after' ? 'After' : 'Before'}`;
    default:
      return assertNever(problem);
  }
}

/** Why a rule of a script is left out. */
export const leftOutTexts = {
  statement: (line: number) => `what line ${String(line)} does to it is not understood.`,
  madeBy: (line: number) => `the statement of line ${String(line)}, which makes it, is not understood.`,
  argument: (reason: string) => `${reason}.`,
  placed: (side: 'after' | 'before', rule: string, isInScript: boolean) =>
    `the script gives it no precedence. The server places it ${side} the rule ${rule}, which is ${isInScript ? 'in the script too' : 'not in the script'}.`,
} as const;
