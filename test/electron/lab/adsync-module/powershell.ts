import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The PowerShell of this machine: the one that is named, else Windows PowerShell, else PowerShell 7. */
export const powershell = findPowershell();

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
