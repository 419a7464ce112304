import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from '../disk/run-folder/outcome.ts';
import { makeFolder, privateFolder } from '../disk/make-folder.ts';

/**
 * Makes a new folder inside another, which is made where it is missing, under that name or the next free one (`name-2`,
 * `name-3`, …). Throws the system's error.
 */
export async function claimFolder(parent: string, name: string): Promise<string> {
  await makeFolder(parent);
  for (let number = 1; ; number += 1) {
    const folder = join(parent, number === 1 ? name : `${name}-${number}`);
    try {
      await mkdir(folder, { mode: privateFolder });
      return folder;
    } catch (error) {
      if (systemCodeOf(error) !== 'EEXIST') throw error;
    }
  }
}
