import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { onTestFinished } from 'vitest';

const electronFolder = resolve(import.meta.dirname, '..', '..', '..', 'electron');

/** How a command ended. */
export interface CommandEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<CommandEnd>;
  /** Resolves when either stream has shown the text. */
  shows(text: string): Promise<void>;
}

/** Starts a command, and ends it with the running test. */
export function start(words: readonly string[], script?: string): RunningCommand {
  const running = launch(words, script);
  onTestFinished(() => {
    running.child.kill('SIGKILL');
  });
  return running;
}

/** A process of its own, without a terminal. `script`: another entry point than the command line. */
function launch(words: readonly string[], script = 'cli.mjs'): RunningCommand {
  const child = spawn(process.execPath, [join(electronFolder, script), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, npm_lifecycle_event: '' },
  });
  let [stdout, stderr] = ['', ''];
  const watchers = new Set<() => void>();
  const heard = () => {
    for (const look of watchers) look();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    heard();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    heard();
  });
  const ended = new Promise<CommandEnd>((done) => {
    child.on('close', (code) => {
      done({ code, stdout, stderr });
    });
  });
  const shows = (text: string) =>
    new Promise<void>((done, fail) => {
      const look = () => {
        if (!stdout.includes(text) && !stderr.includes(text)) return;
        watchers.delete(look);
        done();
      };
      watchers.add(look);
      void ended.then(() => {
        fail(new Error(`The command ended without showing “${text}”:\n${stdout}\n${stderr}`));
      });
      look();
    });
  return { child, ended, shows };
}

/** Runs a command to its end. */
export function command(...words: readonly string[]): Promise<CommandEnd> {
  return launch(words).ended;
}

/** The one document of a command that was given `--json`. */
export function documentOf({ stdout }: CommandEnd): unknown {
  return JSON.parse(stdout);
}
