import type { DirectoryReader } from './directory.ts';
import type { ExchangeOnlineReader } from './exchange-online.ts';
import type { SyncServer, SyncServerReader } from './sync-server/sync-server.ts';
import type { Tenant, TenantReader } from './tenant.ts';

/** The four systems, for reading. A system that is not connected answers every call with `not-available`. */
export interface SystemReaders {
  readonly syncServer: SyncServerReader;
  readonly directory: DirectoryReader;
  readonly tenant: TenantReader;
  readonly exchangeOnline: ExchangeOnlineReader;
}

/** The four systems, for writing. */
export interface SystemWriters extends SystemReaders {
  readonly syncServer: SyncServer;
  readonly tenant: Tenant;
}
