import { hostTimer } from '../../../../electron/systems/sync-server/timer.ts';
import { call, runningLab, valueOf } from '../../lab/running-lab.ts';
import { standInFor } from './stand-in/stand-in.ts';

/** A program with a worker, to be killed by the test that starts it: says which process its worker is. */
const { server, processes } = standInFor(runningLab('clean', 5).server);
valueOf(await server.scheduler(call));
process.stdout.write(`${String(processes[0]?.pid)}\n`);
hostTimer(600_000, () => undefined);
