import { z } from 'zod';
import { syncRuleSchema } from '../../../entra-connect/rules/rule-json.ts';

/** An operation as a journal holds it. */
export const ruleOperationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('create'), rule: syncRuleSchema }),
  z.strictObject({ kind: z.literal('replace'), before: syncRuleSchema, after: syncRuleSchema }),
  z.strictObject({ kind: z.literal('remove'), rule: syncRuleSchema }),
]);
