import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The PowerShell of this machine: the one that is named, else Windows PowerShell, else PowerShell 7. */
export const powershell = findPowershell();

if (powershell !== undefined) process.env['HYBRID_PREFLIGHT_LAB_TYPES'] ??= compiledTypes(powershell);

/** For the name of a `describe`, so that a skipped one says why. */
export function onPowershell(what: string): string {
  return powershell === undefined
    ? `${what} (skipped: no PowerShell here; HYBRID_PREFLIGHT_POWERSHELL may name one)`
    : what;
}

export interface PowershellEnd {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs a script file to its end. */
export async function runScript(
  file: string,
  environment: Readonly<Record<string, string>>,
  ...given: readonly string[]
): Promise<PowershellEnd> {
  if (powershell === undefined) throw new Error('There is no PowerShell');
  const ended = Promise.withResolvers<PowershellEnd>();
  execFile(
    powershell,
    ['-NoLogo', '-NoProfile', '-NonInteractive', '-File', file, ...given],
    { env: { ...process.env, NO_COLOR: '1', TERM: 'dumb', ...environment }, maxBuffer: 64 * 1024 * 1024 },
    (error, out, errors) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      ended.resolve({ code, out, error: errors });
    },
  );
  return ended.promise;
}

function findPowershell(): string | undefined {
  const named = process.env['HYBRID_PREFLIGHT_POWERSHELL'];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return ['powershell.exe', 'pwsh.exe', 'pwsh']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => existsSync(file));
}

/** The types of the stand-in module for this PowerShell, compiled once for all tests: that takes longer than most of them. */
function compiledTypes(executable: string): string {
  const root = join(import.meta.dirname, '../../../..');
  const source = join(root, 'electron/lab/adsync-module/ADSync/ObjectModel.cs');
  const { size, mtimeMs } = statSync(executable);
  const hash = createHash('sha256')
    .update(readFileSync(source))
    .update(`${executable} ${size} ${mtimeMs}`)
    .digest('hex');
  const folder = join(root, 'node_modules/.cache/hybrid-preflight');
  const file = join(folder, `ObjectModel-${hash.slice(0, 16)}.dll`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  // Two test files may begin at once: whoever is last replaces what is the same.
  const own = join(folder, `${String(process.pid)}.dll`);
  const compile = `Add-Type -TypeDefinition ([IO.File]::ReadAllText('${source}')) -OutputAssembly '${own}'`;
  execFileSync(executable, ['-NoLogo', '-NoProfile', '-NonInteractive', '-Command', compile]);
  renameSync(own, file);
  return file;
}
