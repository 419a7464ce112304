import type { Phase, Risk, UndoKind } from '../engine/journal-parts.ts';
import type { StepStateKind } from '../engine/run-state.ts';
import { counted } from './counted.ts';

/** Texts of the page Procedure. */

/** The state of a step in one or two words, beside its icon. */
export const stepStateWord: Readonly<Record<StepStateKind, string>> = {
  pending: 'To do',
  planned: 'Planned',
  captured: 'Begun',
  applying: 'Applying',
  applied: 'Not proved yet',
  verified: 'Verified',
  'already-done': 'Already done',
  skipped: 'Not needed',
  blocked: 'Blocked',
  failed: 'Failed',
  overridden: 'Continued without proof',
  unknown: 'End unknown',
  undoing: 'Undoing',
  undone: 'Undone',
};

export const riskTexts: Readonly<Record<Risk, string>> = {
  none: 'Changes nothing',
  low: 'Low risk',
  medium: 'Medium risk',
  high: 'High risk',
  destructive: 'Destructive: cannot be undone',
};

export const undoTexts: Readonly<Record<UndoKind, string>> = {
  restores: 'Can be undone: what was there is captured first and put back.',
  'changes-nothing': 'Nothing to undo: the step changes nothing.',
  'by-other-steps': 'Undone by undoing the steps before it and synchronizing again.',
  impossible: 'Cannot be undone.',
};

export const phaseTexts: Readonly<Record<Phase, string>> = {
  probe: 'Reading what is there',
  plan: 'Planning',
  capture: 'Capturing the original',
  apply: 'Applying',
  verify: 'Reading back',
  restore: 'Putting the original back',
  'verify-undo': 'Reading back',
};

/** What a person is told who has cancelled, by the phase in which the work came to its safe end. */
export const stoppedTexts: Readonly<Record<Phase, string>> = {
  probe: 'Cancelled while the system was read. Reading changes nothing.',
  plan: 'Cancelled before anything was written.',
  capture: 'Cancelled before anything was written.',
  apply: 'Cancelled while it was written. Read back what took effect.',
  verify: 'Cancelled while it was read back: it is not proved yet. What took effect stays as it is.',
  restore: 'Cancelled before this step was undone. Go on undoing when you are ready.',
  'verify-undo': 'Cancelled while it was read back what was put back. Go on undoing: it reads once more.',
};

export const procedureTexts = {
  title: 'Procedure',
  steps: 'Steps',
  afterUndo: 'After undoing',
  working: 'In progress',
  itsTurn: ' – next',
  progress: (done: number, all: number) => `${done} of ${counted(all, 'step')} done`,
  jumpToTurn: 'Go to the step whose turn it is',
  purpose: 'What this does and why',
  source: 'Source',
  present: 'What is there now',
  presentUnread: 'Not read yet.',
  read: 'Read what is there',
  readAgain: 'Read again',
  tryAgain: 'Try again',
  reading: 'Reading…',
  changes: 'What will change',
  noChanges: 'Nothing in any system is changed by this step.',
  noSettings: 'No setting is changed here; what this step brings about stands under “Impact and risk”.',
  changeColumns: { object: 'Object', field: 'Field', before: 'Before', after: 'After' },
  equal: (count: number) => `${counted(count, 'field')} the same before and after`,
  commands: 'Equivalent commands',
  commandsIntro: 'What this step does, as PowerShell. Hybrid Preflight runs it for you; copy it for the record.',
  command: (number: number) => `Command ${number}`,
  copyCommand: (number: number) => `Copy command ${number}`,
  copyAll: 'Copy all commands',
  impact: 'Impact and risk',
  risk: 'Risk',
  undo: 'Undo',
  work: 'Apply and progress',
  apply: 'Apply',
  applyReadsOnly: 'Carry out',
  confirmLabel: (of: string) => `Number of ${of}`,
  confirmIntro: (count: number, of: string) =>
    `This cannot be undone. To confirm, type the number of ${of} it concerns: ${count.toLocaleString('en-US')}.`,
  confirmWrong: (count: number) => `That is not ${count.toLocaleString('en-US')}.`,
  stale: 'The plan was thrown away: what is there has changed since it was shown.',
  proof: 'Proof',
  proofIntro: 'Read back from the system after the change.',
  proofLabel: 'What',
  noProof: 'There is no proof yet: it is read back after the step was applied.',
  neverProved: 'There is no proof: somebody continued without it.',
  nothingToProve: 'Nothing was changed by this step, so there is nothing to read back.',
  objects: 'Objects',
  object: 'object',
  row: 'row',
  next: 'Next',
  verifyAgain: 'Read back again',
  since: (time: string) => `since ${time} (UTC)`,
  whyNot: 'Why',
  remedy: 'What to do',
  lostAnswer: 'The answer to the write was lost',
  override: 'Continue with a reason…',
  overrideTitle: 'Continue without proof?',
  overrideIntro:
    'The step will not be verified. Your reason and your name go into the journal and the report, and the run counts as not proved.',
  overrideReason: 'Reason',
  overrideAction: 'Continue without proof',
  overridden: (operator: string, time: string) => `Continued without proof by ${operator} on ${time} (UTC)`,
  undoRun: 'Undo…',
  undoTitle: 'Undo',
  undoIntro: 'Steps are taken back last first, and each is read back.',
  undoExtent: 'How far',
  undoAll: 'The whole run',
  undoTo: (number: number, title: string) => `Back to before step ${number}, ${title}`,
  undoList: 'Will be undone, in this order',
  undoNothing: 'No step has changed anything; the run is given up.',
  undoAfter: 'After that the original state is proved, where it is right to after a full synchronization.',
  undoAction: 'Undo now',
  undoGoOn: 'Go on undoing',
  undoing: 'This run is being undone.',
  unknownTitle: 'How the last attempt ended is not known',
  unknownIntro: 'A write began and its end was not recorded. Nothing is continued by guess: choose what to do.',
  unknownKnown: 'What is known',
  unknownSince: (time: string) => `The write began at ${time} (UTC).`,
  unknownWrites: 'The write may have happened wholly, in part, or not at all.',
  adopt: 'Examine and go on',
  adoptHint: 'Reads the system: what took effect is kept, for the rest there is a new plan to approve.',
  undoStep: 'Undo this step',
  unknownUndo: 'Undo was interrupted. Undo again: it completes what is half done.',
  captured: 'Captured before the write',
  run: 'Run folder',
  outcome: 'State of the run',
} as const;

/** Why Next is closed, for a person. */
export const nextReasons = {
  busy: 'Wait until the present work has ended.',
  pending: 'Read what is there first.',
  planned: 'Apply the step first; Next opens with its proof.',
  unsettled: 'The step has begun and is not proved. Read back again, or undo.',
  blocked: 'A condition for this step does not hold. Do what is said above, then read again.',
  failed: 'The step could not be proved. Do what is said above, then try again, undo, or continue with a reason.',
  unknown: 'How the last attempt ended is not known. Examine it or undo it.',
  undoing: 'The run is being undone.',
  undone: 'The step has been undone.',
  earlier: 'An earlier step comes first.',
  last: 'This is the last step.',
} as const;
