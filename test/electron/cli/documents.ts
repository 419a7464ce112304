import { z } from 'zod';

/** The shapes that stay stable (design.md §11). Fields may be added, so unknown ones are let through. */

const text = z.string().min(1);

export const errorDocument = z.object({
  schema: z.literal('hybrid-preflight/error/1'),
  code: text,
  message: text,
  remedy: z.string(),
});

const flow = z.object({
  type: z.enum(['direct', 'constant', 'expression']),
  source: z.string().optional(),
  expression: z.string().optional(),
  applyOnce: z.boolean(),
  mergeType: text,
});

export const assessDocument = z.object({
  schema: z.literal('hybrid-preflight/assess/1'),
  target: text,
  findings: z
    .array(
      z.object({
        id: text,
        outcome: z.enum(['passed', 'investigate', 'failed', 'skipped', 'not-run']),
        title: text,
        detail: text,
        remedy: text.optional(),
      }),
    )
    .min(1),
  connectors: z.array(z.object({ id: text, name: text, kind: z.enum(['ad', 'entra']) })).min(2),
  contributors: z.array(
    z.object({
      ruleId: text,
      name: text,
      connectorId: text,
      direction: z.enum(['inbound', 'outbound']),
      sourceObjectType: text,
      targetObjectType: text,
      precedence: z.number().int(),
      disabled: z.boolean(),
      origin: z.enum(['default', 'modified-default', 'clone', 'custom']),
      flow,
    }),
  ),
  recommendation: z.object({
    procedure: text,
    reasons: z.array(text).min(1),
    alternatives: z.array(z.object({ procedure: text, reasons: z.array(text) })),
  }),
});

export const runDocument = z.object({
  schema: z.literal('hybrid-preflight/run/1'),
  procedure: text,
  target: text,
  outcome: z.enum(['verified', 'blocked', 'failed', 'interrupted', 'undone', 'in-progress']),
  steps: z
    .array(
      z.object({
        id: text,
        state: z.enum(['pending', 'verified', 'already-done', 'skipped', 'blocked', 'failed', 'unknown', 'undone']),
        reason: text.optional(),
        before: z.record(z.string(), z.json()).optional(),
        after: z.record(z.string(), z.json()).optional(),
        evidence: z.array(z.object({ label: text, after: z.json() })).optional(),
      }),
    )
    .min(1),
});
export type RunDocument = z.infer<typeof runDocument>;

export const planDocument = z.object({
  schema: z.literal('hybrid-preflight/plan/1'),
  procedure: text,
  target: text,
  steps: z.array(z.object({ id: text, title: text, risk: text })).min(1),
});

export const labDocument = z.object({
  schema: z.literal('hybrid-preflight/lab/1'),
  at: text,
  server: z.object({ rules: z.number(), disabledRules: z.number(), productVersion: text }),
  scheduler: z.object({ syncCycleEnabled: z.boolean() }),
});

export const verifyDocument = z.object({
  schema: z.literal('hybrid-preflight/verify/1'),
  folder: text,
  verdict: z.enum(['intact', 'not-finished', 'not-sealed', 'tampered', 'unreadable', 'not-a-run']),
});
