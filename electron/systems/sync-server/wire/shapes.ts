import { z } from 'zod';
import type { Guid } from '../../../../shared/base/guid.ts';
import type { ConnectorId, ConnectorSpaceObjectId, MetaverseObjectId } from '../../../../shared/base/identifiers.ts';
import { attributeValues, guid, instant, mapOf, orAbsent } from './codecs.ts';

/** The port's shapes as they travel; see `shared/systems/sync-server/sync-server.ts` for what each field means. */

const connectorId = guid<ConnectorId>();
const counts = z.int().nonnegative();

export const schedulerSettings = z.strictObject({
  syncCycleEnabled: z.boolean(),
  syncCycleInProgress: orAbsent(z.boolean()),
  stagingModeEnabled: z.boolean(),
  schedulerSuspended: z.boolean(),
  maintenanceEnabled: z.boolean(),
  nextSyncCyclePolicy: z.enum(['Delta', 'Initial', 'Unspecified']),
  nextSyncCycleStart: orAbsent(instant),
  effectiveInterval: z.string(),
});

export const connectorRunStatus = z.array(z.strictObject({ connectorName: z.string(), runState: z.string() }));

export const connectorStatistics = z.strictObject({
  exportAdds: counts,
  exportUpdates: counts,
  exportDeletes: counts,
  importAdds: counts,
  importUpdates: counts,
  importDeletes: counts,
  importNoChange: counts,
  totalConnectors: counts,
});

const runStepResult = z.strictObject({
  stepNumber: z.int(),
  result: z.string(),
  counters: z.codec(mapOf(counts), z.custom<Readonly<Record<string, number>>>(), {
    decode: (map) => Object.fromEntries(map),
    encode: (record) => new Map(Object.entries(record)),
  }),
  errors: z.array(z.strictObject({ distinguishedName: z.string(), type: z.string(), text: z.string() })),
});

export const runProfileResult = z.strictObject({
  runHistoryId: guid<Guid>(),
  connectorId,
  connectorName: z.string(),
  runProfileName: z.string(),
  runNumber: z.int(),
  isRunComplete: z.boolean(),
  result: z.string(),
  startedAt: instant,
  endedAt: orAbsent(instant),
  steps: z.array(runStepResult),
  progress: orAbsent(z.strictObject({ done: counts, total: counts })),
});

const pendingOperation = z.enum(['none', 'add', 'update', 'delete', 'unknown']);

const connectorSpaceObject = z.strictObject({
  id: guid<ConnectorSpaceObjectId>(),
  connectorId,
  distinguishedName: z.string(),
  objectType: z.string(),
  metaverseObjectId: orAbsent(guid<MetaverseObjectId>()),
  pendingImport: pendingOperation,
  pendingExport: pendingOperation,
  isExportCutOff: z.boolean(),
  attributes: mapOf(attributeValues),
  synchronizationError: orAbsent(z.string()),
  exportError: orAbsent(z.string()),
});

const metaverseObject = z.strictObject({
  id: guid<MetaverseObjectId>(),
  objectType: z.string(),
  lineage: z.array(
    z.strictObject({
      connectorId,
      connectorSpaceObjectId: guid<ConnectorSpaceObjectId>(),
      distinguishedName: z.string(),
    }),
  ),
  attributes: mapOf(z.strictObject({ values: attributeValues, ruleName: z.string(), connectorName: z.string() })),
});

/** A slice of a list; `total` is null where the server does not tell. */
function windowOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next: orAbsent(counts), total: orAbsent(counts) });
}

export const connectorSpaceWindow = windowOf(connectorSpaceObject);
export const metaverseWindow = windowOf(metaverseObject);

const attributeChange = z.strictObject({
  attribute: z.string(),
  before: orAbsent(attributeValues),
  after: orAbsent(attributeValues),
  ruleName: orAbsent(z.string()),
});

export const previewResult = z.strictObject({
  connectorId,
  distinguishedName: z.string(),
  metaverse: z.array(attributeChange),
  exports: z.array(
    z.strictObject({
      connectorId,
      connectorName: z.string(),
      distinguishedName: z.string(),
      operation: z.enum(['none', 'add', 'update', 'delete']),
      changes: z.array(attributeChange),
    }),
  ),
  error: orAbsent(z.string()),
});

/** `WorkerFacts` of `shared/assessment/this-server` as they travel. */
export const workerFacts = z.strictObject({
  /** `$PSVersionTable`: version of the engine; `Desktop` is Windows PowerShell. */
  version: z.string(),
  edition: z.enum(['Desktop', 'Core']),
  is64Bit: z.boolean(),
  languageMode: z.string(),
  culture: z.string(),
  /** Absent where there is no such thing: outside Windows. */
  isElevated: orAbsent(z.boolean()),
  /** Membership of the local group in the token of this process; absent where it could not be told. */
  isInAdSyncAdmins: orAbsent(z.boolean()),
  /** The ADSync module that was loaded, or why none was. */
  module: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('loaded'), path: z.string(), version: z.string() }),
    z.strictObject({ state: z.literal('missing'), searched: z.array(z.string()).readonly() }),
    z.strictObject({ state: z.literal('broken'), path: z.string(), message: z.string() }),
  ]),
  /** `Get-Service ADSync`: its status, e.g. `Running`; absent where there is no such service. */
  serviceStatus: orAbsent(z.string()),
});

export const serverFacts = z.strictObject({
  serverName: orAbsent(z.string()),
  instanceId: orAbsent(z.string()),
  productVersion: z.string(),
  lastCycleAt: orAbsent(instant),
});

export const autoUpgrade = z.strictObject({
  state: z.enum(['Enabled', 'Disabled', 'Suspended']),
  suspensionReason: orAbsent(z.string()),
});

/** `Get-ADSyncConnector`: Version and LastModificationTime. */
export const connectorStamps = z.array(z.strictObject({ id: connectorId, version: z.int(), lastModifiedAt: instant }));

export const configurationFiles = z.array(z.strictObject({ path: z.string(), text: z.string() }));
