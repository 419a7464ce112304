import { z } from 'zod';
import type { Failure, FailureCode } from '../../base/failure.ts';
import { effect } from '../contract/effect.ts';
import type { Json } from '../../base/json.ts';
import { isSafePath } from './safe-path.ts';
import type { Evidence, ObjectTable, StepPlan } from '../contract/step.ts';

/** The schemas that several journal entries share. */

/** Any JSON value; what is read back has been parsed from JSON, so only its presence is checked. */
export const json = z.custom<Json>((value) => value !== undefined);

/** A file of the run folder: never a way out of it. */
const safePath = z.string().refine(isSafePath, 'not a path inside the run folder');

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A phase of a step: design.md §2, and the two halves of undo. */
export type Phase = 'probe' | 'plan' | 'capture' | 'apply' | 'verify' | 'restore' | 'verify-undo';

export const outcomes = ['verified', 'blocked', 'failed', 'interrupted', 'undone', 'in-progress'] as const;
/** How a run stands (design.md §11). */
export type RunOutcome = (typeof outcomes)[number];

/** A code of a later version of the program is kept as it stands. */
const failureCode = z.custom<FailureCode>((value) => typeof value === 'string');

export const failure: z.ZodType<Failure> = z.strictObject({
  code: failureCode,
  during: z.string(),
  raw: z.string(),
  retry: z.enum(['safe', 'effect-unknown', 'pointless']),
  retryAfter: z.number().optional(),
});

const evidenceItem: z.ZodType<Evidence> = z.strictObject({
  label: z.string(),
  before: json.optional(),
  after: json,
  system: z.string().optional(),
});
const evidence: z.ZodType<readonly Evidence[]> = z.array(evidenceItem);

const objectTable: z.ZodType<ObjectTable> = z.strictObject({
  id: z.string(),
  title: z.string(),
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
});
const objectTables: z.ZodType<readonly ObjectTable[]> = z.array(objectTable);

export const stepPlan: z.ZodType<StepPlan> = z.strictObject({
  summary: z.string(),
  changes: z.array(z.strictObject({ subject: z.string(), field: z.string(), before: json, after: json })),
  commands: z.array(z.string()),
  effects: z.array(effect),
  notes: z.array(z.string()),
  objects: objectTables,
  confirmation: z.strictObject({ count: z.int().nonnegative(), of: z.string() }).optional(),
}) as z.ZodType<StepPlan>;

/** A file that a step has put beside the journal; `storedAs` differs from `path` when an earlier attempt holds that name. */
export interface CapturedFile {
  readonly path: string;
  readonly storedAs: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

export const capturedFile: z.ZodType<CapturedFile> = z.strictObject({
  path: safePath,
  storedAs: safePath,
  size: z.int().nonnegative(),
  sha256,
});

/** What a proof read back; `files` only where it sealed some. */
export const readBack = { evidence, objects: objectTables, files: z.array(capturedFile).optional() };

/** Why a step failed: an expected failure, a verification that says no, or a bug of the step. */
export type StepProblem =
  | { readonly kind: 'failure'; readonly failure: Failure }
  | {
      readonly kind: 'verification';
      readonly reason: string;
      readonly remedy: string;
      readonly evidence: readonly Evidence[];
      readonly objects: readonly ObjectTable[];
      readonly files?: readonly CapturedFile[] | undefined;
    }
  | { readonly kind: 'exception'; readonly code: 'unexpected-error'; readonly text: string };

export const stepProblem: z.ZodType<StepProblem> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('failure'), failure }),
  z.strictObject({
    kind: z.literal('verification'),
    reason: z.string(),
    remedy: z.string(),
    ...readBack,
  }),
  z.strictObject({ kind: z.literal('exception'), code: z.literal('unexpected-error'), text: z.string() }),
]);

const risks = ['none', 'low', 'medium', 'high', 'destructive'] as const;
export type Risk = (typeof risks)[number];
const undoKinds = ['restores', 'changes-nothing', 'part-of-undo', 'by-other-steps', 'impossible'] as const;
export type UndoKind = (typeof undoKinds)[number];

/** A step as the journal's first line lists it. */
export interface ListedStep {
  readonly id: string;
  readonly title: string;
  readonly risk: Risk;
  readonly undo: UndoKind;
  readonly hash: string;
}

export const listedStep: z.ZodType<ListedStep> = z.strictObject({
  id: z.string(),
  title: z.string(),
  risk: z.enum(risks),
  undo: z.enum(undoKinds),
  hash: sha256,
});

/** The unfinished last line of a crash, kept aside. */
export interface TornLine {
  readonly keptAs: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

export const tornLine: z.ZodType<TornLine> = z.strictObject({
  keptAs: safePath,
  size: z.int().nonnegative(),
  sha256,
});

/** A change plan that was approved before the run: whose, when, and what exactly. */
export const approvedPlan = z.strictObject({
  /** New rules are named and identified after the plan, so that they are those which were approved. */
  id: z.string().min(1),
  /** ISO UTC, the target's time. */
  plannedAt: z.iso.datetime(),
  /** Of what the plan found on the server. */
  factsHash: sha256,
  /** Of the operations, see `changeHash`. */
  changeHash: sha256,
  /** Of the whole plan. */
  planHash: sha256,
});
export type ApprovedPlan = Readonly<z.infer<typeof approvedPlan>>;
