import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** What one run of a command took, as a whole process: from its start to its end, loading included. */
export interface CommandTimes {
  readonly total: number;
  /** Milliseconds that its threads computed, without waiting for a processor that others held. */
  readonly computing: number;
  /** Most bytes that it held. */
  readonly memory: number;
  /** What it printed. */
  readonly printed: string;
}

const commandLine = resolve(import.meta.dirname, '../../electron/cli.mjs');
const tellTimes = resolve(import.meta.dirname, 'tell-times.mjs');

/** Runs a command as a person starts it. Throws when it fails. */
export async function runCommand(
  words: readonly string[],
  workFolder: string,
  signal: AbortSignal,
): Promise<CommandTimes> {
  const told = join(workFolder, `times-${crypto.randomUUID()}.json`);
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', tellTimes, commandLine, ...words], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, BENCH_TIMES: told },
    signal,
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((end, fail) => {
    child.on('error', fail);
    child.on('close', end);
  });
  const total = performance.now() - started;
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${String(code)}`);
  const { computing, memory } = JSON.parse(await readFile(told, 'utf8')) as Pick<CommandTimes, 'computing' | 'memory'>;
  await rm(told);
  return { total, computing, memory, printed: Buffer.concat(chunks).toString() };
}
