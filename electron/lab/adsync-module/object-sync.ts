import type { Json } from '../../../shared/base/json.ts';
import { success, type Result } from '../../../shared/base/failure.ts';
import type { Call } from '../../../shared/systems/call.ts';
import {
  stopOfWords,
  textOfObjectSync,
  type ObjectSyncReport,
} from '../../../shared/systems/sync-server/object-sync.ts';
import type { ObjectSyncResult, SyncServer } from '../../../shared/systems/sync-server/sync-server.ts';

/** `Invoke-ADSyncSingleObjectSync` of the stand-in module: finds the connector by the name, and answers the tool's JSON text. */
export async function synchronizeNamedObject(
  server: SyncServer,
  distinguishedName: string,
  call: Call,
): Promise<Result<Json>> {
  const connectors = await server.connectors(call);
  if (!connectors.ok) return connectors;
  const key = distinguishedName
    .toLowerCase()
    .replaceAll(/\s*,\s*/g, ',')
    .trim();
  const isOf = (name: string) => name !== '' && key.slice(key.indexOf('dc=')) === name.toLowerCase();
  const named = connectors.value.find(({ partitions }) =>
    partitions.some((partition) => isOf(partition.distinguishedName)),
  );
  // A name of no connector is the server's to refuse.
  const connector = named ?? connectors.value[0];
  if (connector === undefined) throw new Error('The lab has no connector.');
  const report = reportOfObjectSync(await server.synchronizeObject(connector.id, distinguishedName, call));
  return report.ok ? success(textOfObjectSync(report.value)) : report;
}

/** A result of the port as the tool reports it; a failure that is not the tool's own stays one. */
export function reportOfObjectSync(result: Result<ObjectSyncResult>): Result<ObjectSyncReport> {
  if (result.ok) return success({ ...result.value, stopped: undefined });
  const stop = stopOfWords(result.failure.raw);
  if (stop === undefined) return result;
  const { lastStep, ...stopped } = stop;
  return success({ action: 'Other', steps: stepsTo(lastStep), modified: [], stopped });
}

const types = ['Scoping', 'Import', 'Sync', 'Export'] as const;

/** The step at which the tool stopped: the names of its steps begin with their types. */
function stepsTo(name: string): ObjectSyncReport['steps'] {
  const type = types.find((candidate) => name.startsWith(candidate));
  return type === undefined ? [] : [{ type, name, status: 'Failure' }];
}
