import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../../electron/disk/make-folder.ts';
import { finishedRun } from './run-folder/run-builder.ts';
import { filesBelow } from '../../../electron/disk/run-folder/run-files.ts';
import { emptyFolder } from './temporary-folder.ts';

const hasModes = process.platform !== 'win32';

describe('making a folder', () => {
  it('makes those above it that are missing, and says which was the first', async () => {
    const root = await emptyFolder();
    expect(await makeFolder(join(root, 'a', 'b', 'c'))).toBe(join(root, 'a'));
    expect((await stat(join(root, 'a', 'b', 'c'))).isDirectory()).toBe(true);
    expect(await makeFolder(join(root, 'a', 'b', 'c'))).toBeUndefined();
  });

  it('is done by several at once', async () => {
    const root = await emptyFolder();
    const made = await Promise.all(Array.from({ length: 8 }, () => makeFolder(join(root, 'a', 'b'))));
    expect(new Set(made)).toContain(join(root, 'a'));
  });

  it.skipIf(process.platform !== 'linux')('ends where the system denies a folder under one that exists', async () => {
    await expect(makeFolder('/proc/x/y/z')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('says so where a file stands in the way', async () => {
    const root = await emptyFolder();
    await writeFile(join(root, 'file'), '');
    await expect(makeFolder(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(makeFolder(join(root, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.skipIf(!hasModes)(
    'gives what concerns people to the user alone, and leaves what was there as it was',
    async () => {
      const root = await emptyFolder();
      await mkdir(join(root, 'there'), { mode: 0o755 });
      const run = join(root, 'there', 'engagement', 'run');
      await finishedRun(run);
      const modeOf = async (path: string) => (await stat(path)).mode & 0o777;
      expect(await modeOf(join(root, 'there'))).toBe(0o755);
      for (const folder of ['..', '', 'evidence', 'report']) expect(await modeOf(join(run, folder))).toBe(0o700);
      for (const { path } of await filesBelow(run))
        expect([path, await modeOf(join(run, path))]).toEqual([path, 0o600]);
    },
  );
});
