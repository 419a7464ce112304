import { describe, expect, it, vi } from 'vitest';
import { renamePatiently } from '../../../electron/disk/rename.ts';

function failing(times: number, code: string) {
  const rename = vi.fn<(from: string, to: string) => Promise<void>>().mockResolvedValue(undefined);
  for (let index = 0; index < times; index++) rename.mockRejectedValueOnce(Object.assign(new Error(code), { code }));
  return rename;
}

const pause = () => Promise.resolve();

describe('renamePatiently', () => {
  it.each(['EPERM', 'EBUSY', 'EACCES'])('tries again on Windows while somebody holds the file (%s)', async (code) => {
    const rename = failing(3, code);
    await renamePatiently('a', 'b', { rename, pause, platform: 'win32' });
    expect(rename).toHaveBeenCalledTimes(4);
  });

  it('gives up on Windows in the end, with the system’s error', async () => {
    await expect(
      renamePatiently('a', 'b', { rename: failing(1000, 'EBUSY'), pause, platform: 'win32' }),
    ).rejects.toThrow('EBUSY');
  });

  it('does not repeat an error that will not pass', async () => {
    const rename = failing(1, 'ENOSPC');
    await expect(renamePatiently('a', 'b', { rename, pause, platform: 'win32' })).rejects.toThrow('ENOSPC');
    expect(rename).toHaveBeenCalledTimes(1);
  });

  it('does not repeat elsewhere, where a refusal is a matter of rights', async () => {
    const rename = failing(1, 'EPERM');
    await expect(renamePatiently('a', 'b', { rename, pause, platform: 'linux' })).rejects.toThrow('EPERM');
    expect(rename).toHaveBeenCalledTimes(1);
  });
});
