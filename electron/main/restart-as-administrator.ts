import { execFile } from 'node:child_process';
import { win32 } from 'node:path';
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
  /** Whether a file is there. */
  readonly exists: (path: string) => boolean;
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
  const { app, platform, environment, script, run } = parts;
  if (platform !== 'win32' || !app.isPackaged) return null;
  const words = [...engineArguments, '-File', script, '-Program', startedProgram(parts)];
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

/**
 * The portable program unpacks itself into a folder that goes away with it, and tells in a variable where it is itself. The
 * installed one has its uninstaller beside it and no such variable: there it could only be somebody else's word for what to
 * start as administrator.
 */
function startedProgram({ environment, program, exists }: RestartParts): string {
  const { PORTABLE_EXECUTABLE_FILE: portable } = environment;
  const isInstalled = exists(win32.join(win32.dirname(program), `Uninstall ${win32.basename(program)}`));
  return portable === undefined || isInstalled ? program : portable;
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
