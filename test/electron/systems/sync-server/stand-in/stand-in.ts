import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endProcessTree } from '../../../../../electron/systems/sync-server/end-process-tree.ts';
import { liveSyncServer } from '../../../../../electron/systems/sync-server/live-sync-server.ts';
import { hostTimer, type Timer } from '../../../../../electron/systems/sync-server/timer.ts';
import { workerFacts } from '../../../../../electron/systems/sync-server/wire/shapes.ts';
import { Worker } from '../../../../../electron/systems/sync-server/worker.ts';
import type { WorkerRemark } from '../../../../../electron/systems/sync-server/worker-log.ts';
import type { WorkerParts } from '../../../../../electron/systems/sync-server/worker.ts';
import type { Json } from '../../../../../shared/base/json.ts';
import type { SyncServer } from '../../../../../shared/systems/sync-server/sync-server.ts';
import { readyWorker } from '../../../../shared/assessment/this-server/ready-worker.ts';
import type { FromStandIn, Misbehaviour, StandInSettings } from './misbehaviour.ts';
import { perform } from './perform.ts';

const script = fileURLToPath(new URL('worker-script.ts', import.meta.url));

/** A sync server behind a process of its own, which works on another server: the TypeScript half of `--on live` as it is. */
export interface StandIn {
  readonly server: SyncServer;
  readonly worker: Worker;
  readonly remarks: readonly WorkerRemark[];
  /** Every process that was started, in order. */
  readonly processes: readonly ChildProcess[];
  /** What the lab was asked, in order. */
  readonly performed: readonly string[];
  close(): Promise<void>;
}

export interface StandInOptions {
  /** Of the first process, the second and so on; those after them behave well. */
  readonly misbehaviours?: readonly Misbehaviour[];
  /** Frames of the first process's start, unlike those of a well-kept server. */
  readonly start?: Partial<StandInSettings>;
  readonly parts?: Partial<WorkerParts>;
}

/** Times longer than this are limits of operations and of the start: they are over as soon as the process says it is silent. */
const limitsFrom = 60_000;
/** All other times are for processes to end in. */
const hurry = 10;

export function standInFor(behind: SyncServer, options: StandInOptions = {}): StandIn {
  const { misbehaviours = [], start = {}, parts = {} } = options;
  const processes: ChildProcess[] = [];
  const performed: string[] = [];
  const remarks: WorkerRemark[] = [];
  const limits = new Set<() => void>();
  const timer: Timer = (milliseconds, ring) => {
    if (milliseconds < limitsFrom) return hostTimer(milliseconds / hurry, ring);
    limits.add(ring);
    return () => limits.delete(ring);
  };
  const hear = async (child: ChildProcess, message: FromStandIn) => {
    if (message.kind === 'silent') {
      for (const ring of limits) ring();
      return;
    }
    performed.push(message.operation);
    const { signal } = new AbortController();
    const answer = await perform(behind, message.operation, message.given as Json, { signal });
    // One that was ended meanwhile does not hear it.
    if (child.connected) child.send(answer, () => undefined);
  };
  const spawnOne = () => {
    const isFirst = processes.length === 0;
    const settings: StandInSettings = {
      facts: workerFacts.encode(readyWorker),
      misbehaviour: misbehaviours[processes.length],
      refusal: undefined,
      ...(isFirst && start),
    };
    const child = spawn(process.execPath, [script, JSON.stringify(settings)], {
      stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      detached: process.platform !== 'win32',
    });
    processes.push(child);
    child.on('message', (message) => void hear(child, message as FromStandIn));
    return child as unknown as ChildProcessWithoutNullStreams;
  };
  const worker = new Worker({
    spawn: spawnOne,
    endTree: endProcessTree,
    timer,
    log: (remark) => remarks.push(remark),
    module: undefined,
    problemsOf: () => [],
    explainDeath: async (how) => ({ code: 'worker-lost', during: 'start', raw: how, retry: 'pointless' }),
    ...parts,
  });
  return {
    server: liveSyncServer(worker),
    worker,
    remarks,
    processes,
    performed,
    async close() {
      await worker.close();
      await Promise.all(processes.map((child) => goneOf(child)));
    },
  };
}

/** When a process has ended. */
export async function goneOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
