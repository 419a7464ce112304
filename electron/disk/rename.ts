import { rename } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** Pauses before each further attempt, in milliseconds: about two seconds in all. */
const pauses = [5, 10, 20, 40, 80, 160, 320, 640, 800];

/** Virus scanners and indexers hold a file for moments on Windows; a rename onto it then fails with one of these. */
const passing = new Set(['EPERM', 'EBUSY', 'EACCES']);

export interface RenameTools {
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly pause: (milliseconds: number) => Promise<unknown>;
  readonly platform: NodeJS.Platform;
}

const hostTools: RenameTools = {
  rename,
  pause: (milliseconds) => setTimeout(milliseconds),
  platform: process.platform,
};

/** Renames a file over another one; on Windows tries again while somebody else holds it. Throws the system's error otherwise. */
export async function renamePatiently(from: string, to: string, tools: RenameTools = hostTools): Promise<void> {
  for (const pause of pauses) {
    const error = await attempt(from, to, tools);
    if (error === undefined) return;
    if (tools.platform !== 'win32' || !passing.has(error.code ?? '')) throw error;
    await tools.pause(pause);
  }
  await tools.rename(from, to);
}

async function attempt(from: string, to: string, tools: RenameTools): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await tools.rename(from, to);
    return undefined;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}
