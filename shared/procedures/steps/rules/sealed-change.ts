import { z } from 'zod';
import type { Json } from '../../../base/json.ts';
import { parseGuid } from '../../../base/guid.ts';
import type { ConnectorId } from '../../../base/identifiers.ts';
import { ruleOnConnector } from '../../../entra-connect/rules/rule-name.ts';
import { comparisonOperators, type ScopeCondition, type SyncRule } from '../../../entra-connect/rules/model.ts';
import type { RuleOperation } from '../../../entra-connect/rules/rule-operation.ts';
import type { Plain } from '../../../base/plain.ts';
import { syncRuleSchema } from '../../../entra-connect/rules/rule-json.ts';
import { ruleOperationSchema } from './operation-json.ts';

/** A rule that brings the value in today, and how many objects it is about. */
export interface TreatedContributor {
  readonly rule: SyncRule;
  readonly connectorName: string;
  /** Objects with the GUID that lose it in the cloud. */
  readonly objects: number;
  /** Objects with the GUID but without mailNickname: nothing changes for them. */
  readonly untouched: number;
}

/** The operations that one step carries out; none: the step is not needed with the options of the run. */
interface Stage {
  readonly step: string;
  readonly operations: readonly RuleOperation[];
  /** Objects with the GUID that lose it by this stage. */
  readonly objects: number;
}

/** Objects of one connector and type that a change is about; without scope group: all of them. */
export interface Audience {
  readonly connectorId: ConnectorId;
  readonly connectorName: string;
  readonly objectType: string;
  readonly scopeGroups: readonly (readonly ScopeCondition[])[];
}

/** Whom the change is about when it is previewed, synchronized and proved for the first time, and again. */
interface RoundAudience {
  readonly round: string;
  readonly audience: readonly Audience[];
}

/** What `backup` seals: from then on every step of the run is about exactly this. */
export interface SealedChange {
  readonly contributors: readonly TreatedContributor[];
  /** Distinguished names of remote mailboxes that lose the GUID too, by decision; absent: none does. */
  readonly remoteMailboxes?: readonly string[] | undefined;
  /** Distinguished names of users in its scope for whom the change keeps the GUID cleared; absent: there are none. */
  readonly spared?: readonly string[] | undefined;
  /** In the order of the steps; together one list of operations. */
  readonly stages: readonly Stage[];
  readonly rounds: readonly RoundAudience[];
}
export type PlainChange = Plain<SealedChange>;

const connectorId = z
  .string()
  .refine((text) => parseGuid(text) === text, 'not a GUID in canonical form')
  .transform((id) => id as ConnectorId);

const audienceSchema = z.strictObject({
  connectorId,
  connectorName: z.string(),
  objectType: z.string(),
  scopeGroups: z.array(
    z.array(z.strictObject({ attribute: z.string(), operator: z.enum(comparisonOperators), value: z.string() })),
  ),
});

const contributorSchema = z.strictObject({
  rule: syncRuleSchema,
  connectorName: z.string(),
  objects: z.int(),
  untouched: z.int(),
});

export const treatedContributorsSchema = z.array(contributorSchema);
export const sealedChangeSchema = z.strictObject({
  contributors: treatedContributorsSchema,
  remoteMailboxes: z.array(z.string()).optional(),
  spared: z.array(z.string()).optional(),
  stages: z.array(z.strictObject({ step: z.string(), operations: z.array(ruleOperationSchema), objects: z.int() })),
  rounds: z.array(z.strictObject({ round: z.string(), audience: z.array(audienceSchema) })),
});

const backupStateSchema = z.looseObject({ change: sealedChangeSchema });

/** The change that `backup` has sealed; undefined: it has not been carried out. */
export function sealedChange(captured: Json | undefined): SealedChange | undefined {
  return captured === undefined ? undefined : backupStateSchema.parse(captured).change;
}

/** The same for what only shows a run: its journal may be of a version that sealed something else. */
export function shownChange(captured: Json | undefined): SealedChange | undefined {
  const read = backupStateSchema.safeParse(captured);
  return read.success ? read.data.change : undefined;
}

/** Users whom a change leaves as they are, by their distinguished names. */
export function sparedBy({ spared = [] }: SealedChange): ReadonlySet<string> {
  return new Set(spared);
}

/** All operations of a change, in their order. */
export function operationsOf(change: SealedChange): readonly RuleOperation[] {
  return change.stages.flatMap(({ operations }) => operations);
}

/** Where the operations of a step begin and end among all of them. */
export function stageBounds(change: SealedChange, step: string): { readonly from: number; readonly to: number } {
  const index = change.stages.findIndex((stage) => stage.step === step);
  const stage = change.stages[index];
  if (stage === undefined) throw new Error(`The change has no stage ${step}`);
  const from = change.stages.slice(0, index).reduce((sum, { operations }) => sum + operations.length, 0);
  return { from, to: from + stage.operations.length };
}

/** Name of the connector that a rule belongs to; undefined: the change is not about that connector. */
export function connectorNameIn(
  contributors: readonly TreatedContributor[],
  { connectorId }: Pick<SyncRule, 'connectorId'>,
): string | undefined {
  return contributors.find(({ rule }) => rule.connectorId === connectorId)?.connectorName;
}

/** A rule with its connector, as far as the change is about that connector. */
export function ruleNameIn(
  contributors: readonly TreatedContributor[],
  rule: Pick<SyncRule, 'name' | 'connectorId'>,
): string {
  return ruleOnConnector(rule.name, connectorNameIn(contributors, rule));
}

/** The contributor whose objects a rule of the change is about. */
export function contributorBeside(
  contributors: readonly TreatedContributor[],
  rule: SyncRule,
): TreatedContributor | undefined {
  return contributors.find(
    (one) =>
      one.rule.connectorId === rule.connectorId &&
      one.rule.sourceObjectType.toLowerCase() === rule.sourceObjectType.toLowerCase(),
  );
}
