import type { ProcedureOption } from '../engine/contract/step.ts';
import { reasonText } from './chosen-path-texts.ts';

/** The option of every procedure that says why it was chosen although another one is recommended. */
export const reasonOption: ProcedureOption = {
  name: 'reason',
  description: reasonText,
  allowed: undefined,
  standard: '',
};

/** What was recommended, what was chosen, and why; for the report and the terminal. */
export interface ChosenPath {
  readonly chosen: string;
  /** Undefined: the run holds no assessment. */
  readonly recommended: string | undefined;
  /** Undefined: none was given. */
  readonly reason: string | undefined;
}

export function chosenPath(
  chosen: string,
  recommended: string | undefined,
  options: Readonly<Record<string, string>>,
): ChosenPath {
  const reason = options[reasonOption.name]?.trim();
  return { chosen, recommended, reason: reason === '' ? undefined : reason };
}

/** Whoever takes another procedure than the recommended one says why: offered beside it, or not offered at all. */
export function lacksReason({ chosen, recommended, reason }: ChosenPath): boolean {
  return recommended !== undefined && recommended !== chosen && reason === undefined;
}
