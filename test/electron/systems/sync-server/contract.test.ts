import { afterAll, describe } from 'vitest';
import { faultyPort } from '../../../../electron/lab/faults/faulty-port.ts';
import { serveLab } from '../../../../electron/lab/adsync-module/serve-lab.ts';
import { openLiveSyncServer } from '../../../../electron/systems/sync-server/open-live-sync-server.ts';
import { thisHost } from '../../../../electron/systems/sync-server/powershell-path.ts';
import { onPowershell, powershell } from '../../lab/adsync-module/powershell.ts';
import { valueOf, type RunningLab } from '../../lab/running-lab.ts';
import type { SyncServer } from '../../../../shared/systems/sync-server/sync-server.ts';
import { compareVersions } from '../../../../shared/entra-connect/server-version.ts';
import { syncServerContract, type Way } from './contract.ts';
import { standInFor } from './stand-in/stand-in.ts';

syncServerContract('the lab in process', async ({ machine, server }) => ({
  server: faultyPort(machine, 'sync-server', server),
  close: () => Promise.resolve(),
}));

syncServerContract('a worker whose process stands in for PowerShell', async ({ server }) => standInFor(server));

describe.skipIf(powershell === undefined)(onPowershell('under PowerShell'), { timeout: 120_000 }, () => {
  /** The lab that the warm worker asks at present. */
  let present: SyncServer | undefined;
  let warm: Promise<Way> | undefined;
  afterAll(async () => (await warm)?.close());

  syncServerContract('a worker with the stand-in ADSync module', async ({ server, state }: RunningLab) => {
    // The module loses a cmdlet when it is loaded for an earlier version: such a lab has a worker of its own.
    if (compareVersions(state.server.productVersion, '2.5.3.0') < 0) return workerFor(server);
    present = server;
    const whoever = new Proxy(server, { get: (_target, name) => present?.[name as keyof SyncServer] });
    warm ??= workerFor(whoever);
    return { server: (await warm).server, close: () => Promise.resolve() };
  });
});

async function workerFor(server: SyncServer): Promise<Way> {
  const served = await serveLab(server);
  const environment = {
    ...thisHost.environment,
    ...served.environment,
    ...{ HYBRID_PREFLIGHT_POWERSHELL: powershell, NO_COLOR: '1', TERM: 'dumb' },
  };
  const live = valueOf(
    openLiveSyncServer({ log: () => undefined, host: { ...thisHost, environment }, module: served.modulePath }),
  );
  return {
    server: live.server,
    async close() {
      await live.close();
      await served.close();
    },
  };
}
