/** What follows the commands in the help of the program; `invocation`: how it is called here. */
export const programHelpTexts = {
  examples: (invocation: string) =>
    [
      'Examples:',
      `  ${invocation} lab create clean --users 200 --at practice/lab`,
      `  ${invocation} assess --on lab:practice/lab`,
      `  ${invocation} run null-override --on lab:practice/lab --run practice/run`,
      `  ${invocation} undo --run practice/run`,
    ].join('\n'),
  exitCodes: 'Exit codes:',
  exitCode: {
    0: 'done and verified',
    1: 'finished, and the result is failed, blocked, or tampered',
    2: 'wrong usage',
    3: 'the target cannot be read',
    4: 'stopped or interrupted; can be resumed',
  },
} as const;

/** Procedures, their options and steps in the help of the command line. */
export const procedureHelpTexts = {
  procedures: 'Procedures:',
  /** `command`: what shows the options of one procedure. */
  optionsOf: (command: string) => `The options and steps of a procedure: ${command}`,
  options: 'Options of the procedure, each as --option <name=value>:',
  steps: 'Steps, in order:',
  option: ({
    description,
    allowed,
    standard,
  }: {
    readonly description: string;
    readonly allowed: readonly string[] | undefined;
    readonly standard: string;
  }) =>
    [
      description,
      allowed === undefined ? '' : `Values: ${allowed.join(', ')}.`,
      standard === '' ? '' : `Default: ${standard}.`,
    ]
      .filter((text) => text !== '')
      .join(' '),
} as const;
