import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startBrowserHost, type BrowserHost } from '../../../electron/browser-host/server.ts';
import { listRendererFiles } from '../../../electron/installation/renderer-files.ts';
import type { Service } from '../../../shared/ipc/bridge.ts';
import type { StateDelta } from '../../../shared/ipc/state.ts';
import { fakeTime, type FakeTime } from '../service/fake-time.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { reaching, type Reachable } from './client.ts';

/** A service that only remembers what reached it. */
interface Probe extends Service {
  readonly calls: unknown[];
  writing: boolean;
  closed: number;
  tell(delta: StateDelta): void;
}

function probe(): Probe {
  const listeners = new Set<(delta: StateDelta) => void>();
  return {
    calls: [],
    writing: false,
    closed: 0,
    async call(name, input) {
      this.calls.push([name, input]);
      return { ok: true, value: null, sequence: 0 };
    },
    onDelta(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    mayClose() {
      return !this.writing;
    },
    beingWritten() {
      return this.writing ? ['a rule'] : [];
    },
    async close() {
      this.closed += 1;
    },
    tell(delta) {
      for (const listener of listeners) listener(delta);
    },
  };
}

export interface Running extends Reachable {
  readonly host: BrowserHost;
  readonly service: Probe;
  readonly time: FakeTime;
  readonly unexpected: unknown[];
}

/** The window that it serves. */
export const page = `<!doctype html><meta name="csp-nonce" content="CSP_NONCE"><title>W</title>`;

export async function running(): Promise<Running> {
  const folder = join(await emptyFolder(), 'renderer');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, 'assets', 'app.js'), 'export {};');
  await writeFile(join(folder, '..', 'secret.txt'), 'planted secret');
  const [service, time, unexpected] = [probe(), fakeTime(), [] as unknown[]];
  const onUnexpected = (error: unknown) => unexpected.push(error);
  const files = await listRendererFiles(folder);
  const host = await startBrowserHost({ service, files, time, onUnexpected });
  onTestFinished(() => host.close());
  return { ...reaching(host), host, service, time, unexpected };
}
