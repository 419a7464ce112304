/** Procedures and their options in the help of the command line. */
export const procedureHelpTexts = {
  heading: 'Procedures, each with the options that --option takes:',
  option: ({
    name,
    description,
    allowed,
    standard,
  }: {
    readonly name: string;
    readonly description: string;
    readonly allowed: readonly string[] | undefined;
    readonly standard: string;
  }) =>
    `${name}${allowed === undefined ? '' : ` (${allowed.join(', ')})`}: ${description}${standard === '' ? '' : ` Standard: ${standard}.`}`,
} as const;
