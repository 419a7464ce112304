import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFolderOpener } from '../../../electron/main/show-folder.ts';
import { electronDouble } from './electron-double.ts';

async function opener() {
  const folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { parts, shell } = electronDouble();
  return { folder, shell, show: createFolderOpener(parts) };
}

describe('showing a folder', () => {
  it('asks the shell for that folder', async () => {
    const { folder, shell, show } = await opener();
    await show(folder);
    expect(shell.openPath.mock.calls).toEqual([[folder]]);
  });

  it('never opens a file, which might be a program', async () => {
    const { folder, shell, show } = await opener();
    const file = join(folder, 'tool.exe');
    await writeFile(file, '');
    await expect(show(file)).rejects.toThrow('Only a folder');
    expect(shell.openPath).not.toHaveBeenCalled();
  });

  it.each(['.', 'https://example.org/', 'ms-settings:', ''])('never opens %j', async (path) => {
    const { shell, show } = await opener();
    await expect(show(path)).rejects.toThrow('Only a folder');
    expect(shell.openPath).not.toHaveBeenCalled();
  });

  it('fails with what the shell says', async () => {
    const { folder, shell, show } = await opener();
    shell.openPath.mockResolvedValue('no file manager');
    await expect(show(folder)).rejects.toThrow('no file manager');
  });
});
