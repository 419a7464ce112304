import { z } from 'zod';
import type { Json } from '../../../shared/engine/json.ts';
import { success, type Result } from '../../../shared/failure.ts';
import { parseGuid } from '../../../shared/guid.ts';
import type { RuleId } from '../../../shared/identifiers.ts';
import type { Call } from '../../../shared/ports/call.ts';
import type { SyncServer } from '../../../shared/ports/sync-server.ts';
import { ruleOfWire, wireOfRule, wireRuleSchema } from './wire-rule.ts';

/** Carries out what a cmdlet of the stand-in module asks for; throws (zod) on an argument that no cmdlet sends. */
export type ModuleOperation = (server: SyncServer, argument: unknown, call: Call) => Promise<Result<Json>>;

const ruleIdSchema = z.strictObject({ id: z.guid() });

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
        connectors.map(({ id, name, category, subtype }) => ({ id, name, category, subtype })),
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
      const { id } = ruleIdSchema.parse(argument);
      return answer(await server.removeRule(parseGuid(id) as RuleId, call), nothing);
    },
  ],
]);

function answer<Value>(result: Result<Value>, toJson: (value: Value) => Json): Result<Json> {
  return result.ok ? success(toJson(result.value)) : result;
}

function plainJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

function nothing(): Json {
  return null;
}
