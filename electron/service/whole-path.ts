import { isAbsolute } from 'node:path';

/** Whether a path begins at the top and is one that a system can be asked for. */
export function isWholePath(path: string): boolean {
  return isAbsolute(path) && !path.includes('\u0000');
}
