import type { StepStateKind } from '../../shared/engine/run/run-state.ts';
import { reasonNeededText } from '../../shared/procedures/chosen-path-texts.ts';
import { grouped } from '../../shared/base/words/counted.ts';
import { procedureName, procedureNameWithId } from '../../shared/base/words/procedure-names.ts';
import type { LockHolder } from '../../shared/run-folder/texts.ts';

/** Texts of the command line. */
export const cliTexts = {
  stepHeading: (position: number, count: number, title: string) => `Step ${position} of ${count}: ${title}`,
  undoHeading: (position: number, count: number, title: string) => `Undo of step ${position} of ${count}: ${title}`,
  beforeUndoHeading: (title: string) => `Before undoing: ${title}`,
  afterUndoHeading: (title: string) => `After undoing: ${title}`,
  willChange: 'Will change:',
  impact: 'Impact:',
  commands: 'Equivalent commands:',
  risk: (risk: string) => `Risk: ${risk}`,
  undo: (undo: string) => `Undo: ${undo}`,
  more: (count: number) => `… and ${grouped(count)} more (all of them in the report)`,
  proof: 'Proof, read back from the system:',
  remedy: (text: string) => `Remedy: ${text}`,
  applying: 'Applying …',
  undoing: 'Putting back what was there …',
  verifying: 'Reading back …',
  elapsed: (text: string, seconds: number) => `${text} (${seconds} s)`,
  progress: (text: string, done: number | undefined, total: number | undefined) =>
    done === undefined ? text : `${text}: ${grouped(done)}${total === undefined ? '' : ` of ${grouped(total)}`}`,
  askApply: 'Apply this step? [a]pply, [d]etails, [s]top here: ',
  askFailed: '[r]etry, [u]ndo everything, [c]ontinue with a recorded reason, [s]top here: ',
  askFailedDestructive: '[r]etry, [u]ndo everything, [s]top here: ',
  askUnknown: '[a]dopt what is there and go on, [u]ndo this step, [s]top here: ',
  askReason: 'Reason for the record: ',
  askNumber: (of: string) => `Type the number of ${of}: `,
  answered: (label: string, value: string) => `Chosen: ${label} (${value})`,
  answerConfirmedByOption: (name: string, of: string) =>
    `This answer needs --confirm ${name}=<number of ${of}>; --yes never gives it.`,
  askCount: (of: string) => `This cannot be undone. Type the number of ${of}: `,
  unknownStep: (title: string) =>
    `A former process ended while it was writing in "${title}". The system was read: the step is done in part, or cannot be told.`,
  adoptedByYes: 'Adopting what is there: the rest is planned from it and applied.',
  confirmationByOption: (step: string, of: string) =>
    `Step ${step} is destructive. Give --confirm ${step}=<number of ${of}>; --yes never answers this.`,
  outcome: (outcome: string) => `Outcome: ${outcome}`,
  reportAt: (path: string) => `Report: ${path}`,
  journalHash: (hash: string) => `Journal hash: ${hash}`,
  replaceRemedy: 'Choose another folder, or add --replace to replace it with all that belongs to it.',
  emptyPath: 'The path is empty. Name a folder.',
  answerWith: (letters: readonly string[]) => `Answer with one of these: ${letters.join(', ')}.`,
  leftUnsealed: (resume: string) =>
    `Closed, not sealed: the process ended before the run folder was sealed. Seal it with: ${resume}`,
  resumeWith: (resume: string) => `Go on with: ${resume}`,
  resumeRemedied: (resume: string) => `As soon as the cause is remedied, go on with: ${resume}`,
  keepsOptions: 'A run keeps its options: to choose others, start a new run in another folder.',
  undoWith: (undo: string) => `Take it back with: ${undo}`,
  interrupted: 'Interrupted at a safe point.',
  notUndone: 'Nothing was undone: the run is as it was.',
  stopped: 'Stopped. Nothing was changed.',
  planInterrupted: 'Stopped before every step was planned. Nothing was changed: the plan is made on a copy.',
  nothingToDo: (isUndone: boolean) =>
    `${isUndone ? 'This run is undone: nothing is left to undo.' : 'This run is finished: nothing is left to carry out.'} Its record stays as it is.`,
  neverBegan: 'The run has not begun yet: its process ended before the first line of the journal. Resume begins it.',
  atWork: (holder: LockHolder | undefined) =>
    holder === undefined
      ? 'Somebody is working on it.'
      : `${holder.user} on ${holder.host} is working on it (process ${holder.pid}).`,
  cancelling: 'Stopping at the next safe point … (press Ctrl+C again to end at once)',
  restless: (step: string) =>
    `The current state of the step “${step}” keeps changing after it was planned. Find out who else works on the server, then resume.`,
  noTerminal: 'There is no terminal to ask at, and no --yes.',
  noTerminalRemedy: 'Add --yes to apply every step without asking, or run it in a terminal.',
  lockRemedy: 'When you are sure that nobody works on this run any more, add --break-lock.',
  lockTaken: (holder: string | undefined) =>
    `The run folder was still locked by ${holder ?? 'a process that cannot be named'}; that lock is taken over.`,
  emptyRun: (path: string) =>
    `${path} holds a run that has not begun yet: there is nothing to report. Resume begins it.`,
  reportNeedsRun: 'Which run? Give --run <folder>.',
  problem: (message: string, remedy: string) => (remedy === '' ? message : `${message}\n${remedy}`),
  systemRefuses: (path: string, systemCode: string) =>
    path === '' ? `The system answers ${systemCode}.` : `${path} cannot be used: the system answers ${systemCode}.`,
  systemRefusesRemedy: 'Check that it is there, that the disk is not full, and that you may write to it.',
  unexpected: (text: string) => `The program itself failed: ${text}`,
  unexpectedRemedy: 'Nothing was assumed from it. Set HYBRID_PREFLIGHT_DEBUG=1 for details, and report them.',
  readOnlyRemedy: (create: string) => `Rehearse on a lab built from it: ${create} --rules <export> --at <folder>.`,
  seeHelp: (help: string) => `See \`${help}\`.`,
  unknownStepName: (name: string, known: string) => `There is no step "${name}". The steps are: ${known}.`,
  acceptNeedsReason: (step: string) => `--accept ${step}=<reason> needs the reason: it goes on record.`,
  finding: 'Assessment',
  first: 'Do this first:',
  afterwards: (procedure: string) => `Recommended after that, as things are now: ${procedureNameWithId(procedure)}`,
  recommendation: (procedure: string, name: string) =>
    `Recommended: ${procedure === 'none' ? name : procedureNameWithId(procedure)}`,
  otherPath: (recommended: string, chosen: string) =>
    `Recommended: ${procedureNameWithId(recommended)}. You chose ${procedureNameWithId(chosen)}. Reasons for the recommendation:`,
  otherFindings: (passed: number, notRun: number) =>
    `${passed} checks passed, ${notRun} could not be made here; all of them are in the report.`,
  reasonNeeded: (chosen: string, recommended: string) =>
    reasonNeededText(
      procedureNameWithId(chosen),
      recommended === 'none' ? undefined : procedureNameWithId(recommended),
    ),
  reasonNeededRemedy: (option: string) =>
    `Add --option ${option}="<why>". It is recorded in the journal and in the report.`,
  alternative: (procedure: string) => `Instead possible: ${procedureNameWithId(procedure)}`,
  notInThisVersion: (procedure: string) => `Not part of this version: ${procedureName(procedure)}`,
  contributors: 'Who decides over msExchMailboxGuid, in order of precedence:',
  written: (path: string) => `Written: ${path}`,
} as const;

/** How a step stands, for a person. */
export const stepWords: Readonly<Record<StepStateKind, string>> = {
  pending: 'Not run',
  planned: 'Not run',
  captured: 'Investigate (not finished)',
  applying: 'Investigate (end not known)',
  applied: 'Investigate (not proved)',
  verified: 'Passed',
  'already-done': 'Passed (already done)',
  skipped: 'Skipped',
  blocked: 'Failed (blocked)',
  failed: 'Failed',
  overridden: 'Investigate (continued with a reason)',
  unknown: 'Investigate (end not known)',
  undoing: 'Investigate (not finished)',
  undone: 'Undone',
};

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
