import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTexts } from '../../shared/ipc/browser-host-texts.ts';

export type ElectronRuntime =
  | { readonly kind: 'there'; readonly program: string }
  /** Its package is there, and could run here, but its runtime has to be downloaded. */
  | { readonly kind: 'not-downloaded'; readonly packageFolder: string }
  | { readonly kind: 'missing'; readonly reason: string };

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whether Electron can be started here, and why not. Never downloads it. */
export function electronRuntime(
  from: string = import.meta.url,
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): ElectronRuntime {
  const folder = packageFolder(from);
  if (folder === undefined) return { kind: 'missing', reason: startTexts.notInstalled };
  const hasDisplay = environment['DISPLAY'] !== undefined || environment['WAYLAND_DISPLAY'] !== undefined;
  if (platform === 'linux' && !hasDisplay) return { kind: 'missing', reason: startTexts.noDisplay };
  const program = programIn(folder, environment);
  return program === undefined ? { kind: 'not-downloaded', packageFolder: folder } : { kind: 'there', program };
}

/** Runs the window in Electron and resolves with its exit code. */
export function runElectron(program: string, scenario: string | undefined): Promise<number> {
  const ended = Promise.withResolvers<number>();
  const words = [root, ...(scenario === undefined ? [] : [`--lab=${scenario}`])];
  const child = spawn(program, words, { stdio: 'inherit' });
  child.once('error', ended.reject);
  child.once('exit', (code) => ended.resolve(code ?? 1));
  return ended.promise;
}

function packageFolder(from: string): string | undefined {
  try {
    return dirname(createRequire(from).resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}

/** The package writes down where its runtime is once that has been downloaded. */
function programIn(folder: string, environment: NodeJS.ProcessEnv): string | undefined {
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const dist = environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist');
  const program = join(dist, readFileSync(note, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}
