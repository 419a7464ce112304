import { z } from 'zod';
import type { Json } from '../../../base/json.ts';
import type { RuleOperation } from '../../../entra-connect/rules/rule-operation.ts';
import type { Plain } from '../../../base/plain.ts';
import { ruleOperationSchema } from './operation-json.ts';
import type { ReachedUsers } from '../synchronize/waiting-changes.ts';
import { treatedContributorsSchema, type TreatedContributor } from './sealed-change.ts';

/** What a rule step does, and how far it is. */
export interface StageFacts {
  readonly operations: readonly RuleOperation[];
  /** Operations of the stage that are done. */
  readonly done: number;
  readonly contributors: readonly TreatedContributor[];
  /** Objects with the GUID that lose it by the stage. */
  readonly objects: number;
  readonly stagingMode: boolean;
  /** Whom the next synchronization reaches, where that was computed beforehand. */
  readonly reached?: ReachedUsers;
}
export type PlainStageFacts = Plain<StageFacts>;

const stageFactsSchema = z.strictObject({
  operations: z.array(ruleOperationSchema),
  done: z.int(),
  contributors: treatedContributorsSchema,
  objects: z.int(),
  stagingMode: z.boolean(),
  reached: z
    .strictObject({ cleared: z.int(), returned: z.int(), attributesReturned: z.int(), attributesChanged: z.int() })
    .optional(),
}) as z.ZodType<StageFacts>;

export function readStageFacts(captured: Json): StageFacts {
  return stageFactsSchema.parse(captured);
}
