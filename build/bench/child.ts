import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs a script of this folder in a process of its own, so that no measurement inherits compiled code or memory from
 * another, and reads the one JSON document it prints. Throws when the script fails.
 */
export async function inChildProcess<Answer>(
  script: string,
  parameters: unknown,
  signal: AbortSignal,
): Promise<Answer> {
  const child = spawn(process.execPath, [script, JSON.stringify(parameters)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}`);
  return JSON.parse(Buffer.concat(chunks).toString()) as Answer;
}

/** The file of a script beside this one, from its address. */
export function scriptFile(address: string): string {
  return fileURLToPath(address);
}

/** In the child: what it was asked. */
export function parametersOfChild(): unknown {
  const [text] = process.argv.slice(2);
  if (text === undefined) throw new Error('This script is started by npm run bench');
  return JSON.parse(text) as unknown;
}

/** In the child: answers. */
export function answer(document: unknown): void {
  process.stdout.write(JSON.stringify(document));
}

/** In the child: milliseconds that this thread has computed, without waiting for the disk or for a processor that others hold. */
export function threadMilliseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** In the child: most bytes of memory that the process has held. */
export function mostMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}
