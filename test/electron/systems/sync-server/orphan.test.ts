import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { hostProcesses } from '../../../../electron/disk/processes.ts';

const parent = fileURLToPath(new URL('./orphan-parent.ts', import.meta.url));

it('leaves no worker behind when the program is killed', async () => {
  const child = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const worker = Number(line);
  expect(hostProcesses.isAlive(worker)).toBe(true);
  child.kill('SIGKILL');
  await expect.poll(() => hostProcesses.isAlive(worker), { timeout: 20_000 }).toBe(false);
});
