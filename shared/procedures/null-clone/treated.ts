import { z } from 'zod';
import type { Json } from '../../engine/json.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import type { Plain } from '../plain.ts';
import { syncRuleSchema } from '../rule-json.ts';

/** A contributor of this run with the clone that replaces it, where it waits first, and whom it is about. */
export interface Treated {
  readonly original: SyncRule;
  /** As it is created: at the parking precedence. */
  readonly clone: SyncRule;
  readonly connectorName: string;
  /** Objects with the GUID that lose it in the cloud. */
  readonly objects: number;
  /** Objects with the GUID but without mailNickname: nothing changes for them. */
  readonly untouched: number;
}

export type PlainTreated = Plain<Treated>;

export const treatedSchema = z.strictObject({
  original: syncRuleSchema,
  clone: syncRuleSchema,
  connectorName: z.string(),
  objects: z.int(),
  untouched: z.int(),
});

const backupStateSchema = z.looseObject({ treated: z.array(treatedSchema) });

/** What `backup` has sealed: from then on every step of the run is about exactly these rules. */
export function sealedTreatment(captured: Json | undefined): readonly Treated[] | undefined {
  return captured === undefined ? undefined : backupStateSchema.parse(captured).treated;
}
