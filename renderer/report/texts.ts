import { z } from 'zod';
import { assertNever } from '../../shared/base/assert-never.ts';
import type { JournalEntry } from '../../shared/engine/journal/journal-entry.ts';
import type { StepProblem } from '../../shared/engine/journal/journal-parts.ts';
import type { Json } from '../../shared/base/json.ts';
import { answeredWith, chosenWith, counted, grouped } from '../../shared/base/words/counted.ts';
import { failureText } from '../../shared/systems/failure-texts.ts';

/** Texts of the pages Journal, Report, and Settings and about. */

export const journalTexts = {
  title: 'Journal',
  intro: 'What happened when, in the order it was recorded. Each line is chained to the one before by its hash.',
  columns: {
    sequence: 'No.',
    time: 'Time (UTC)',
    event: 'Event',
    step: 'Step',
    detail: 'Detail',
    operator: 'Operator',
  },
  line: 'line',
  hash: 'Journal hash',
  copyHash: 'Copy the journal hash',
  hashHint: 'SHA-256 of the last line. File it apart from the folder: it proves that nothing was changed afterwards.',
} as const;

/** Whatever is saved into a folder. */
export const saveTexts = {
  pdf: 'Also as PDF',
  noPdf:
    'No PDF: there is no Chromium, Chrome or Edge on this machine to print with. Open the page in any browser, print it, and choose “Save as PDF”.',
  saved: (count: number) => `Saved ${counted(count, 'file')}`,
  savedFiles: 'Show what was saved',
  missingFolder: 'Choose the folder.',
} as const;

export const reportScreenTexts = {
  title: 'Report',
  noRun: 'There is a report as soon as a procedure has begun. A saved one can be verified here.',
  preview: 'Preview',
  show: 'Show the report as it stands',
  refresh: 'Show again',
  loading: 'Building the report…',
  frame: 'Report',
  save: 'Save a copy',
  saveIntro: 'HTML, JSON and CSV with journal and evidence, into a new or empty folder.',
  folder: 'Folder for the report',
  saveAction: 'Save the report',
  savedReport: 'Saved report',
  verify: 'Verify a report or run folder',
  verifyIntro: 'Checks that nothing in the folder was changed after it was sealed.',
  verifyFolder: 'Folder to verify',
  hash: 'Journal hash that you filed (optional)',
  verifyAction: 'Verify',
  intact: 'Intact',
  notIntact: 'Not proved',
} as const;

export const settingsTexts = {
  title: 'Settings and about',
  settings: 'Settings',
  theme: 'Theme',
  themes: {
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
    'high-contrast': 'High contrast',
  },
  textSize: 'Text size',
  percent: (value: number) => `${value} %`,
  about: 'About',
  version: 'Version',
  host: { name: 'Window', electron: 'Electron', browser: 'Browser' },
  operator: 'Operator',
  machine: 'Machine',
  logs: 'Logs',
  noLogs: 'No log file is kept; the journal of each run holds what happened.',
  licences: 'Licenses of what is inside',
  licenceColumns: { name: 'Name', version: 'Version', licence: 'License' },
  component: 'component',
  noNetwork: 'This window fetches nothing from the internet.',
} as const;

type EventName = JournalEntry['event'];

const eventWords: Readonly<Record<EventName, string>> = {
  opened: 'Run opened',
  resumed: 'Run taken up again',
  'lock-broken': 'Lock broken',
  assessed: 'Assessed',
  'undo-requested': 'Undo requested',
  'undo-stopped': 'Undo stopped before it began',
  'undo-finished': 'Undo finished',
  closed: 'Run closed',
  planned: 'Planned',
  'already-done': 'Already done',
  'not-needed': 'Not needed',
  blocked: 'Blocked',
  confirmed: 'Confirmed by typing',
  stale: 'Plan thrown away',
  captured: 'Original captured',
  applying: 'Write begun',
  applied: 'Write ended',
  'answer-lost': 'Answer lost',
  verified: 'Verified',
  failed: 'Failed',
  overridden: 'Continued without proof',
  interrupted: 'Interrupted',
  adopted: 'Adopted',
  'no-effect': 'Found without effect',
  undoing: 'Undo begun',
  undone: 'Undone',
  'undo-failed': 'Undo failed',
  'undo-impossible': 'Cannot be undone',
};

/** What happened, in words. */
export function journalEventWord({ event }: JournalEntry): string {
  return eventWords[event];
}

/** What a line says besides that it happened. */
export function journalDetail(entry: JournalEntry): string {
  switch (entry.event) {
    case 'opened':
      return `${entry.procedure} on ${entry.target}, version ${entry.appVersion}`;
    case 'resumed':
      return entry.torn === undefined ? '' : `The last line was torn by a crash; kept as ${entry.torn.keptAs}`;
    case 'assessed':
      return `SHA-256 ${entry.assessmentHash}`;
    case 'undo-requested':
      return `${entry.to === null ? 'The whole run' : `Down to ${entry.to}`}${answeredWith(entry.answer)}${chosenWith(entry.options)}`;
    case 'undo-stopped':
    case 'undo-finished':
      return entry.to === null ? 'The whole run' : `Down to ${entry.to}`;
    case 'closed':
      return entry.outcome;
    case 'planned':
      return entry.plan.summary;
    case 'already-done':
    case 'not-needed':
    case 'overridden':
    case 'undo-impossible':
      return entry.reason;
    case 'blocked':
      return `${entry.reason} ${entry.remedy}`;
    case 'confirmed':
      return `${grouped(entry.count)} ${entry.of}`;
    case 'stale':
      return entry.found;
    case 'captured':
      return entry.files.length === 0 ? '' : `Sealed ${counted(entry.files.length, 'file')}`;
    case 'applying':
      return `Plan ${entry.planHash}`;
    case 'answer-lost':
      return failureText(entry.failure);
    case 'verified':
    case 'undone':
      return `${counted(entry.evidence.length, 'value')} read back`;
    case 'failed':
    case 'undo-failed':
      return stepProblemText(entry.problem);
    case 'adopted':
      return entry.found === 'whole' ? 'The whole of it had taken effect' : 'A part of it had taken effect';
    case 'lock-broken':
      return lockHolderText(entry.lock);
    case 'applied':
    case 'interrupted':
    case 'no-effect':
    case 'undoing':
      return '';
    default:
      return assertNever(entry);
  }
}

const lockHolder = z.object({ user: z.string(), host: z.string(), pid: z.number(), takenAt: z.string() });

/** Whose lock it was; the journal keeps it as it was found, and it may have been unreadable. */
function lockHolderText(lock: Json): string {
  const { data } = lockHolder.safeParse(lock);
  if (data === undefined) return 'The lock could not be read';
  return `Held by ${data.user} on ${data.host} (process ${data.pid}, since ${data.takenAt})`;
}

function stepProblemText(problem: StepProblem): string {
  switch (problem.kind) {
    case 'failure':
      return failureText(problem.failure);
    case 'verification':
      return problem.reason;
    case 'exception':
      return problem.text;
    default:
      return assertNever(problem);
  }
}
