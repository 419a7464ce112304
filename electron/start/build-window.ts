import { readdir, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What the built window is made of. */
const sources = ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'] as const;

/** Builds the window into a folder when it is not there or older than its sources; a packaged program has no sources. */
export async function buildWindowWhenStale(folder: string, onBuild: () => void): Promise<void> {
  if (!existsSync(join(root, 'vite.config.ts')) || !(await isStale(folder))) return;
  onBuild();
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error', build: { outDir: folder } });
}

async function isStale(folder: string): Promise<boolean> {
  const built = await changedAt(join(folder, 'index.html'));
  if (built === undefined) return true;
  for (const source of sources) {
    if ((await newestBelow(join(root, source))) > built) return true;
  }
  return false;
}

/** Milliseconds of the youngest file of a folder, or of the file itself; 0 when there is none. */
export async function newestBelow(path: string): Promise<number> {
  const own = await stat(path).catch(() => undefined);
  if (own === undefined) return 0;
  if (!own.isDirectory()) return own.mtimeMs;
  // A file that was taken away changes its folder.
  let newest = own.mtimeMs;
  for (const name of await readdir(path)) newest = Math.max(newest, await newestBelow(join(path, name)));
  return newest;
}

async function changedAt(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mtimeMs;
}
