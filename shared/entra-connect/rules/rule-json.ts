import { z } from 'zod';
import { parseGuid } from '../../base/guid.ts';
import { comparisonOperators, type SyncRule } from './model.ts';

const guid = z.string().refine((text) => parseGuid(text) === text, 'not a GUID in canonical form');
const uninterpreted = z.strictObject({ path: z.string(), xml: z.string() });
const source = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('direct'), attributes: z.array(z.string()) }),
  z.strictObject({ type: z.literal('constant'), value: z.string() }),
  z.strictObject({ type: z.literal('expression'), expression: z.string(), attributes: z.array(z.string()) }),
]);
export const mergeType = z.enum(['Update', 'Replace', 'Merge', 'MergeCaseInsensitive']);
const flow = z.strictObject({
  destination: z.string(),
  source,
  applyOnce: z.boolean(),
  mergeType,
  uninterpreted: z.array(uninterpreted),
});
export const joinCondition = z.strictObject({
  connectorSpaceAttribute: z.string(),
  metaverseAttribute: z.string(),
  caseSensitive: z.boolean(),
});
export const scopeCondition = z.strictObject({
  attribute: z.string(),
  operator: z.enum(comparisonOperators),
  value: z.string(),
});

/** What a rule is apart from its flows and conditions, in the order in which every JSON of a rule has it. */
export function ruleHead<Direction extends z.ZodType>(direction: Direction) {
  return {
    id: guid,
    internalId: guid,
    version: z.int(),
    name: z.string(),
    description: z.string(),
    immutableTag: z.string(),
    direction,
    disabled: z.boolean(),
    connectorId: guid,
    sourceObjectType: z.string(),
    targetObjectType: z.string(),
    linkType: z.enum(['Provision', 'Join', 'StickyJoin', 'JoinNoFlow']),
    precedence: z.int(),
    precedenceAfter: guid,
    precedenceBefore: guid,
    softDeleteExpiryInterval: z.string(),
    enablePasswordSync: z.boolean(),
  } as const;
}

const shape = z.strictObject({
  ...ruleHead(z.enum(['inbound', 'outbound'])),
  flows: z.array(flow),
  joinGroups: z.array(z.array(joinCondition)),
  scopeGroups: z.array(z.array(scopeCondition)),
  uninterpreted: z.array(uninterpreted),
});

/** A rule as a journal, an evidence file or a sync server's worker holds it; identifiers get their brands once they have been checked. */
export const syncRuleSchema = z.codec(shape, z.custom<SyncRule>(), {
  decode: (rule) => rule as unknown as SyncRule,
  encode: (rule) => rule as unknown as z.output<typeof shape>,
});
