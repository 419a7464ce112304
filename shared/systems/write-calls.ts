import type { SyncServer, SyncServerReader } from './sync-server/sync-server.ts';
import type { Tenant, TenantReader } from './tenant.ts';

/** A method that changes something. */
export type WriteCall = Exclude<keyof SyncServer, keyof SyncServerReader> | Exclude<keyof Tenant, keyof TenantReader>;

const writeCalls: Readonly<Record<WriteCall, true>> = {
  setSyncCycleEnabled: true,
  stopSyncCycle: true,
  startSyncCycle: true,
  putRule: true,
  removeRule: true,
  synchronizeObject: true,
  setUsageLocation: true,
  changeLicenses: true,
};

/** Whether a method of a port changes something; complete by its type: a new one does not compile until it stands here. */
export function isWriteCall(method: string): method is WriteCall {
  return Object.hasOwn(writeCalls, method);
}
