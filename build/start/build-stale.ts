import { join } from 'node:path';
import { startTexts } from '../../shared/ipc/browser-host-texts.ts';
import { isStale } from './stale.ts';

const root = join(import.meta.dirname, '..', '..');
const inRoot = (paths: readonly string[]) => paths.map((path) => join(root, path));

const windowFiles = ['dist/renderer/index.html'];
const windowSources = ['renderer', 'shared', 'vite.config.ts', 'package-lock.json'];
const electronFiles = ['dist/electron/main.js', 'dist/electron/preload.cjs', 'dist/licences.json'];
const electronSources = [...windowSources, 'electron', 'build/bundle.ts', 'package.json'];

/** Builds what Electron opens, unless it is there and younger than what it is made of. */
export async function buildForElectron(): Promise<void> {
  if (!(await isStale(inRoot([...windowFiles, ...electronFiles]), inRoot(electronSources)))) return;
  console.error(startTexts.building);
  await (await import('../bundle.ts')).buildAll();
}

/** Builds what a browser opens, unless it is there and younger than what it is made of. */
export async function buildForBrowser(): Promise<void> {
  if (!(await isStale(inRoot(windowFiles), inRoot(windowSources)))) return;
  console.error(startTexts.building);
  await (await import('../bundle.ts')).buildRenderer();
}
