import { describe } from 'vitest';
import { faultyPort } from '../../../../electron/lab/faults/faulty-port.ts';
import { serveLab } from '../../../../electron/lab/adsync-module/serve-lab.ts';
import { openLiveSyncServer } from '../../../../electron/systems/sync-server/open-live-sync-server.ts';
import { thisHost } from '../../../../electron/systems/sync-server/powershell-path.ts';
import { onPowershell, powershell } from '../../lab/adsync-module/powershell.ts';
import { valueOf, type RunningLab } from '../../lab/running-lab.ts';
import { syncServerContract } from './contract.ts';
import { standInFor } from './stand-in/stand-in.ts';

syncServerContract('the lab in process', async ({ machine, server }) => ({
  server: faultyPort(machine, 'sync-server', server),
  close: () => Promise.resolve(),
}));

syncServerContract('a worker whose process stands in for PowerShell', async ({ server }) => standInFor(server));

describe.skipIf(powershell === undefined)(onPowershell('under PowerShell'), { timeout: 120_000 }, () => {
  syncServerContract('a worker with the stand-in ADSync module', async ({ server }: RunningLab) => {
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
  });
});
