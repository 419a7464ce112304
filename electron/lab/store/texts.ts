/** Texts about the folder of a lab. */

export function labIsHeld(
  lockFile: string,
  holder: { readonly host: string; readonly pid: number; readonly user: string } | undefined,
): string {
  const who = holder === undefined ? 'another process' : `process ${holder.pid} of ${holder.user} on ${holder.host}`;
  return `The lab is in use by ${who}. Close it there; if nothing is running any more, delete ${lockFile}.`;
}

export const labTakenAway =
  'The lock of the lab was removed while the lab was open. The lab was not saved, because another process may have changed it.';

export const folderNotEmpty = 'The folder is not empty. A lab gets a folder of its own.';

export function damagedLab(file: string, problem: string): string {
  return `The lab is damaged: ${file}: ${problem}`;
}

export const fileMissing = 'the file is missing';

export const fileChanged = 'its content is not what was saved';
