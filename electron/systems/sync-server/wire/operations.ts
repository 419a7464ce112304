import { z } from 'zod';
import type { ConnectorId, RuleId } from '../../../../shared/base/identifiers.ts';
import { syncRuleSchema } from '../../../../shared/entra-connect/rules/rule-json.ts';
import { guid, instant, mapOf } from './codecs.ts';
import { objectSyncReport } from './object-sync.ts';
import {
  autoUpgrade,
  configurationFiles,
  connectorRunStatus,
  connectorSpaceWindow,
  connectorStamps,
  connectorStatistics,
  metaverseWindow,
  previewResult,
  runProfileResult,
  schedulerSettings,
  serverFacts,
} from './shapes.ts';

/** One operation of the worker: what it takes, what it answers, how long it may take. */
export interface Operation {
  readonly effect: 'read' | 'write';
  /** Seconds until nobody waits any more. */
  readonly seconds: number;
  readonly arguments: z.ZodType;
  readonly result: z.ZodType;
}

const nothing = z.strictObject({});
const noAnswer = z.null();
const connectorId = guid<ConnectorId>();
const objectWindow = z.strictObject({
  connectorId,
  start: z.int().nonnegative(),
  count: z.int().positive(),
  attributes: z.array(z.string()),
});

/** Everything that a worker can be asked: one function of the same name in its scripts for each. */
export const operations = {
  serverFacts: { effect: 'read', seconds: 60, arguments: nothing, result: serverFacts },
  scheduler: { effect: 'read', seconds: 60, arguments: nothing, result: schedulerSettings },
  connectorRunStatus: { effect: 'read', seconds: 60, arguments: nothing, result: connectorRunStatus },
  rules: { effect: 'read', seconds: 300, arguments: nothing, result: z.array(syncRuleSchema) },
  globalParameters: { effect: 'read', seconds: 60, arguments: nothing, result: mapOf(z.string()) },
  exportConfiguration: { effect: 'read', seconds: 600, arguments: nothing, result: configurationFiles },
  /** Changes whenever a connector does: what was read of an earlier export still holds while the stamps are equal. */
  connectorStamps: { effect: 'read', seconds: 60, arguments: nothing, result: connectorStamps },
  autoUpgrade: { effect: 'read', seconds: 60, arguments: nothing, result: autoUpgrade },
  /** How the Entra connector signs in; null on versions that cannot tell. */
  credentialKind: {
    effect: 'read',
    seconds: 60,
    arguments: nothing,
    result: z.nullable(z.enum(['ServiceAccount', 'Application'])),
  },
  connectorStatistics: {
    effect: 'read',
    seconds: 120,
    arguments: z.strictObject({ connectorId }),
    result: connectorStatistics,
  },
  runHistory: {
    effect: 'read',
    seconds: 120,
    arguments: z.strictObject({ since: instant }),
    result: z.array(runProfileResult),
  },
  connectorSpace: { effect: 'read', seconds: 300, arguments: objectWindow, result: connectorSpaceWindow },
  metaverse: { effect: 'read', seconds: 300, arguments: objectWindow, result: metaverseWindow },
  preview: {
    effect: 'read',
    seconds: 300,
    arguments: z.strictObject({ connectorId, distinguishedName: z.string() }),
    result: previewResult,
  },
  setSyncCycleEnabled: {
    effect: 'write',
    seconds: 60,
    arguments: z.strictObject({ enabled: z.boolean() }),
    result: noAnswer,
  },
  stopSyncCycle: { effect: 'write', seconds: 120, arguments: nothing, result: noAnswer },
  startSyncCycle: {
    effect: 'write',
    seconds: 120,
    arguments: z.strictObject({ policy: z.enum(['Delta', 'Initial']) }),
    result: noAnswer,
  },
  putRule: { effect: 'write', seconds: 120, arguments: z.strictObject({ rule: syncRuleSchema }), result: noAnswer },
  removeRule: {
    effect: 'write',
    seconds: 120,
    arguments: z.strictObject({ id: guid<RuleId>() }),
    result: noAnswer,
  },
  /** Two imports, a synchronization and an export: each waits for its directory. */
  synchronizeObject: {
    effect: 'write',
    seconds: 600,
    arguments: z.strictObject({ connectorId, distinguishedName: z.string() }),
    result: objectSyncReport,
  },
} as const satisfies Readonly<Record<string, Operation>>;

export type OperationName = keyof typeof operations;
/** Arguments of an operation, as the program holds them. */
export type ArgumentsOf<Name extends OperationName> = z.output<(typeof operations)[Name]['arguments']>;
/** Answer of an operation, as the program holds it. */
export type ResultOf<Name extends OperationName> = z.output<(typeof operations)[Name]['result']>;
