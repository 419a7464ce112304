import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Json } from '../../../../../shared/base/json.ts';
import { success, type Failure, type Result } from '../../../../../shared/base/failure.ts';
import type { Call } from '../../../../../shared/systems/call.ts';
import type { ErrorRecord } from '../../../../../shared/systems/sync-server/sync-server-errors.ts';
import type { SyncServer } from '../../../../../shared/systems/sync-server/sync-server.ts';
import type { Connector } from '../../../../../shared/entra-connect/rules/model.ts';
import { reportOfObjectSync } from '../../../../../electron/lab/adsync-module/object-sync.ts';
import {
  operations,
  type ArgumentsOf,
  type Operation,
  type OperationName,
  type ResultOf,
} from '../../../../../electron/systems/sync-server/wire/operations.ts';
import type { Performed } from './misbehaviour.ts';

type Table = {
  readonly [Name in OperationName]: (
    server: SyncServer,
    given: ArgumentsOf<Name>,
    call: Call,
  ) => Promise<Result<ResultOf<Name> | undefined>>;
};

/** What a worker does for each operation, done on any server. */
const table: Table = {
  serverFacts: (server, _given, call) => server.facts(call),
  scheduler: (server, _given, call) => server.scheduler(call),
  connectorRunStatus: async (server, _given, call) => copied(await server.connectorRunStatus(call)),
  rules: async (server, _given, call) => copied(await server.rules(call)),
  globalParameters: (server, _given, call) => server.globalParameters(call),
  exportConfiguration: async (server, _given, call) => copied(await server.exportConfiguration(call)),
  connectorStamps: async (server, _given, call) => {
    const connectors = await server.connectors(call);
    if (!connectors.ok) return connectors;
    // Of the lab's connectors the content is all that changes.
    const stamp = (connector: Connector) =>
      createHash('sha256').update(JSON.stringify(connector)).digest().readUInt32BE();
    return success(
      connectors.value.map((connector) => ({
        ...{ id: connector.id, version: stamp(connector), lastModifiedAt: connector.createdAt },
      })),
    );
  },
  autoUpgrade: (server, _given, call) => server.autoUpgrade(call),
  credentialKind: async (server, _given, call) => {
    const kind = await server.credentialKind(call);
    return kind.ok ? success(kind.value ?? null) : kind;
  },
  connectorStatistics: (server, { connectorId }, call) => server.connectorStatistics(connectorId, call),
  runHistory: async (server, { since }, call) => server.runHistory(since, call) as never,
  connectorSpace: (server, { connectorId, ...window }, call) =>
    server.connectorSpace(connectorId, window, call) as never,
  metaverse: (server, { connectorId, ...window }, call) => server.metaverse(connectorId, window, call) as never,
  preview: (server, { connectorId, distinguishedName }, call) =>
    server.preview(connectorId, distinguishedName, call) as never,
  setSyncCycleEnabled: (server, { enabled }, call) => nothing(server.setSyncCycleEnabled(enabled, call)),
  stopSyncCycle: (server, _given, call) => nothing(server.stopSyncCycle(call)),
  startSyncCycle: (server, { policy }, call) => nothing(server.startSyncCycle(policy, call)),
  putRule: (server, { rule }, call) => nothing(server.putRule(rule, call)),
  removeRule: (server, { id }, call) => nothing(server.removeRule(id, call)),
  synchronizeObject: async (server, { connectorId, distinguishedName }, call) =>
    reportOfObjectSync(await server.synchronizeObject(connectorId, distinguishedName, call)),
};

/** Carries out a request on a server, both ways through the schemas of the wire. */
export async function perform(server: SyncServer, name: string, marked: Json, call: Call): Promise<Performed> {
  const operation: Operation = operations[name as OperationName];
  const given = z.decode(operation.arguments, unmarked(marked));
  const carryOut = table[name as OperationName] as (
    server: SyncServer,
    given: unknown,
    call: Call,
  ) => Promise<Result<unknown>>;
  const result = await carryOut(server, given, call);
  if (!result.ok) return { kind: 'error', error: recordOf(result.failure) };
  return { kind: 'result', value: z.encode(operation.result, result.value) };
}

const raised: Partial<Record<Failure['code'], string>> = {
  'invalid-input': 'HybridPreflight.InvalidArguments',
  'not-found': 'HybridPreflight.ObjectNotFound',
};

/** The lab answers in the product's words (`syncServerTexts`); around them goes what PowerShell puts there. */
function recordOf({ code, raw }: Failure): ErrorRecord {
  return {
    type: 'System.InvalidOperationException',
    message: raw,
    fullyQualifiedErrorId: raised[code] ?? 'System.InvalidOperationException',
    category: 'WriteError',
    scriptStackTrace: '',
    inner: [],
  };
}

/** What `markTexts` did, undone; throws on a text that is not marked. */
function unmarked(value: Json): Json {
  if (typeof value === 'string') {
    if (!value.startsWith(':')) throw new Error(`A text without its mark: ${value}`);
    return value.slice(1);
  }
  if (Array.isArray(value)) return value.map(unmarked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unmarked(member)]));
}

function copied<Item>(result: Result<readonly Item[]>): Result<Item[]> {
  return result.ok ? success([...result.value]) : result;
}

async function nothing(result: Promise<Result<void>>): Promise<Result<null>> {
  const answer = await result;
  return answer.ok ? success(null) : answer;
}
