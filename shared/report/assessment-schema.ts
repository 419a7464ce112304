import { z } from 'zod';

import { buckets, stations } from '../user-flow/buckets.ts';
import { attributeEnds } from '../entra-connect/contributors/attribute-end.ts';

/** The assessment as it stands in documents and journals (design.md §11); more fields may be added there. */

const findingOutcomes = ['passed', 'investigate', 'failed', 'skipped', 'not-run'] as const;

const finding = z.object({
  id: z.string(),
  outcome: z.enum(findingOutcomes),
  title: z.string(),
  detail: z.string(),
  remedy: z.string().optional(),
});

const partition = z.object({
  name: z.string(),
  distinguishedName: z.string(),
  selected: z.boolean(),
  containerInclusions: z.array(z.string()),
  containerExclusions: z.array(z.string()),
});

const connector = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  partitions: z.array(partition),
});

const contributor = z.object({
  ruleId: z.string(),
  name: z.string(),
  connectorId: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  sourceObjectType: z.string(),
  targetObjectType: z.string(),
  precedence: z.int(),
  disabled: z.boolean(),
  origin: z.enum(['default', 'modified-default', 'clone', 'custom']),
  flow: z.object({
    type: z.enum(['direct', 'constant', 'expression']),
    source: z.string().optional(),
    expression: z.string().optional(),
    applyOnce: z.boolean(),
    mergeType: z.string(),
  }),
});

const group = z.object({
  direction: z.enum(['inbound', 'outbound']),
  connectorId: z.string(),
  connectorSpaceObjectType: z.string(),
  metaverseObjectType: z.string(),
  rules: z.array(z.object({ contributor, reach: z.string(), standing: z.string(), text: z.string() })),
  winner: z.string().nullable(),
  end: z.enum(attributeEnds),
});

const consequence = z.object({ id: z.string(), count: z.int().optional(), text: z.string() });

const recommendedPath = z.object({
  procedure: z.string(),
  reasons: z.array(z.string()),
  options: z.record(z.string(), z.string()).optional(),
  consequences: z.array(consequence).optional(),
});

export const assessmentSchema = z.object({
  observedAt: z.string(),
  findings: z.array(finding),
  connectors: z.array(connector),
  contributors: z.array(contributor),
  contribution: z
    .object({
      now: z.array(group),
      procedure: z.string().nullable(),
      after: z.array(group).nullable(),
      others: z.array(z.object({ procedure: z.string(), after: z.array(group) })),
      idle: z.array(contributor),
    })
    .optional(),
  recommendation: recommendedPath.extend({
    alternatives: z.array(recommendedPath),
    isUndecided: z.literal(true).optional(),
    first: z.array(z.object({ finding: z.string(), title: z.string(), action: z.string() })),
    afterwards: recommendedPath.optional(),
  }),
  consequences: z.array(consequence),
  flow: z
    .object({
      whole: z.int(),
      from: z.enum(['directory', 'connector-space']),
      to: z.enum(['entra-space', 'tenant', 'exchange-online']),
      stations: z.array(
        z.object({
          id: z.enum(stations),
          users: z.int(),
          stops: z.array(z.object({ id: z.enum(buckets), users: z.int(), licensed: z.int().optional() })),
        }),
      ),
    })
    .optional(),
  standingWarnings: z.array(z.string()),
});
export type ReportedAssessment = z.infer<typeof assessmentSchema>;
