import type { OutcomeWord, Report } from '../report/model.ts';

/** Texts of the report. */
export const reportTexts = {
  title: (procedure: string) => `Hybrid Preflight report: ${procedure}`,
  contents: 'Contents',
  summary: 'Summary',
  assessment: 'Assessment',
  findings: 'Findings',
  connectors: 'Connectors',
  contributors: 'Rules that flow msExchMailboxGuid',
  recommendation: 'Recommendation',
  alternatives: 'Alternatives',
  consequences: 'Consequences',
  path: 'Path chosen',
  steps: 'Steps',
  afterUndo: 'After undoing',
  warnings: 'Standing warnings',
  remaining: 'What is left to do',
  undo: 'How to undo',
  record: 'Record and evidence',
  remarks: 'Remarks on the record',
  files: 'Sealed files',
  nothingRemaining: 'Nothing is left to do for this procedure.',
  noAssessment: 'This run holds no assessment.',
  change: { subject: 'Object', field: 'Field', before: 'Before', after: 'After' },
  evidence: 'Proof, read back from the system',
  changes: 'What was to change',
  commands: 'Equivalent commands',
  impact: 'Impact',
  objects: 'Objects touched',
  rowsInFile: (shown: number, rows: number, file: string) =>
    rows > shown ? `${number(shown)} of ${number(rows)} rows; all of them in ${file}` : `${number(rows)} rows, also in ${file}`,
  absent: 'absent',
  journalHash: 'Journal hash (SHA-256 of the last line)',
  journalEntries: 'Journal entries',
  verifyHint:
    'To check that nothing in this folder was changed afterwards: hybrid-preflight report verify <folder> --journal-hash <the hash above>. Keep the hash apart from the folder: whoever can rewrite the whole folder cannot rewrite what you filed elsewhere.',
  confirmed: (count: number, operator: string, at: string) => `Confirmed by ${operator} at ${at} by typing the count ${number(count)}.`,
  overridden: (reason: string, operator: string, at: string) => `Continued by ${operator} at ${at} although not verified. Reason: ${reason}`,
  appliedAgain: (times: number) => `Applied ${number(times)} times: an earlier attempt failed or was interrupted.`,
  noProof: 'No proof was recorded.',
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
  },
} as const;

/** One sentence for the outcome of a run. */
export function outcomeSentence(outcome: Report['outcome']): string {
  const sentences: Readonly<Record<Report['outcome'], string>> = {
    verified: 'Every step was carried out and verified by reading the systems again.',
    blocked: 'The run stopped before a step: a condition for it does not hold. Nothing after that point was changed.',
    failed: 'The run stopped at a step that failed or could not be proved. See the step for cause and remedy.',
    interrupted: 'The run was interrupted and can be resumed.',
    undone: 'The run was undone; the original state was read back from the systems.',
    'in-progress': 'The run is not finished.',
  };
  return sentences[outcome];
}

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

function number(value: number): string {
  return value.toLocaleString('en-US');
}
