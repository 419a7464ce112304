import { win32 } from 'node:path';

/** The variables of a process's environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

const usualFolder = 'C:\\Windows';

/** A program of Windows by its absolute path: what stands in PATH may be anybody's. */
export function systemFile(name: string, environment: Environment): string {
  return win32.join(windowsFolder(environment), 'System32', name);
}

/** `%SystemRoot%`, when it is an absolute path on a drive. */
export function windowsFolder(environment: Environment): string {
  const [, given] = Object.entries(environment).find(([name]) => name.toLowerCase() === 'systemroot') ?? [];
  return given !== undefined && /^[a-z]:\\/i.test(given) ? given : usualFolder;
}
