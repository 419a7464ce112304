import type * as electron from 'electron';
import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';

/**
 * Makes the function that shows a folder in the file manager. Only the service calls it, with folders that it has named
 * itself; that it is a folder is looked at again, because the shell would start a program as gladly.
 */
export function createFolderOpener({ shell }: Pick<typeof electron, 'shell'>): (folder: string) => Promise<void> {
  return async (folder) => {
    if (!isAbsolute(folder) || !(await stat(folder)).isDirectory()) throw new Error('Only a folder can be shown.');
    const problem = await shell.openPath(folder);
    if (problem !== '') throw new Error(`The folder could not be shown: ${problem}`);
  };
}
