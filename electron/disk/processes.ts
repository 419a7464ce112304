import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** What can be seen of the processes of this machine. */
export interface Processes {
  isAlive(pid: number): boolean;
  /** Differs between two processes that got the same id; undefined where the system does not tell. */
  startOf(pid: number): Promise<string | undefined>;
}

/** States of a process that has ended and only waits to be collected (proc_pid_stat(5)). */
const ended = new Set(['Z', 'X', 'x']);

export const hostProcesses: Processes = {
  isAlive(pid) {
    try {
      process.kill(pid, 0);
      return !isZombie(pid);
    } catch (error) {
      // Somebody else's process: it exists, and we may not signal it.
      return (error as NodeJS.ErrnoException).code === 'EPERM' && !isZombie(pid);
    }
  },
  async startOf(pid) {
    if (process.platform !== 'linux') return undefined;
    try {
      const [stat, boot] = await Promise.all([
        readFile(statOf(pid), 'utf8'),
        readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      ]);
      // starttime is field 22 (proc_pid_stat(5)).
      const started = fieldsAfterName(stat)[19];
      return started === undefined ? undefined : `${boot.trim()}/${started}`;
    } catch {
      return undefined;
    }
  },
};

/** A container whose first process collects nobody keeps the dead for as long as it runs. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return ended.has(fieldsAfterName(readFileSync(statOf(pid), 'utf8'))[0] ?? '');
  } catch {
    return false;
  }
}

function statOf(pid: number): string {
  return `/proc/${pid}/stat`;
}

/** From the third field on: the name in parentheses before it may hold blanks. */
function fieldsAfterName(stat: string): readonly string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
