import { execFile } from 'node:child_process';
import { systemFile } from './windows-folder.ts';

/** Ends a process and all that it started, at once. A process that is gone already is no error. */
export type EndProcessTree = (pid: number) => void;

/** On Windows a process does not take its children with it, so the product's own tool does it; elsewhere the group is ended. */
export const endProcessTree: EndProcessTree = process.platform === 'win32' ? endWindowsTree : endGroup;

function endWindowsTree(pid: number): void {
  execFile(systemFile('taskkill.exe', process.env), ['/PID', String(pid), '/T', '/F'], { windowsHide: true }, () => {
    // Whether it worked is seen from the process itself.
  });
}

/** The worker was started as the leader of a group of its own. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
