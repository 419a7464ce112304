import { anyInvocation } from '../base/words/any-invocation.ts';
import type { JournalEntry } from '../engine/journal/journal-entry.ts';
import type { Failure } from '../base/failure.ts';
import type { ReportedAssessment } from './assessment-schema.ts';
import type { OutcomeWord, Report } from './model.ts';
import { answeredWith, chosenWith, counted, enumerated, grouped } from '../base/words/counted.ts';
import { failureText } from '../systems/failure-texts.ts';
import { timeText } from '../base/words/time.ts';

/** Why nobody knew how a write ended. */
function unansweredWrite(lost: Failure): string {
  return lost.code === 'cancelled'
    ? 'The write was cancelled before it was answered'
    : `The answer to the write was lost (${failureText(lost)})`;
}

/** Texts of the report. */
export const reportTexts = {
  title: (procedure: string) => `Hybrid Preflight report: ${procedure}`,
  contents: 'Contents',
  summary: 'Summary',
  assessment: 'Assessment',
  findings: 'Findings',
  connectors: 'Connectors',
  contributors: 'Rules that flow msExchMailboxGuid',
  noPlannedChange: 'No change of these rules is planned.',
  recommendation: 'Recommendation',
  first: 'Do this first',
  afterwards: 'Recommended after that, as things are now',
  alternative: 'Alternative',
  consequences: 'Consequences',
  path: 'Path chosen',
  steps: 'Steps',
  beforeUndo: 'Before undoing',
  afterUndo: 'After undoing',
  warnings: 'Standing warnings',
  remaining: 'What is left to do',
  undo: 'How to undo',
  record: 'Record and evidence',
  remarks: 'Remarks on the record',
  files: 'Sealed files, in the folder evidence/',
  nothingRemaining: 'Nothing is left to do for this procedure.',
  noAssessment: 'This run holds no assessment.',
  change: { subject: 'Object', field: 'Field', before: 'Before', after: 'After' },
  evidence: 'Proof, read back from the system',
  changes: 'What was to change',
  commands: 'Equivalent commands',
  impact: 'Impact',
  riskAndUndo: (risk: string, undo: string) => `Risk: ${risk}. Undo: ${undo}`,
  objects: 'Objects touched',
  folded: '(to be unfolded in the HTML page)',
  moreLines: (count: number) => counted(count, 'more line'),
  rowsInFile: (shown: number, rows: number, file: string) =>
    rows > shown
      ? `${grouped(shown)} of ${grouped(rows)} rows; all of them in ${file}`
      : `${grouped(rows)} rows, also in ${file}`,
  journalHash: 'Journal hash (SHA-256 of the last line)',
  journalEntries: 'Journal entries',
  verifyHint: `To check that nothing in this folder was changed afterwards: ${anyInvocation('report verify <folder> --journal-hash <the hash above>')}. Keep the hash apart from the folder: whoever can rewrite the whole folder cannot rewrite what you filed elsewhere.`,
  confirmed: (count: number, operator: string, at: string) =>
    `Confirmed by ${operator} on ${timeText(at)} (UTC) by typing the count ${grouped(count)}.`,
  overridden: (reason: string, operator: string, at: string) =>
    `Continued by ${operator} on ${timeText(at)} (UTC) although not verified. Reason: ${reason}`,
  appliedAgain: (times: number) => `Applied ${grouped(times)} times: an earlier attempt failed or was interrupted.`,
  noProof: 'No proof was recorded.',
  tookEffectUnanswered: (lost: Failure) => `${unansweredWrite(lost)}; reading the system showed that it took effect.`,
  readUnanswered: (lost: Failure) => `${unansweredWrite(lost)}, so the system was read; it says:`,
  undoneWord: 'Undone',
  undoneHeading: 'Undone, read back from the system',
  undoneBy: (operator: string, at: string) => `Taken back by ${operator} on ${timeText(at)} (UTC).`,
  unknown: 'A write began and its end is not known. Resume the run: it reads the system before anything else.',
  programError: (text: string) => `The program itself failed: ${text}`,
  programErrorRemedy: 'Report this text. Nothing was assumed from it: resume reads the system before it goes on.',
  assessmentTitle: 'Hybrid Preflight assessment',
  observed: 'Observed (UTC)',
  remedy: (text: string) => `Remedy: ${text}`,
  stepColumns: ['No.', 'Step', 'Outcome'],
  fileColumns: ['File', 'SHA-256'],
  evidenceColumns: { label: 'What', before: 'Before', after: 'After', readBack: 'Read back' },
  times: (began: string, ended: string) => `${timeText(began)} – ${timeText(ended)} (UTC)`,
  findingColumns: ['Outcome', 'What', 'Finding'],
  contributorColumns: ['Precedence', 'Rule', 'Connector', 'Direction', 'Flow', 'State'],
  connectorKind: (kind: string) =>
    kind === 'ad' ? 'Active Directory' : kind === 'entra' ? 'Microsoft Entra ID' : kind,
  everything: 'everything',
  connectorColumns: ['Connector', 'Kind', 'Partition', 'Included containers', 'Excluded containers'],
  engagement: {
    customer: 'Customer',
    ticket: 'Change ticket',
    operators: 'Operator',
    machines: 'Machine',
    target: 'Target',
    began: 'Began (UTC)',
    ended: 'Ended (UTC)',
    runId: 'Run',
    product: 'Written by',
    options: 'Options',
    plan: 'Change plan',
  },
  plan: (id: string, plannedAt: string, hash: string) => `${id}, made on ${timeText(plannedAt)} (UTC), hash ${hash}`,
} as const;

/** Outcome words of findings. */
export const findingWord: Readonly<Record<ReportedAssessment['findings'][number]['outcome'], OutcomeWord>> = {
  passed: 'Passed',
  investigate: 'Investigate',
  failed: 'Failed',
  skipped: 'Skipped',
  'not-run': 'Not run',
};

type Contributor = ReportedAssessment['contributors'][number];

/** A contributor in words. */
export const contributorTexts = {
  way: (direction: string, source: string, target: string) => `${direction}, ${source} → ${target}`,
  flow(flow: Contributor['flow']): string {
    const value =
      flow.type === 'expression'
        ? `Expression ${flow.expression ?? ''}`
        : `${capitalized(flow.type)} ${flow.source ?? ''}`;
    return [value.trim(), flow.mergeType, ...(flow.applyOnce ? ['Apply Once'] : [])].join(', ');
  },
  state: (origin: Contributor['origin'], disabled: boolean) =>
    `${origin.replace('-', ' ')}, ${disabled ? 'disabled' : 'enabled'}`,
} as const;

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** After an undo that was asked for and not begun; `standing`: how the run stood before, and still does. */
export const undoNotBegun = (standing: string): string =>
  `The undo was not begun: nothing was undone, and the run is as it was. ${standing}`;

/** One sentence for each outcome of a run. */
export const outcomeSentences: Readonly<Record<Exclude<Report['outcome'], 'undone'>, string>> = {
  verified: 'Every step was carried out and verified by reading the systems again.',
  blocked: 'The run stopped before a step: a condition for it does not hold. Nothing after that point was changed.',
  failed: 'The run stopped at a step that failed or could not be proved. See the step for cause and remedy.',
  interrupted: 'The run was interrupted and can be resumed.',
  'in-progress': 'The run is not finished.',
};

const systemNames = {
  rules: 'rules',
  metaverse: 'metaverse',
  'connector-space': 'Microsoft Entra connector space',
  'exchange-online': 'Exchange Online',
} as const;

/** How far an undo is verified; `read`: the systems that it was read from. */
export function undoneSentence(read: ReadonlySet<string>): string {
  const names = (isRead: boolean) =>
    Object.entries(systemNames).flatMap(([system, name]) => (read.has(system) === isRead ? [name] : []));
  const [verified, others] = [names(true), names(false)];
  if (verified.length === 0) return 'Undone. The run had changed nothing, so no system was read.';
  const sentences = ['Undone.', sentence(verified, 'verified')];
  if (others.length > 0) sentences.push(sentence(others, 'not checked'));
  return sentences.join(' ');
}

function sentence(names: readonly string[], end: string): string {
  const isOne = names.length === 1 && names[0] !== systemNames.rules;
  const verb = end === 'verified' ? (isOne ? 'is' : 'are') : isOne ? 'was' : 'were';
  return `${capitalized(enumerated(names))} ${verb} ${end}.`;
}

/** Instead of these, where a run came to its end although something was not proved. */
export const unprovedEndSentences = {
  done: 'Every step is done, but not every one is proved: somebody continued without proof for a recorded reason.',
  undone: 'The run was undone, but not everything of it: something was left as it is, or is not proved.',
} as const;

/** The heading word of a run's outcome. */
export function outcomeHeading(outcome: Report['outcome']): { readonly word: string; readonly mark: OutcomeWord } {
  const headings: Readonly<Record<Report['outcome'], { word: string; mark: OutcomeWord }>> = {
    verified: { word: 'Verified', mark: 'Passed' },
    blocked: { word: 'Blocked', mark: 'Failed' },
    failed: { word: 'Failed', mark: 'Failed' },
    interrupted: { word: 'Interrupted', mark: 'Investigate' },
    undone: { word: 'Undone', mark: 'Skipped' },
    'in-progress': { word: 'In progress', mark: 'Not run' },
  };
  return headings[outcome];
}

const migrate =
  'Migrate the mailboxes without unnecessary delay: while a user has a mailbox on both sides, mail may be delivered to the wrong one.';
const alsoOnStaging =
  'Run the same change on every staging server: rule changes are not replicated, and a failover would bring the GUID back.';
const convertFirst =
  'users who own a cloud mailbox with another GUID need their on-premises objects converted to remote mailboxes first.';
const ofDefaultRules = [
  migrate,
  alsoOnStaging,
  `After the migration, decide whether the default rule is to be put back; ${convertFirst}`,
  'Before the next upgrade of Entra Connect, run the assessment again: an upgrade re-creates deleted default rules and enables them.',
];

/** What is left to do when a run of each procedure is verified. */
const afterVerified: Readonly<Record<string, readonly string[]>> = {
  'null-override': [
    migrate,
    alsoOnStaging,
    `After the migration, decide whether the override is to be removed; ${convertFirst}`,
  ],
  'restore-default': [
    'Run the same change on every staging server: rule changes are not replicated, and a failover would bring the former rules back.',
    'Assess again before you choose how to clear the mailbox GUID: the out-of-box rules are in force.',
  ],
};

/** What is left to do after a run. */
export const remainingTexts = {
  verified: (procedure: string) => afterVerified[procedure] ?? ofDefaultRules,
  resume: `Go on with: ${anyInvocation('resume --run <run folder>')}, or take everything back with: ${anyInvocation('undo --run <run folder>')}.`,
  resumeRemedied: `As soon as the cause is remedied, go on with: ${anyInvocation('resume --run <run folder>')}, or take everything back with: ${anyInvocation('undo --run <run folder>')}. A run keeps its options: to choose others, begin a new run.`,
  openStep: (title: string) => `Not carried out: ${title}`,
  unproved: (title: string) => `Check by hand, for it was continued without proof: ${title}`,
  leftAsItIs: (title: string) => `Put back by hand, for undoing left it as it is: ${title}`,
} as const;

const enableByHand =
  'Only once the rules are as they should be, it can be enabled by hand: Set-ADSyncScheduler -SyncCycleEnabled $true, elevated.';

/** What a run says of the scheduler when it rests somewhere between. */
export const schedulerLeftTexts = {
  off: `The scheduler is off: this run has disabled it and not enabled it again. Nothing is synchronized until it is on. Going on with the run, or undoing it, enables it. ${enableByHand}`,
  unknown: `Whether the scheduler is on is not known: switching it could not be verified. Check it with Get-ADSyncScheduler. ${enableByHand}`,
} as const;

/** How a run is taken back. */
export const howToUndoTexts = {
  undone: 'This run has been undone. Nothing is left to undo.',
  undoneInPart: 'This run has been undone as far as that was possible; see what is left to do.',
  nothingWritten: 'This run has changed nothing in any system.',
  command: `${anyInvocation('undo --run <run folder>')}: takes the steps back, last first, and verifies each one.`,
  order: (titles: readonly string[]) => `Order: ${titles.join(' → ')}`,
  backup:
    'Without this program: the folder evidence/backup/ holds the configuration and a script that re-creates each rule.',
} as const;

/** What a journal entry means for the reader of the record; undefined for the ordinary ones. */
export function remarkText(entry: JournalEntry): string | undefined {
  switch (entry.event) {
    case 'resumed':
      return entry.torn === undefined
        ? `The run was taken up again by ${entry.operator}.`
        : `The run was taken up again by ${entry.operator}; the last line of the journal was torn by a crash and is kept as ${entry.torn.keptAs}.`;
    case 'lock-broken':
      return `${entry.operator} took the run over from another process.`;
    case 'stale':
      return `Step ${entry.step}: the plan was thrown away because the facts had changed (${entry.found}).`;
    case 'answer-lost':
      return `Step ${entry.step}: the answer to a write was lost (${entry.failure.raw}).`;
    case 'adopted':
      return `Step ${entry.step}: what an interrupted attempt had done was examined and adopted (${entry.found}).`;
    case 'interrupted':
      return `Interrupted in step ${entry.step}.`;
    case 'undo-requested':
      return `${entry.to === null ? 'Undo of the whole run' : `Undo down to step ${entry.to}`} was requested by ${entry.operator}${answeredWith(entry.answer)}${chosenWith(entry.options)}.`;
    case 'undo-stopped':
      return 'The undo was stopped before it changed anything: the run is as it was.';
    default:
      return undefined;
  }
}
