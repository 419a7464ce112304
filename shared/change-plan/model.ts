import { z } from 'zod';
import { jsonHash } from '../base/hash.ts';
import { effect } from '../engine/contract/effect.ts';
import { sha256, type ApprovedPlan } from '../engine/journal/journal-parts.ts';
import { ruleOperationSchema } from '../procedures/steps/rules/operation-json.ts';
import { comparison } from '../base/comparison.ts';
import { planFactsSchema } from './facts.ts';

/** What a change board approves: feeds the screen, change-plan.html and change-plan.json (design.md §9). */

export const changePlanSchemaId = 'hybrid-preflight/plan/1';

const json = z.json();
const text = z.string();

const plannedStep = z.strictObject({
  id: text,
  title: text,
  description: text,
  source: text,
  risk: text,
  /** How far the step can be undone. */
  undo: text,
  /** What it does; counted only where the procedure was carried out on a copy of the target. */
  effects: z.array(effect),
  /** From here on only where the procedure was carried out on a copy of the target. */
  summary: text.optional(),
  changes: z.array(z.strictObject({ subject: text, field: text, before: json, after: json })).optional(),
  commands: z.array(text).optional(),
  impact: z.array(text).optional(),
  /** How it ended there, when not verified. */
  state: text.optional(),
  reason: text.optional(),
});

const affectedUsers = z.strictObject({
  connector: text,
  objectType: text,
  /** Where their mailbox is, in words. */
  kind: text,
  users: z.int(),
});

/** Where all users with a mailbox GUID are, each in one bucket, and how many of each bucket the change affects. */
const plannedAccount = z.strictObject({
  whole: z.int(),
  affected: z.int(),
  /** `id` as in the account of the assessment; `licensed` absent: licenses were not read. */
  buckets: z.array(
    z.strictObject({
      ...{ id: text, station: text, title: text },
      ...{ users: z.int(), licensed: z.int().optional(), affected: z.int() },
    }),
  ),
  /** The sum of the buckets, and where the account begins and ends where that is not AD and Exchange Online. */
  notes: z.array(text),
});

const changePlanBody = z.strictObject({
  schema: z.literal(changePlanSchemaId),
  product: z.strictObject({ name: text, version: text }),
  id: text,
  /** ISO UTC, the target's time. */
  plannedAt: z.iso.datetime(),
  plannedBy: z.strictObject({ operator: text, machine: text }),
  customer: text.optional(),
  ticket: text.optional(),
  target: text,
  procedure: text,
  title: text,
  options: z.record(text, text),
  /** Nothing can be planned while something forbids it. */
  blockers: z.array(z.strictObject({ id: text, reason: text, remedy: text })),
  facts: planFactsSchema,
  /** Of `operations`; see `changeHash`. */
  changeHash: sha256.optional(),
  operations: z.array(ruleOperationSchema),
  /** The rules before and after, side by side. */
  comparisons: z.array(comparison),
  /** Absent: the target cannot tell whom the rules apply to. */
  affected: z.array(affectedUsers).optional(),
  /** Absent where `affected` is. */
  account: plannedAccount.optional(),
  /** What the change does to them; absent: they lose the GUID in the cloud. */
  effect: text.optional(),
  steps: z.array(plannedStep),
  risks: z.array(z.strictObject({ risk: text, mitigation: text })),
  duration: z.array(text),
  prerequisites: z.array(text),
  verification: z.array(text),
  undo: z.array(text),
});

/** `hash`: SHA-256 of the canonical JSON of everything else. */
export const changePlanSchema = changePlanBody.extend({ hash: sha256 });
export type ChangePlanDocument = z.infer<typeof changePlanSchema>;
export type ChangePlanBody = z.infer<typeof changePlanBody>;
export type AffectedUsers = z.infer<typeof affectedUsers>;
export type PlannedAccount = z.infer<typeof plannedAccount>;
export type PlannedStep = z.infer<typeof plannedStep>;

/** The plan with its hash; what JSON cannot hold is gone before it is hashed. */
export function sealedPlan(body: ChangePlanBody): ChangePlanDocument {
  const plain = changePlanBody.parse(JSON.parse(JSON.stringify(body)));
  return { ...plain, hash: jsonHash(plain) };
}

/** What a run that carries the plan out keeps of it; undefined: the plan says that nothing can be changed. */
export function approvalOf({ id, plannedAt, facts, changeHash, hash }: ChangePlanDocument): ApprovedPlan | undefined {
  return changeHash === undefined ? undefined : { id, plannedAt, factsHash: facts.hash, changeHash, planHash: hash };
}

/** Whether a plan is still what it was when it was written. */
export function isIntact({ hash, ...body }: ChangePlanDocument): boolean {
  return jsonHash(body) === hash;
}

/** JSON Schema of change-plan.json, as published beside it. */
export function changePlanJsonSchema(): object {
  return z.toJSONSchema(changePlanSchema, { io: 'input' });
}
