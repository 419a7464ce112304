import { execFile } from 'node:child_process';
import type * as electron from 'electron';
import { windowsPowershell } from '../systems/sync-server/powershell-path.ts';
import { engineArguments } from '../systems/sync-server/spawn-worker.ts';
import { systemFile } from '../systems/sync-server/windows-folder.ts';

/** What decides whether and how this program can be started again. */
export interface RestartParts {
  readonly app: Pick<
    typeof electron.app,
    'isPackaged' | 'quit' | 'releaseSingleInstanceLock' | 'requestSingleInstanceLock'
  >;
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  /** The running program. */
  readonly program: string;
  /** Path of restart-as-administrator.ps1, outside the archive. */
  readonly script: string;
  /** Runs a program to its end; rejects with what it wrote to standard error. */
  readonly run: (program: string, words: readonly string[]) => Promise<void>;
}

/**
 * Starts the installed program once more as administrator, then closes this one. Only Windows can, and only once a person
 * has consented; one who does not leaves this program as it is. Null where there is nothing that could be started again.
 */
export function createElevatedRestart(parts: RestartParts): (() => Promise<void>) | null {
  const { app, platform, environment, program, script, run } = parts;
  if (platform !== 'win32' || !app.isPackaged) return null;
  // The portable program unpacks itself into a temporary folder that goes away with it.
  const { PORTABLE_EXECUTABLE_FILE: started = program } = environment;
  const words = [...engineArguments, '-File', script, '-Program', started];
  return async () => {
    // The new one would find this one at work, and end.
    app.releaseSingleInstanceLock();
    try {
      await run(systemFile(windowsPowershell, environment), words);
    } catch (error) {
      app.requestSingleInstanceLock();
      throw error;
    }
    // After the window has its answer: closing waits for the work that is going on, and this is part of it.
    setImmediate(() => app.quit());
  };
}

/** Runs a program of Windows without a shell and without a window. */
export function runToEnd(program: string, words: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, words, { windowsHide: true }, (error, _output, said) => {
      if (error === null) resolve();
      else reject(said.trim() === '' ? error : new Error(said.trim()));
    });
  });
}
