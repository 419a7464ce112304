/** The option that says why another procedure was chosen than the recommended one. */
export const reasonOption = 'reason';

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
  const reason = options[reasonOption]?.trim();
  return { chosen, recommended, reason: reason === '' ? undefined : reason };
}
