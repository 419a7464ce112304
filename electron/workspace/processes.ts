import { readFile } from 'node:fs/promises';

/** What can be seen of the processes of this machine. */
export interface Processes {
  isAlive(pid: number): boolean;
  /** Differs between two processes that got the same id; undefined where the system does not tell. */
  startOf(pid: number): Promise<string | undefined>;
}

export const hostProcesses: Processes = {
  isAlive(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      // Somebody else's process: it exists, and we may not signal it.
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  },
  async startOf(pid) {
    if (process.platform !== 'linux') return undefined;
    try {
      const [stat, boot] = await Promise.all([
        readFile(`/proc/${pid}/stat`, 'utf8'),
        readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      ]);
      // The name in parentheses may hold blanks; starttime is field 22, the 20th after it (proc_pid_stat(5)).
      const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
      return started === undefined ? undefined : `${boot.trim()}/${started}`;
    } catch {
      return undefined;
    }
  },
};
