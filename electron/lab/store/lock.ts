import { join } from 'node:path';
import { failed, success, type Result } from '../../../shared/base/failure.ts';
import { labIsHeld } from './texts.ts';
import { thisProcess } from '../../disk/this-process.ts';
import { breakLock, takeLock, type HeldLock } from '../../disk/lock.ts';

export const lockName = 'lab.lock';

/** How often a holder that has ended is replaced before somebody else is taken to be quicker each time. */
const attempts = 3;

/** Takes the lab for this process alone. A holder that no longer runs on this machine is replaced; any other refuses. */
export async function lockLab(folder: string): Promise<Result<HeldLock>> {
  const path = join(folder, lockName);
  for (let attempt = 1; ; attempt += 1) {
    const locking = await takeLock(path, thisProcess());
    if (locking.kind === 'held') return success(locking.lock);
    const { holder, standing } = locking.found;
    if (standing !== 'stale' || attempt === attempts) {
      const during = `open the lab ${folder}`;
      return failed({ code: 'in-use', during, raw: labIsHeld(path, holder), retry: 'safe' });
    }
    await breakLock(path, holder);
  }
}
