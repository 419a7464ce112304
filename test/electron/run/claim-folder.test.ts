import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claimFolder } from '../../../electron/run/claim-folder.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';

describe('a new folder', () => {
  it('gets the next free name, also when many ask at once', async () => {
    const parent = await emptyFolder();
    const claimed = await Promise.all(['run', 'run', 'run'].map((name) => claimFolder(parent, name)));
    expect(claimed.sort()).toEqual([join(parent, 'run'), join(parent, 'run-2'), join(parent, 'run-3')]);
  });

  it('is made together with the folder it lies in', async () => {
    const parent = join(await emptyFolder(), 'practice', 'today');
    expect(await readdir(parent).catch(() => 'absent')).toBe('absent');
    expect(await claimFolder(parent, 'run')).toBe(join(parent, 'run'));
    expect(await readdir(parent)).toEqual(['run']);
  });
});
