import { fileURLToPath } from 'node:url';
import { failed, type Failure, type Result } from '../../../shared/base/failure.ts';
import { workerTexts as texts } from './texts.ts';
import type { Call } from '../../../shared/systems/call.ts';
import type { SyncServer } from '../../../shared/systems/sync-server/sync-server.ts';
import type { Findings } from '../../../shared/assessment/this-server/worker-facts.ts';
import { endProcessTree } from './end-process-tree.ts';
import { explainDeath, hostWitness } from './explain-death.ts';
import { liveSyncServer } from './live-sync-server.ts';
import { engineOf, thisHost, type Host } from './powershell-path.ts';
import { spawnWorker } from './spawn-worker.ts';
import { startUpProblems } from './start-up.ts';
import { hostTimer } from './timer.ts';
import { Worker } from './worker.ts';
import type { WorkerLog } from './worker-log.ts';

/** The sync server of this machine, held by one worker. */
export interface LiveSyncServer {
  readonly server: SyncServer;
  /** Starts the worker where none runs: what it found and all that stands in the way, or why none could be started. */
  lookedAt(call: Call): Promise<Result<Findings>>;
  /** Ends the worker. */
  close(): Promise<void>;
}

export interface LiveOptions {
  readonly log: WorkerLog;
  readonly host?: Host;
  /** Tests and labs: the module to load instead of the product's. */
  readonly module?: string;
  /** Another folder of the worker's scripts than the one beside this file. */
  readonly script?: string;
}

const workerScript = fileURLToPath(new URL('worker/worker.ps1', import.meta.url));

/** The sync server of this machine; a failure where there is no PowerShell to ask it with. Starts nothing yet. */
export function openLiveSyncServer(options: LiveOptions): Result<LiveSyncServer> {
  const { log, host = thisHost, module, script = workerScript } = options;
  const engine = engineOf(host);
  if (engine === undefined) return failed(noEngine);
  const witness = hostWitness(engine, host.environment);
  const worker = new Worker({
    spawn: spawnWorker(engine, script, host.environment),
    endTree: endProcessTree,
    timer: hostTimer,
    log,
    module,
    problemsOf: (facts) => startUpProblems(facts, engine.kind),
    explainDeath: (how) => explainDeath(how, script, witness),
  });
  return {
    ok: true,
    value: { server: liveSyncServer(worker), lookedAt: (call) => worker.lookedAt(call), close: () => worker.close() },
  };
}

const noEngine: Failure = {
  code: 'powershell-missing',
  during: texts.starting,
  raw: texts.noEngine,
  retry: 'pointless',
};
