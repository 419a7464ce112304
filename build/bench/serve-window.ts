import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startBrowserHost } from '../../electron/browser-host/server.ts';
import { listRendererFiles } from '../../electron/installation/renderer-files.ts';
import { createActivities, type RunningActivity } from '../../electron/service/activities.ts';
import { createPendingWrites } from '../../electron/service/pending-writes.ts';
import { hostTime } from '../../shared/engine/journal/host-time.ts';
import type { Service } from '../../shared/ipc/bridge.ts';
import { answer, parametersOfChild } from './child.ts';
import { step, storeWithRun } from './run-with-objects.ts';

/** Serves the window on a run with a large table until it is killed; answers with its one-time address. */
export interface ServeRequest {
  readonly rows: number;
  /** Progress events a second of the work that `prepareStep` begins. */
  readonly events: number;
  readonly seconds: number;
}

const builtWindow = join(import.meta.dirname, '..', '..', 'dist', 'renderer');

function serviceOf({ rows, events, seconds }: ServeRequest): Service {
  const store = storeWithRun(rows);
  const activities = createActivities(store, hostTime, createPendingWrites(hostTime));
  const work = async ({ progress }: RunningActivity) => {
    await report(progress, events, seconds);
    return { ok: true, value: null } as const;
  };
  return {
    async call(name) {
      const sequence = store.sequence();
      if (name === 'getState') return { ok: true, value: { state: store.state(), sequence }, sequence };
      if (name === 'prepareStep') void activities.run({ kind: 'preparing', title: 'Reading', step }, work);
      return { ok: true, value: null, sequence };
    },
    onDelta: (listener) => store.onDelta(listener),
    mayClose: () => true,
    beingWritten: () => [],
    close: () => Promise.resolve(),
  };
}

/** Each event says in its text when it happened, in milliseconds since 1970. A timer is late, so each catches up. */
async function report(progress: RunningActivity['progress'], events: number, seconds: number): Promise<void> {
  const [began, total] = [performance.now(), events * seconds];
  for (let told = 0; told < total;) {
    await setTimeout(1);
    const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * events));
    for (; told < due; told += 1) progress({ text: `Told at ${Date.now()}`, done: told, total });
  }
}

if (import.meta.main) {
  const service = serviceOf(parametersOfChild() as ServeRequest);
  const onUnexpected = (error: unknown) => console.error(error);
  const host = await startBrowserHost({ service, files: await listRendererFiles(builtWindow), onUnexpected });
  answer({ address: host.address });
}
