import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether what was built is missing or older than what it is made of. */
export async function isStale(built: readonly string[], sources: readonly string[]): Promise<boolean> {
  let oldest = Infinity;
  for (const path of built) oldest = Math.min(oldest, (await stat(path).catch(() => undefined))?.mtimeMs ?? -Infinity);
  for (const source of sources) if ((await newestBelow(source)) > oldest) return true;
  return oldest === -Infinity;
}

/** Milliseconds of the youngest file of a folder, or of the file itself; 0 when there is none. */
async function newestBelow(path: string): Promise<number> {
  const own = await stat(path).catch(() => undefined);
  if (own === undefined) return 0;
  if (!own.isDirectory()) return own.mtimeMs;
  // A file that was taken away changes its folder.
  let newest = own.mtimeMs;
  for (const name of await readdir(path)) newest = Math.max(newest, await newestBelow(join(path, name)));
  return newest;
}
