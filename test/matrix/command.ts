import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';

const commandLine = resolve(import.meta.dirname, '..', '..', 'electron', 'cli.mjs');
/** A killed process loses nothing that it has written, flushed or not: where there is a disk in memory, that will do. */
const memoryDisk = '/dev/shm';
/** Hundreds of processes of the same sources: Node compiles each source once. Kept where tools keep such things. */
const compileCache = resolve(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'compiled-by-node');

/** How a child process of the command line ended. */
export interface CommandEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const slots = { free: Math.max(1, availableParallelism()), waiting: [] as (() => void)[] };

/** Runs one command in a process of its own; no more at a time than there are processors. `kill`: when it ends itself. */
export async function command(words: readonly string[], kill?: string): Promise<CommandEnd> {
  if (slots.free === 0) await new Promise<void>((go) => slots.waiting.push(go));
  else slots.free -= 1;
  return new Promise<CommandEnd>((done, fail) => {
    const child = spawn(process.execPath, [commandLine, ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, HYBRID_PREFLIGHT_TEST_KILL: kill },
    });
    const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', fail);
    child.on('close', (code, signal) => {
      const next = slots.waiting.shift();
      if (next === undefined) slots.free += 1;
      else next();
      done({ code, signal, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}

/** A folder for a whole matrix; the caller removes it. */
export function workFolder(): Promise<string> {
  return mkdtemp(join(existsSync(memoryDisk) ? memoryDisk : tmpdir(), 'hybrid-preflight-matrix-'));
}

/** Puts a copy of a folder in the place of another. */
export async function replaceFolder(target: string, source: string): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await cp(source, target, { recursive: true });
}
