import { spawn } from 'node:child_process';
import { serveLab } from '../../electron/lab/adsync-module/serve-lab.ts';
import { unsavedMachine } from '../../electron/lab/machine.ts';
import { labSyncServer } from '../../electron/lab/ports/sync-server.ts';
import { createScenario } from '../../electron/lab/world/create-scenario.ts';
import { endProcessTree } from '../../electron/systems/sync-server/end-process-tree.ts';
import { liveSyncServer } from '../../electron/systems/sync-server/live-sync-server.ts';
import { openLiveSyncServer } from '../../electron/systems/sync-server/open-live-sync-server.ts';
import { engineOf, thisHost } from '../../electron/systems/sync-server/powershell-path.ts';
import { hostTimer } from '../../electron/systems/sync-server/timer.ts';
import { Worker } from '../../electron/systems/sync-server/worker.ts';
import { hostClock } from '../../electron/targets/host-clock.ts';
import { explainFailure, failureText } from '../../shared/systems/failure-texts.ts';
import type { Result } from '../../shared/base/failure.ts';
import { entraConnectorId } from '../../shared/base/identifiers.ts';
import type { SyncServer } from '../../shared/systems/sync-server/sync-server.ts';
import { readAll } from '../../shared/systems/paging.ts';
import type { Answers } from './answering-worker.ts';
import { answer, mostMemory, parametersOfChild, scriptFile, threadMilliseconds } from './child.ts';

const answeringWorker = scriptFile(import.meta.resolve('./answering-worker.ts'));

/** What is measured in a process of its own. */
export type WorkerRequest =
  /** Calls through one worker, and calls that each start their own. */
  | {
      readonly kind: 'calls';
      readonly engine: 'powershell' | 'stand-in';
      readonly calls: number;
      readonly alone: number;
    }
  /** Everything read through the frames of the stand-in. */
  | { readonly kind: 'read'; readonly answers: Answers };

export interface CallsAnswer {
  /** Milliseconds of each call through one worker that runs, and of each that starts its own. */
  readonly together: readonly number[];
  readonly alone: readonly number[];
}

export interface ReadAnswer {
  readonly read: number;
  readonly milliseconds: number;
  readonly computing: number;
  readonly memory: number;
}

const { signal } = new AbortController();
const call = { signal };

interface Way {
  readonly server: SyncServer;
  close(): Promise<void>;
}

function standIn(answers: Answers): Way {
  const worker = new Worker({
    spawn: () => spawn(process.execPath, [answeringWorker, JSON.stringify(answers)], { detached: true }),
    endTree: endProcessTree,
    timer: hostTimer,
    log: () => undefined,
    module: undefined,
    problemsOf: () => [],
    explainDeath: async (how) => ({ code: 'worker-lost', during: 'start', raw: how, retry: 'pointless' }),
  });
  return { server: liveSyncServer(worker), close: () => worker.close() };
}

/** The worker's own scripts under PowerShell, with the module that asks a lab. */
async function ways(engine: 'powershell' | 'stand-in') {
  if (engine === 'stand-in') {
    return { open: () => standIn({ rules: undefined, objects: 0 }), close: () => Promise.resolve() };
  }
  const { state } = valueOf(createScenario('clean', { users: 5 }));
  const served = await serveLab(labSyncServer(unsavedMachine(state)));
  // Named, so that a machine without the service and the group of a sync server will do.
  const named = { HYBRID_PREFLIGHT_POWERSHELL: engineOf(thisHost)?.path };
  const host = { ...thisHost, environment: { ...thisHost.environment, ...served.environment, ...named } };
  return {
    open: () => valueOf(openLiveSyncServer({ log: () => undefined, host, module: served.modulePath })),
    close: () => served.close(),
  };
}

async function measureCalls({
  engine,
  calls,
  alone,
}: WorkerRequest & { readonly kind: 'calls' }): Promise<CallsAnswer> {
  const { open, close } = await ways(engine);
  const one = open();
  valueOf(await one.server.scheduler(call));
  const together = await timesOf(calls, async () => void valueOf(await one.server.scheduler(call)));
  await one.close();
  const each = await timesOf(alone, async () => {
    const own = open();
    valueOf(await own.server.scheduler(call));
    await own.close();
  });
  await close();
  return { together, alone: each };
}

async function timesOf(count: number, work: () => Promise<void>): Promise<readonly number[]> {
  const times: number[] = [];
  while (times.length < count) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times;
}

async function measureReading({ answers }: WorkerRequest & { readonly kind: 'read' }): Promise<ReadAnswer> {
  const way = standIn(answers);
  const { server } = way;
  valueOf(await server.scheduler(call));
  const [began, computed] = [performance.now(), threadMilliseconds()];
  let read = valueOf(await server.rules(call)).length;
  const attributes = ['mailNickname', 'msExchMailboxGuid', 'msExchRecipientTypeDetails'];
  const done = await readAll(
    { clock: hostClock, signal },
    'read the connector space',
    (window) => server.connectorSpace(entraConnectorId, { ...window, attributes }, call),
    (items) => {
      read += items.length;
    },
  );
  valueOf(done);
  const milliseconds = performance.now() - began;
  const computing = threadMilliseconds() - computed;
  await way.close();
  return { read, milliseconds, computing, memory: mostMemory() };
}

function valueOf<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(`${failureText(result.failure)} ${explainFailure(result.failure).remedy}`);
}

if (import.meta.main) {
  const request = parametersOfChild() as WorkerRequest;
  answer(request.kind === 'calls' ? await measureCalls(request) : await measureReading(request));
}
