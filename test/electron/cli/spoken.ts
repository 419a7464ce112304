import { vi } from 'vitest';
import { runCommandLine } from '../../../electron/cli/main.ts';

/** Runs a command in this process and gathers what it writes; the mocks are restored by the test. */
export async function spoken(...words: readonly string[]) {
  const heard = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      heard[name] += String(text);
      return true;
    });
  }
  const code = await runCommandLine(words);
  return { code, ...heard };
}
