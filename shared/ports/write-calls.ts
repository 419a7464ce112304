import type { SyncServer, SyncServerReader } from './sync-server.ts';
import type { Tenant, TenantReader } from './tenant.ts';

type WriteCall = Exclude<keyof SyncServer, keyof SyncServerReader> | Exclude<keyof Tenant, keyof TenantReader>;

/** Names of the methods that change something; complete by its type: a new one does not compile until it stands here. */
export const writeCalls: Readonly<Record<WriteCall, true>> = {
  setSyncCycleEnabled: true,
  stopSyncCycle: true,
  startSyncCycle: true,
  putRule: true,
  removeRule: true,
  setUsageLocation: true,
  changeLicenses: true,
};
