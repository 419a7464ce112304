import type { StepStateKind } from '../engine/run-state.ts';

/** Texts of the command line. */
export const cliTexts = {
  stepHeading: (position: number, count: number, title: string, id: string) =>
    `Step ${position} of ${count}: ${title} [${id}]`,
  afterUndoHeading: (title: string, id: string) => `After undoing: ${title} [${id}]`,
  willChange: 'Will change:',
  impact: 'Impact:',
  commands: 'Equivalent commands:',
  risk: (risk: string) => `Risk: ${risk}`,
  more: (count: number) => `… and ${count.toLocaleString('en-US')} more (all of them in the report)`,
  proof: 'Proof, read back from the system:',
  remedy: (text: string) => `Remedy: ${text}`,
  applying: 'Applying …',
  undoing: 'Putting back what was there …',
  verifying: 'Reading back …',
  probing: 'Looking at what is there …',
  elapsed: (text: string, seconds: number) => `${text} (${seconds} s)`,
  progress: (text: string, done: number | undefined, total: number | undefined) =>
    done === undefined
      ? text
      : `${text}: ${done.toLocaleString('en-US')}${total === undefined ? '' : ` of ${total.toLocaleString('en-US')}`}`,
  askApply: 'Apply this step? [a]pply, [d]etails, [s]top here: ',
  askFailed: '[r]etry, [u]ndo everything, [c]ontinue with a recorded reason, [s]top here: ',
  askFailedDestructive: '[r]etry, [u]ndo everything, [s]top here: ',
  askUnknown: '[a]dopt what is there and go on, [u]ndo this step, [s]top here: ',
  askReason: 'Reason for the record: ',
  askCount: (of: string) => `This cannot be undone. Type the number of ${of}: `,
  unknownStep: (title: string) =>
    `A former process ended while it was writing in "${title}". The system was read: the step is done in part, or cannot be told.`,
  adoptedByYes: 'Adopting what is there: the rest is planned from it and applied.',
  confirmationByOption: (step: string, of: string) =>
    `Step ${step} is destructive. Give --confirm ${step}=<number of ${of}>; --yes never answers this.`,
  outcome: (outcome: string) => `Outcome: ${outcome}`,
  reportAt: (path: string) => `Report: ${path}`,
  journalHash: (hash: string) => `Journal hash: ${hash}`,
  resumeWith: (folder: string) => `Go on with: hybrid-preflight resume --run "${folder}"`,
  undoWith: (folder: string) => `Take it back with: hybrid-preflight undo --run "${folder}"`,
  interrupted: 'Interrupted at a safe point.',
  cancelling: 'Stopping at the next safe point … (press Ctrl+C again to end at once)',
  restless: (step: string) =>
    `The facts of step ${step} keep changing under the plan. Find out who else works on the server, then resume.`,
  noTerminal: 'There is no terminal to ask at, and no --yes.',
  noTerminalRemedy: 'Add --yes to apply every step without asking, or run it in a terminal.',
  lockRemedy: 'When you are sure that nobody works on this run any more, add --break-lock.',
  lockTaken: (holder: string | undefined) =>
    `The run folder was still locked by ${holder ?? 'a process that cannot be named'}; that lock is taken over.`,
  reportNeedsRun: 'Which run? Give --run <folder>.',
  problem: (message: string, remedy: string) => (remedy === '' ? message : `${message}\n${remedy}`),
  unexpected: (text: string) => `The program itself failed: ${text}`,
  unexpectedRemedy: 'Nothing was assumed from it. Set HYBRID_PREFLIGHT_DEBUG=1 for details, and report them.',
  readOnlyRemedy: 'Rehearse on a lab built from it: hybrid-preflight lab create clean --rules <export> --at <folder>.',
  unknownStepName: (name: string, known: string) => `There is no step "${name}". The steps are: ${known}.`,
  finding: 'Assessment',
  recommendation: (procedure: string) => `Recommended: ${procedure}`,
  alternative: (procedure: string) => `Instead possible: ${procedure}`,
  contributors: 'Rules that flow msExchMailboxGuid:',
  written: (path: string) => `Written: ${path}`,
  planOpens: 'The following steps are planned from what each step before them leaves behind:',
} as const;

/** The word for a step's state on the command line, a contract (design.md §11). */
export const stepStateWords: Readonly<Record<StepStateKind, string>> = {
  pending: 'pending',
  planned: 'pending',
  captured: 'unknown',
  applying: 'unknown',
  applied: 'unknown',
  verified: 'verified',
  'already-done': 'already-done',
  skipped: 'skipped',
  blocked: 'blocked',
  failed: 'failed',
  overridden: 'skipped',
  unknown: 'unknown',
  undoing: 'unknown',
  undone: 'undone',
};
