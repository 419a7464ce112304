import type { Problem } from '../../shared/ipc/state.ts';
import { counted, grouped } from '../../shared/base/words/counted.ts';
import { timeText } from '../../shared/base/words/time.ts';

/** Texts of the window's frame and of what every screen uses. */

export const windowTexts = {
  loading: 'Reading the state…',
  skipToContent: 'Skip to content',
  navigation: 'Screens',
  screens: {
    start: 'Start',
    assessment: 'Assessment',
    procedure: 'Procedure',
    journal: 'Journal',
    report: 'Report',
    settings: 'Settings and about',
  },
  notYet: {
    assessment: 'Open a practice lab, an export or a server first.',
    procedure: 'Take a path on the page Assessment first.',
    journal: 'There is a journal as soon as a procedure has begun.',
    report: 'There is a report as soon as a procedure has begun.',
  },
  workingOn: 'Working on',
  readOnly: 'This target can only be read: nothing is changed in it.',
  writesTo: 'The assessment changes nothing. A procedure that you take from here writes to this target.',
  leave: 'Leave',
  leaveHint: 'Back to the start page; the run folder can be continued later.',
  cancel: 'Cancel',
  close: 'Close',
} as const;

export const connectionTexts = {
  lost: 'The connection to Hybrid Preflight is lost. Reconnecting… The run is safe: its journal is on disk.',
  endedTitle: 'This window is no longer in charge',
  ended:
    'Hybrid Preflight was opened in another window, or it has ended. The run is safe: its journal is on disk. Go on in the other window, or start Hybrid Preflight again and continue the run folder.',
  tryAgain: 'Work here instead',
  unanswered: (call: string, text: string): Problem => ({
    code: 'connection-lost',
    what: 'Hybrid Preflight did not answer.',
    why: 'The connection to it broke, or it has ended.',
    remedy: 'Wait until the window is connected again, and look at where the run stands before you go on.',
    details: `${call}: ${text}`,
  }),
} as const;

/** Of writes that nobody waits for any more. */
export const unfinishedWriteTexts = {
  title: 'The system has not answered a write, and it may still take effect:',
  /** `since`: ISO UTC. */
  write: (what: string, since: string) => `${what}, since ${timeText(since)} UTC`,
  remedy:
    'Keep the window open until it has ended. If it never does, close Hybrid Preflight and continue the run: it reads first what is there.',
} as const;

export const problemTexts = {
  why: 'Why',
  remedy: 'What to do',
  details: 'Details',
  copy: 'Copy details',
  dismiss: 'Dismiss',
  asText: ({ code, what, why, remedy, details }: Problem) =>
    [what, `Why: ${why}`, `What to do: ${remedy}`, `Code: ${code}`, details].filter((line) => line !== '').join('\n'),
} as const;

export const copyTexts = {
  copy: 'Copy',
  copied: 'Copied',
  failed: 'Copying was refused; select the text instead.',
} as const;

export const activityTexts = {
  elapsed: 'Elapsed',
  cancel: 'Cancel',
  finishing: 'The record is being written; this ends by itself.',
  cancelHint: {
    possible: 'Nothing is being written now.',
    writing: 'Something is being written: it stops at the next safe point, and what was written is read back.',
    asked: 'Stopping at the next safe point…',
  },
  counts: (done: number, total: number | null) =>
    total === null ? `${grouped(done)} done` : `${grouped(done)} of ${grouped(total)}`,
  /** `seconds`: whole seconds. */
  duration(seconds: number): string {
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    const two = (value: number) => String(value).padStart(2, '0');
    return hours > 0 ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  },
  finished: (title: string) => `Finished: ${title}`,
  stopped: (title: string) => `Stopped at a safe point: ${title}`,
} as const;

export const tableTexts = {
  filter: 'Filter',
  filterOf: (title: string) => `Filter: ${title}`,
  toolsOf: (title: string) => `Tools: ${title}`,
  rows: (shown: number, all: number, singular: string) =>
    shown === all ? counted(all, singular) : `${grouped(shown)} of ${counted(all, singular)} match the filter`,
  selected: (count: number) => `${grouped(count)} selected`,
  sortedBy: (column: string, direction: 'ascending' | 'descending') => `sorted by ${column}, ${direction}`,
  selectAll: 'Select all rows shown',
  selectRow: (name: string) => `Select ${name}`,
  copyRows: (selected: number) => (selected === 0 ? 'Copy all shown' : `Copy ${counted(selected, 'row')}`),
  saveCsv: (selected: number) => (selected === 0 ? 'Save all shown as CSV' : `Save ${counted(selected, 'row')} as CSV`),
  scroller: (title: string) => `${title}, scrolls`,
  none: 'Nothing to show.',
  noMatch: 'No row matches the filter.',
} as const;

/** Names of the folder picker. */
export const folderTexts = {
  pick: 'Choose…',
  pickFor: (label: string) => `Choose folder: ${label}`,
  title: 'Choose a folder',
  path: 'Folder',
  go: 'Go',
  up: 'Up one level',
  useThis: 'Use this folder',
  files: 'Files in it that may be an export',
  fileTitle: 'Choose a folder or a file',
  pickFileFor: (label: string) => `Choose folder or file: ${label}`,
  newFolder: 'New folder inside this one (optional)',
  content: 'Folders in it',
  none: 'There is no folder in it.',
  holds: { run: 'run folder', lab: 'practice lab', export: 'configuration export', other: '' },
  loading: 'Reading the folder…',
} as const;
