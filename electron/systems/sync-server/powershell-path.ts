import { win32 } from 'node:path';
import { checkoutVariable } from '../../installation/checkout-variables.ts';
import { windowsFolder, type Environment } from './windows-folder.ts';

/** The PowerShell that the worker runs in. */
export type Engine =
  /** The Windows PowerShell of this Windows. */
  | { readonly kind: 'windows-powershell'; readonly path: string }
  /** Another one, which was named for a test or a lab. */
  | { readonly kind: 'named'; readonly path: string };

/** Windows PowerShell, below the system folder of Windows. */
export const windowsPowershell = win32.join('WindowsPowerShell', 'v1.0', 'powershell.exe');

export interface Host {
  readonly platform: NodeJS.Platform;
  readonly architecture: NodeJS.Architecture;
  readonly environment: Environment;
}

export const thisHost: Host = {
  platform: process.platform,
  architecture: process.arch,
  environment: process.env,
};

/** The engine of this machine, never looked up in PATH; undefined where there is none. */
export function engineOf({ platform, architecture, environment }: Host): Engine | undefined {
  // For tests and labs only: the ADSync module runs in the PowerShell of Windows alone.
  const named = checkoutVariable('HYBRID_PREFLIGHT_POWERSHELL', environment);
  if (named !== undefined) return { kind: 'named', path: named };
  if (platform !== 'win32') return undefined;
  // A 32-bit program is shown the 32-bit folder under the name System32; the real one is called Sysnative for it.
  const isRedirected = architecture === 'ia32' && environment['PROCESSOR_ARCHITEW6432'] !== undefined;
  const folder = win32.join(windowsFolder(environment), isRedirected ? 'Sysnative' : 'System32');
  return { kind: 'windows-powershell', path: win32.join(folder, windowsPowershell) };
}

/**
 * What the engine's process is given. PowerShell 7 leaves its own folders in PSModulePath, in which Windows PowerShell then
 * finds modules that it cannot load; without the variable it takes its own from the registry.
 */
export function environmentFor(engine: Engine, environment: Environment): Environment {
  if (engine.kind === 'named') return environment;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => name.toLowerCase() !== 'psmodulepath'));
}
