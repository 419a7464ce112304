import { hostname, userInfo } from 'node:os';

/** Who asks for a lock: a process, its machine, and whose it is. */
export interface ProcessClaim {
  readonly host: string;
  readonly pid: number;
  readonly user: string;
  readonly now: Date;
}

/** This process, now. */
export function thisProcess(): ProcessClaim {
  return { host: hostname(), pid: process.pid, user: signedInUser(), now: new Date() };
}

/**
 * Name of the signed-in user. A service or a container may run under a number that the system has no entry for; then it is
 * what the environment says, else that number. `lookUp` throws where there is no entry.
 */
export function signedInUser(
  lookUp: () => string = () => userInfo().username,
  environment: NodeJS.ProcessEnv = process.env,
  number: number | undefined = process.getuid?.(),
): string {
  try {
    return lookUp();
  } catch {
    return environment['USER'] ?? environment['USERNAME'] ?? `uid ${String(number)}`;
  }
}
