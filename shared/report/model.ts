import { z } from 'zod';
import { assessmentSchema } from './assessment-schema.ts';
import { effect } from '../engine/contract/effect.ts';
import { approvedPlan } from '../engine/journal/journal-parts.ts';
import { comparison } from '../base/comparison.ts';

/** The result model: feeds the screen, report.html, report.json and the CSV lists (design.md §9). */

export const reportSchemaId = 'hybrid-preflight/report/1';

const outcomeWord = z.enum(['Passed', 'Failed', 'Investigate', 'Skipped', 'Not run']);
export type OutcomeWord = z.infer<typeof outcomeWord>;

const json = z.json();

const change = z.strictObject({ subject: z.string(), field: z.string(), before: json, after: json });
const evidence = z.strictObject({
  label: z.string(),
  before: json.optional(),
  after: json,
  system: z.string().optional(),
});

/** A table of named objects; its rows stand in the CSV file of that name beside the report. */
const tableReference = z.strictObject({
  id: z.string(),
  title: z.string(),
  file: z.string(),
  columns: z.array(z.string()),
  rowCount: z.int(),
  /** The first rows, for the page. */
  sample: z.array(z.array(z.string())),
});

/** Whom the run is about: users.csv and what it comes to. `id` of a bucket as in the account of users. */
const reportedUsers = tableReference.extend({
  /** Users who lose the GUID in Microsoft 365 by the change, or get it back there. */
  affected: z.int(),
  /** Mailboxes in Exchange Online that were not there before. */
  created: z.int(),
  verdicts: z.strictObject({ verified: z.int(), failed: z.int(), unread: z.int() }),
  /** Where they were before the change. */
  buckets: z.array(z.strictObject({ id: z.string(), title: z.string(), users: z.int(), affected: z.int() })),
});
export type ReportedUsers = z.infer<typeof reportedUsers>;

const reportStep = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  source: z.string(),
  risk: z.string(),
  outcome: outcomeWord,
  state: z.string(),
  reason: z.string().optional(),
  remedy: z.string().optional(),
  summary: z.string().optional(),
  changes: z.array(change),
  comparisons: z.array(comparison),
  commands: z.array(z.string()),
  impact: z.array(z.string()),
  /** What it does to which system, counted where that is known; `impact` and `undo` say the same in words. */
  effects: z.array(effect),
  /** How far it can be undone; absent: it was not planned. */
  undo: z.string().optional(),
  evidence: z.array(evidence),
  tables: z.array(tableReference),
  /** Set when the step was taken back: what was read then. */
  undone: z.strictObject({ at: z.string(), operator: z.string(), evidence: z.array(evidence) }).optional(),
  /** ISO UTC of the first and the last journal entry of the step. */
  began: z.string().optional(),
  ended: z.string().optional(),
  /** How often it was applied: more than once after a failure or an interruption. */
  timesApplied: z.int(),
  confirmation: z.strictObject({ count: z.int(), operator: z.string(), at: z.string() }).optional(),
  override: z.strictObject({ reason: z.string(), operator: z.string(), at: z.string() }).optional(),
});
export type ReportStep = z.infer<typeof reportStep>;
export type TableReference = z.infer<typeof tableReference>;

export const reportSchema = z.strictObject({
  schema: z.literal(reportSchemaId),
  product: z.strictObject({ name: z.string(), version: z.string() }),
  engagement: z.strictObject({
    runId: z.string(),
    customer: z.string().optional(),
    ticket: z.string().optional(),
    operators: z.array(z.string()),
    machines: z.array(z.string()),
    target: z.string(),
    began: z.string(),
    ended: z.string(),
  }),
  /** The change plan that the run carried out; absent: none was approved beforehand. */
  plan: approvedPlan.optional(),
  procedure: z.strictObject({
    id: z.string(),
    title: z.string(),
    options: z.record(z.string(), z.string()),
  }),
  outcome: z.enum(['verified', 'blocked', 'failed', 'interrupted', 'undone', 'in-progress']),
  /** The outcome in one sentence. */
  verdict: z.string(),
  assessment: assessmentSchema.optional(),
  /** Absent: nothing was previewed yet. */
  users: reportedUsers.optional(),
  steps: z.array(reportStep),
  /** Steps that ran before anything was undone. */
  beforeUndo: z.array(reportStep),
  /** Steps that ran after everything had been undone. */
  afterUndo: z.array(reportStep),
  standingWarnings: z.array(z.string()),
  remaining: z.array(z.string()),
  howToUndo: z.array(z.string()),
  /** Things a reader must know about the record itself: resumed, lock broken, torn line. */
  remarks: z.array(z.strictObject({ at: z.string(), text: z.string() })),
  files: z.array(z.strictObject({ path: z.string(), sha256: z.string() })),
  journal: z.strictObject({ entries: z.int(), hash: z.string() }),
});
export type Report = z.infer<typeof reportSchema>;

/** JSON Schema of report.json, as published beside it. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportSchema);
}
