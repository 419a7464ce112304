import { z } from 'zod';
import type { Json } from '../../../shared/base/json.ts';
import { failed, success, type Result } from '../../../shared/base/failure.ts';
import { parseGuid } from '../../../shared/base/guid.ts';
import type { RuleId } from '../../../shared/base/identifiers.ts';
import { syncServerTexts } from '../texts.ts';
import type { Call } from '../../../shared/systems/call.ts';
import type { SyncServer } from '../../../shared/systems/sync-server/sync-server.ts';
import { synchronizeNamedObject } from './object-sync.ts';
import { ObjectReader } from './objects.ts';
import { ruleOfWire, wireOfRule, wireRuleSchema } from './wire-rule.ts';

/** Carries out what a cmdlet of the stand-in module asks for; throws (zod) on an argument that no cmdlet sends. */
export type ModuleOperation = (server: SyncServer, argument: unknown, call: Call) => Promise<Result<Json>>;

const idSchema = z.strictObject({ id: z.guid() });
const wantedSchema = z.strictObject({
  id: z.guid().optional(),
  connectorId: z.guid().optional(),
  connectorName: z.string().optional(),
  distinguishedName: z.string().optional(),
  start: z.int().nonnegative().optional(),
  count: z.int().positive().optional(),
});

/** Every operation that a cmdlet asks for, by the last part of its address. */
export const moduleOperations: ReadonlyMap<string, ModuleOperation> = new Map<string, ModuleOperation>([
  ['scheduler', async (server, _argument, call) => answer(await server.scheduler(call), plainJson)],
  [
    'set-sync-cycle-enabled',
    async (server, argument, call) => {
      const { enabled } = z.strictObject({ enabled: z.boolean() }).parse(argument);
      return answer(await server.setSyncCycleEnabled(enabled, call), nothing);
    },
  ],
  [
    'start-sync-cycle',
    async (server, argument, call) => {
      const { policy } = z.strictObject({ policy: z.enum(['Delta', 'Initial']) }).parse(argument);
      return answer(await server.startSyncCycle(policy, call), nothing);
    },
  ],
  ['stop-sync-cycle', async (server, _argument, call) => answer(await server.stopSyncCycle(call), nothing)],
  ['run-status', async (server, _argument, call) => answer(await server.connectorRunStatus(call), plainJson)],
  [
    'connectors',
    async (server, _argument, call) =>
      answer(await server.connectors(call), (connectors) =>
        connectors.map(({ id, name, category, subtype, createdAt, partitions }) => ({
          ...{ id, name, category, subtype, createdAt },
          partitions: partitions.map((partition) => ({
            ...{ name: partition.name, distinguishedName: partition.distinguishedName, selected: partition.selected },
          })),
        })),
      ),
  ],
  [
    'export-configuration',
    async (server, _argument, call) => answer(await server.exportConfiguration(call), plainJson),
  ],
  ['rules', async (server, _argument, call) => answer(await server.rules(call), (rules) => rules.map(wireOfRule))],
  [
    'put-rule',
    async (server, argument, call) => {
      const wire = wireRuleSchema.parse(argument);
      const rules = await server.rules(call);
      if (!rules.ok) return rules;
      const present = rules.value.find(({ id }) => id === wire.id);
      return answer(await server.putRule(ruleOfWire(wire, present), call), nothing);
    },
  ],
  [
    'remove-rule',
    async (server, argument, call) => {
      const { id } = idSchema.parse(argument);
      return answer(await server.removeRule(parseGuid(id) as RuleId, call), nothing);
    },
  ],
  [
    'global-settings',
    async (server, _argument, call) => {
      const facts = await server.facts(call);
      if (!facts.ok) return answer(facts, nothing);
      return answer(await server.globalParameters(call), (parameters) => ({
        instanceId: facts.value.instanceId ?? null,
        parameters: [...parameters].map(([name, value]) => ({ name, value })),
      }));
    },
  ],
  [
    'auto-upgrade',
    async (server, _argument, call) =>
      answer(await server.autoUpgrade(call), ({ state, suspensionReason = null }) => ({ state, suspensionReason })),
  ],
  [
    'connector-identity-type',
    async (server, _argument, call) => answer(await server.credentialKind(call), (kind) => kind ?? null),
  ],
  [
    'connector-statistics',
    async (server, argument, call) => {
      const { connectorName } = z.strictObject({ connectorName: z.string() }).parse(argument);
      const connectors = await server.connectors(call);
      if (!connectors.ok) return connectors;
      const connector = connectors.value.find(({ name }) => name === connectorName);
      if (connector === undefined) return unknownConnector(connectorName);
      return answer(await server.connectorStatistics(connector.id, call), plainJson);
    },
  ],
  [
    'run-history',
    async (server, _argument, call) =>
      answer(await server.runHistory(dawn, call), (runs) =>
        runs.map(({ steps, endedAt = null, progress: _progress, ...run }) => ({
          ...run,
          endedAt,
          steps: steps.map(({ counters, errors, ...step }) => ({
            ...step,
            counters: Object.entries(counters).map(([name, value]) => ({ name, value })),
            errors: errors.map((error) => ({ ...error })),
          })),
        })),
      ),
  ],
  [
    'connector-space',
    async (server, argument, call) => new ObjectReader(server, call).connectorSpace(wantedSchema.parse(argument)),
  ],
  [
    'metaverse-object',
    async (server, argument, call) => new ObjectReader(server, call).metaverseObject(idSchema.parse(argument).id),
  ],
  [
    'synchronize-object',
    async (server, argument, call) => {
      const { distinguishedName } = z.strictObject({ distinguishedName: z.string() }).parse(argument);
      return synchronizeNamedObject(server, distinguishedName, call);
    },
  ],
  ['preview', async (server, argument, call) => new ObjectReader(server, call).preview(wantedSchema.parse(argument))],
]);

/** Before the first run of any server. */
const dawn = '0001-01-01T00:00:00.000Z';

function unknownConnector(name: string): Result<Json> {
  return failed({
    code: 'connector-unknown',
    during: `read connector ${name}`,
    raw: syncServerTexts.unknownConnector,
    retry: 'pointless',
  });
}

function answer<Value>(result: Result<Value>, toJson: (value: Value) => Json): Result<Json> {
  return result.ok ? success(toJson(result.value)) : result;
}

function plainJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

function nothing(): Json {
  return null;
}
