import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Installation } from './download-runtime.ts';

/** Starts the installation that the package brings along; what it downloads first lies in a temporary folder of its own. */
export function installElectron(packageFolder: string): Installation {
  const temporary = mkdtempSync(join(tmpdir(), 'hybrid-preflight-electron-'));
  const environment = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
    // Ctrl+C at the terminal is for the one who waits for it.
    detached: process.platform !== 'win32',
    env: { ...environment, ELECTRON_GET_NO_PROGRESS: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const ended = Promise.withResolvers<Awaited<Installation['ended']>>();
  child.once('error', ({ message }) => ended.resolve({ kind: 'failed', text: message }));
  child.once('close', (code) => ended.resolve(code === 0 ? { kind: 'installed' } : failure(told)));
  void ended.promise.then(() => rm(temporary, { recursive: true, force: true }));
  const places = [temporary, join(packageFolder, 'dist')];
  return {
    bytes: async () => (await Promise.all(places.map(bytesBelow))).reduce((sum, bytes) => sum + bytes, 0),
    ended: ended.promise,
    stop: () => void child.kill(),
  };
}

function failure(told: string): Awaited<Installation['ended']> {
  const first = told.split('\n').find((line) => line.trim() !== '') ?? '';
  return { kind: 'failed', text: first.replace(/^\w*Error: /, '').trim() };
}

async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).then((found) => found.size, ignore)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A file may be gone by the time it is looked at. */
function ignore(): number {
  return 0;
}
