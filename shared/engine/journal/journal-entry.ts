import { z } from 'zod';
import {
  approvedPlan,
  capturedFile,
  failure,
  json,
  listedStep,
  outcomes,
  readBack,
  sha256,
  stepPlan,
  stepProblem,
  tornLine,
  type Phase,
} from './journal-parts.ts';
import { systemIdentity } from './system-identity.ts';

/** Version of the journal's format. */
export const journalSchema = 1;

/** What every line carries (design.md §2); `previous` is the SHA-256 of the previous line's bytes without its newline. */
const envelope = {
  sequence: z.int().positive(),
  utc: z.iso.datetime(),
  operator: z.string(),
  machine: z.string(),
  pid: z.int().nonnegative(),
  previous: sha256,
};

const journalEntrySchema = z.discriminatedUnion('event', [
  ofRun('opened', {
    schema: z.literal(journalSchema),
    runId: z.string(),
    procedure: z.string(),
    target: z.string(),
    options: z.record(z.string(), z.string()),
    appVersion: z.string(),
    engagement: z.strictObject({ customer: z.string(), ticket: z.string() }),
    /** ISO UTC: when the run folder was made. */
    created: z.iso.datetime(),
    /** The system that the run is made on; no other may be written to. */
    system: systemIdentity,
    /** The change plan that the run carries out; absent: none was approved beforehand. */
    plan: approvedPlan.optional(),
    steps: z.array(listedStep),
    beforeUndo: z.array(listedStep).default([]),
    afterUndo: z.array(listedStep),
  }),
  ofRun('resumed', {
    /** The version that goes on with the run; it may differ from the one that opened it. */
    appVersion: z.string(),
    torn: tornLine.optional(),
  }),
  ofRun('lock-broken', { lock: json }),
  ofRun('assessed', { assessment: json, assessmentHash: sha256 }),
  ofRun('undo-requested', {
    to: z.string().nullable(),
    /** Options chosen for the undo, instead of those that the run was opened with. */
    options: z.record(z.string(), z.string()).optional(),
    /** How the question that the undo asks was answered; absent: its standard holds. */
    answer: z.string().optional(),
    /** The number of objects that a person typed with the answer. */
    confirmation: z.int().nonnegative().optional(),
  }),
  /** Before anything was undone: the run goes on as if nobody had asked. */
  ofRun('undo-stopped', { to: z.string().nullable() }),
  ofRun('undo-finished', { to: z.string().nullable() }),
  ofRun('closed', { outcome: z.enum(outcomes) }),

  ofStep('planned', ['plan'], { factsHash: sha256, plan: stepPlan, planHash: sha256 }),
  ofStep('already-done', ['probe'], { reason: z.string() }),
  ofStep('not-needed', ['probe'], { reason: z.string() }),
  ofStep('blocked', ['probe'], { reason: z.string(), remedy: z.string() }),
  ofStep('confirmed', ['plan'], { planHash: sha256, count: z.int().nonnegative(), of: z.string() }),
  ofStep('stale', ['probe'], { found: z.string(), factsHash: sha256.optional() }),
  ofStep('captured', ['capture'], { state: json, files: z.array(capturedFile) }),
  ofStep('applying', ['apply'], { planHash: sha256 }),
  ofStep('applied', ['apply'], {}),
  ofStep('answer-lost', ['apply', 'restore'], { failure }),
  ofStep('verified', ['verify'], { ...readBack, lostAnswer: failure.optional() }),
  ofStep('failed', ['probe', 'plan', 'capture', 'apply', 'verify'], { problem: stepProblem }),
  ofStep('overridden', ['probe', 'verify', 'apply', 'plan', 'capture', 'restore', 'verify-undo'], {
    reason: z.string(),
  }),
  ofStep('interrupted', ['probe', 'plan', 'capture', 'apply', 'verify', 'restore', 'verify-undo'], {}),
  ofStep('adopted', ['verify', 'probe'], { found: z.enum(['whole', 'part']) }),
  ofStep('no-effect', ['probe'], {}),
  ofStep('undoing', ['restore'], {}),
  ofStep('undone', ['verify-undo'], { ...readBack, lostAnswer: failure.optional() }),
  ofStep('undo-failed', ['restore', 'verify-undo'], { problem: stepProblem }),
  ofStep('undo-impossible', ['restore'], { reason: z.string() }),
]);

/** One line of the journal. */
export type JournalEntry = z.infer<typeof journalEntrySchema>;
type JournalEvent = JournalEntry['event'];
export type EntryOf<Event extends JournalEvent> = Extract<JournalEntry, { readonly event: Event }>;

type WithoutEnvelope<Entry> = Entry extends JournalEntry ? Omit<Entry, keyof typeof envelope | 'stepHash'> : never;
/** What the engine says; the envelope is added when it is appended. */
export type EntryDraft = WithoutEnvelope<JournalEntry>;

export type RunEntry = Extract<JournalEntry, { readonly step: null }>;
export type StepEntry = Extract<JournalEntry, { readonly step: string }>;

/** Reads one parsed line; undefined-free text of what does not fit otherwise. */
export function parseEntry(
  value: unknown,
): { readonly ok: true; readonly entry: JournalEntry } | { readonly ok: false; readonly text: string } {
  const parsed = journalEntrySchema.safeParse(value);
  if (parsed.success) return { ok: true, entry: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, text: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` };
}

function ofRun<const Event extends string, Shape extends z.ZodRawShape>(event: Event, shape: Shape) {
  return z.strictObject({
    ...envelope,
    event: z.literal(event),
    step: z.null(),
    phase: z.null(),
    stepHash: z.null(),
    ...shape,
  });
}

function ofStep<const Event extends string, const Allowed extends Phase, Shape extends z.ZodRawShape>(
  event: Event,
  allowed: readonly Allowed[],
  shape: Shape,
) {
  return z.strictObject({
    ...envelope,
    event: z.literal(event),
    step: z.string(),
    phase: z.enum(allowed),
    stepHash: sha256,
    ...shape,
  });
}
