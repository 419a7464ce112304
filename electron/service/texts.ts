import type { Problem } from '../../shared/ipc/state.ts';
import type { WriteCall } from '../../shared/systems/write-calls.ts';
import { runWithPlanTexts } from '../../shared/change-plan/texts.ts';
import { reasonNeededText } from '../../shared/procedures/chosen-path-texts.ts';
import { counted } from '../../shared/base/words/counted.ts';
import { procedureName } from '../../shared/base/words/procedure-names.ts';

/** Texts of the service behind the window: titles of what it does, and every problem of its own. */

export const activityTexts = {
  comparing: 'Comparing two configurations',
  openingTarget: 'Opening',
  openingFolder: (folder: string) => `Opening the folder ${folder}`,
  inventing: 'Inventing people and synchronizing for the first time',
  reading: (folder: string) => `Reading ${folder}`,
  assessing: 'Assessing',
  beginning: 'Beginning the run',
  continuing: 'Opening the run',
  preparing: (title: string) => `Looking at what is there: ${title}`,
  applying: (title: string) => `Applying: ${title}`,
  verifying: (title: string) => `Reading back: ${title}`,
  examining: (title: string) => `Examining what was left behind: ${title}`,
  undoingStep: (title: string) => `Undoing: ${title}`,
  undoing: 'Undoing',
  askingBeforeUndo: 'Reading which users have an Exchange Online mailbox',
  finishing: 'Closing the journal and writing the report',
  saving: 'Saving the report',
  planningChange: 'Planning the change',
  onCopy: (progress: string) => `On a copy of the lab: ${progress}`,
  savingPlan: 'Saving the change plan',
  readingPlan: 'Holding the change plan against what is there',
  restarting: 'Restarting as administrator',
} as const;

/** What a phase does, while no step says more. */
export const phaseTexts = {
  probe: 'Looking at what is there',
  plan: 'Planning',
  capture: 'Keeping what is needed to undo it',
  apply: 'Writing',
  verify: 'Reading back from the system',
  restore: 'Putting back what was there',
  'verify-undo': 'Reading back what was put back',
} as const;

/** What each call that changes a system does. */
export const writeTexts: Readonly<Record<WriteCall, string>> = {
  setSyncCycleEnabled: 'Switching the scheduler on or off',
  stopSyncCycle: 'Stopping the synchronization cycle',
  startSyncCycle: 'Starting a synchronization cycle',
  putRule: 'Writing a synchronization rule',
  removeRule: 'Deleting a synchronization rule',
  synchronizeObject: 'Synchronizing one object',
  setUsageLocation: 'Setting the usage location of a user',
  changeLicenses: 'Changing the licenses of a user',
};

export const targetTitles = {
  scenario: (scenario: string) => `Practice lab: ${scenario}`,
  rehearsal: (folder: string) => `Practice lab on the configuration in ${folder}`,
  lab: (folder: string) => `Practice lab in ${folder}`,
  export: (folder: string) => `Configuration export in ${folder}`,
  live: 'The Microsoft Entra Connect server this program runs on',
} as const;

/** What a practice run is called that nobody has named. */
export const practiceTexts = { customer: 'Practice' } as const;

function problem(code: string, what: string, why: string, remedy: string, details = ''): Problem {
  return { code, what, why, remedy, details };
}

export const serviceProblems = {
  listGone: () =>
    problem(
      'list-gone',
      'The list is no longer available.',
      'It belongs to an earlier assessment.',
      'Close the list. Select “Assess again”, then open the list from the new assessment.',
    ),
  unknownCall: () =>
    problem('unknown-call', 'The window asked for something unknown.', 'There is no such call.', 'Reload the window.'),
  badInput: (call: string, details: string) =>
    problem(
      'bad-input',
      `The call ${call} was refused.`,
      'What came with it does not fit.',
      'Check what you entered, then try again.',
      details,
    ),
  unreadable: (reason: string, remedy: string) =>
    problem('unreadable', 'Something could not be read, so nothing was changed.', reason, remedy),
  askingCancelled: () =>
    problem('cancelled', 'Reading was canceled.', 'Nothing was changed.', 'Try again when you want to undo.'),
  tooLarge: () =>
    problem('too-large', 'The call was refused.', 'What came with it is larger than any input is.', 'Enter less.'),
  unexpected: (details: string) =>
    problem(
      'unexpected-error',
      'The program itself failed.',
      'This is an error of the program, not of your environment. Nothing was assumed from it.',
      'Copy the details and report them. The run folder holds everything that was done.',
      details,
    ),
  busy: (title: string) =>
    problem('busy', 'Something else is still going on.', title, 'Wait until it has ended, or cancel it.'),
  stillWriting: (what: string) =>
    problem(
      'still-writing',
      'A write has not ended yet.',
      `${what}: the system has not answered, and nobody can tell whether it takes effect.`,
      'Wait until it has ended. If it never does, close Hybrid Preflight and continue the run: it reads first what is there.',
    ),
  closing: () =>
    problem('closing', 'The program is being closed.', 'It finishes at a safe point.', 'Open it again afterwards.'),
  cancelled: (title: string) =>
    problem('cancelled', `Cancelled: ${title}`, 'You asked for it.', 'Nothing was changed. Begin again when you like.'),
  noEngagement: () =>
    problem(
      'no-engagement',
      'There is no engagement yet.',
      'Its folder is where the work is kept.',
      'Begin one first.',
    ),
  noTarget: () =>
    problem('no-target', 'Nothing is opened to work on.', 'No system is connected.', 'Choose where to work first.'),
  noRun: () => problem('no-run', 'There is no run.', 'None was begun or continued.', 'Begin a run, or continue one.'),
  runOpen: () =>
    problem('run-open', 'A run is open.', 'One run at a time is worked on.', 'Finish it for now; it can be continued.'),
  readOnly: (what: string) =>
    problem(
      'read-only',
      what,
      'A configuration export is a copy: there is nothing to change behind it.',
      'Rehearse on a lab that is built from it.',
    ),
  reasonNeeded: (chosen: string, recommended: string) =>
    problem(
      'usage',
      reasonNeededText(
        `“${procedureName(chosen)}”`,
        recommended === 'none' ? undefined : `“${procedureName(recommended)}”`,
      ),
      'It is recorded in the journal and in the report.',
      'Enter why you chose this procedure.',
    ),
  wrongChoice: (what: string) => problem('usage', what, 'This version does not know it.', 'Choose one of those named.'),
  notAbsolute: (folder: string) =>
    problem('not-a-folder', `${folder} is not a whole path.`, 'It does not begin at the top.', 'Give the whole path.'),
  notAFolder: (folder: string) =>
    problem('not-a-folder', `${folder} is not a folder.`, 'There is no folder of that name.', 'Choose another one.'),
  folder: (folder: string, systemCode: string) =>
    problem(
      'unreachable',
      `${folder} cannot be used.`,
      `The system answers ${systemCode}.`,
      'Check that it exists and that you may read and write it.',
    ),
  /** `milliseconds`: how long it was waited for. */
  unanswered: (folder: string, milliseconds: number) =>
    problem(
      'folder-unanswered',
      `${folder} did not respond.`,
      `The operating system returned nothing within ${milliseconds / 1000} seconds.`,
      'Check the drive or the network share, or choose another folder.',
    ),
  foreignFolder: (folder: string) =>
    problem(
      'not-permitted',
      `${folder} is not opened from here.`,
      'Only folders of this engagement are.',
      'Open it in the file manager.',
    ),
  cannotShow: () =>
    problem(
      'not-available',
      'Folders cannot be shown from here.',
      'The window runs in a browser.',
      'Copy the path and open it in the file manager.',
    ),
  cannotRestart: () =>
    problem(
      'not-available',
      'The program cannot restart itself as administrator here.',
      'Only the installed program for Windows can.',
      'Close it, then start it with “Run as administrator”.',
    ),
  notRestarted: (details: string) =>
    problem(
      'not-restarted',
      'The program was not restarted as administrator.',
      'Windows did not start it; perhaps consent was not given.',
      'Try again and consent, or close the program and start it with “Run as administrator”.',
      details,
    ),
  noChangePlan: () =>
    problem(
      'not-available',
      'There is no change plan.',
      'None has been made in this window, or the procedure changes no rules.',
      'Make the change plan first.',
    ),
  planRefused: (what: string) =>
    problem('plan-refused', what, 'A run carries out a plan only as it was approved.', runWithPlanTexts.remedy),
  otherPlan: () =>
    problem(
      'plan-refused',
      'The folder now holds another change plan.',
      'It is not the one that was shown.',
      'Look at the plan again before you begin.',
    ),
  planStale: (differences: readonly string[]) =>
    problem(
      'plan-stale',
      'The server is no longer as the change plan found it.',
      differences.join('\n'),
      runWithPlanTexts.remedy,
    ),
  cannotPrint: () =>
    problem(
      'not-available',
      'A PDF cannot be written from here.',
      'There is no Chromium, Chrome or Edge on this machine to print with.',
      'Open the saved page in any browser, print it, and choose “Save as PDF”.',
    ),
  settings: (folder: string, systemCode: string) =>
    problem(
      'unreachable',
      'The settings could not be kept.',
      `${folder}: the system answers ${systemCode}.`,
      'They hold until the program ends.',
    ),
  taken: () =>
    problem(
      'taken-over',
      'Another window has taken over.',
      'One window at a time works with the program.',
      'Go on in that window, or open the address again and take over.',
    ),
  otherRun: (what: string, remedy: string) =>
    problem('other-run', what, 'A run goes on only with what it was begun with.', remedy),
  otherSystem: (what: string, why: string, remedy: string) => problem('other-system', what, why, remedy),
  procedureChanged: (what: string, remedy: string) =>
    problem('procedure-changed', what, 'Steps that mean something else must not be mixed in one run.', remedy),
  journalLost: (what: string, remedy: string) =>
    problem('journal-lost', what, 'Nothing is done that cannot be recorded.', remedy),
  refused: (code: string, what: string) =>
    problem(code, what, 'The state of the run decides what may be asked for.', 'Look at the step again.'),
  target: (code: string, problems: readonly string[], remedy: string) =>
    problem(
      code,
      problems[0] ?? 'It cannot be opened.',
      problems.length > 1
        ? `There are ${counted(problems.length, 'problem')}, listed below.`
        : 'It cannot be read as it stands.',
      remedy,
      problems.join('\n'),
    ),
  runFolder: (code: string, what: string, remedy: string) =>
    problem(code, what, 'The run folder is the record; it is used only as it was left.', remedy),
  failure: (code: string, what: string, why: string, remedy: string, details: string) =>
    problem(code, what, why, remedy, details),
} as const;

/** What to do about a run folder that cannot be used. */
export const runFolderRemedies = {
  choose: 'Choose another folder.',
  newer: 'Go on with the version that wrote it, or a later one.',
  lock: 'Make sure that nobody works on this run any more, then take over on purpose.',
} as const;
