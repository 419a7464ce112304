import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { environmentFor, type Engine } from './powershell-path.ts';
import type { Environment } from './windows-folder.ts';

/** Starts a worker's process; throws or emits `error` when it cannot be started. */
export type SpawnWorker = () => ChildProcessWithoutNullStreams;

/** What every PowerShell is started with. No execution policy: what the administrators of the server decided is obeyed. */
export const engineArguments = ['-NoLogo', '-NoProfile', '-NonInteractive'] as const;

/** Starts the worker's script in an engine, without a shell and without a window. */
export function spawnWorker(engine: Engine, script: string, environment: Environment): SpawnWorker {
  return () =>
    spawn(engine.path, [...engineArguments, '-File', script], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: environmentFor(engine, environment),
      shell: false,
      windowsHide: true,
      // Leads a group of its own, so that it can be ended with all that it started; on Windows that would open a console.
      detached: process.platform !== 'win32',
    });
}
