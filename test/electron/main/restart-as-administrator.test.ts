import { describe, expect, it, vi } from 'vitest';
import { createElevatedRestart, type RestartParts } from '../../../electron/main/restart-as-administrator.ts';

function parts(over: Partial<RestartParts> = {}) {
  const app = {
    isPackaged: true,
    quit: vi.fn<() => void>(),
    releaseSingleInstanceLock: vi.fn<() => void>(),
    requestSingleInstanceLock: vi.fn<() => boolean>(() => true),
  };
  const run = vi.fn<RestartParts['run']>(async () => undefined);
  const all: RestartParts = {
    ...{ app, run, platform: 'win32', environment: { SystemRoot: 'D:\\Windows' } },
    program: 'C:\\Program Files\\Hybrid Preflight\\Hybrid Preflight.exe',
    exists: () => true,
    script: 'C:\\Program Files\\Hybrid Preflight\\resources\\restart-as-administrator.ps1',
    ...over,
  };
  return { app, run, restart: createElevatedRestart(all) };
}

describe('restarting as administrator', () => {
  it('asks the PowerShell of Windows by its whole path to start the program, each value an argument of its own', async () => {
    const { run, restart } = parts();
    await restart?.();
    expect(run.mock.calls).toEqual([
      [
        'D:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
        [
          ...['-NoLogo', '-NoProfile', '-NonInteractive', '-File'],
          'C:\\Program Files\\Hybrid Preflight\\resources\\restart-as-administrator.ps1',
          '-Program',
          'C:\\Program Files\\Hybrid Preflight\\Hybrid Preflight.exe',
        ],
      ],
    ]);
  });

  it('makes room for the new one first, and goes once it has answered', async () => {
    const { app, restart } = parts();
    await restart?.();
    expect(app.releaseSingleInstanceLock).toHaveBeenCalledOnce();
    expect(app.quit).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(app.quit).toHaveBeenCalledOnce());
  });

  it('stays where consent was refused', async () => {
    const { app, restart } = parts({ run: () => Promise.reject(new Error('The operation was canceled by the user.')) });
    await expect(restart?.()).rejects.toThrow('canceled');
    expect(app.requestSingleInstanceLock).toHaveBeenCalledOnce();
    expect(app.quit).not.toHaveBeenCalled();
  });

  it('starts the portable program, not what it has unpacked', async () => {
    const { run, restart } = parts({
      environment: { PORTABLE_EXECUTABLE_FILE: 'E:\\portable.exe' },
      program: 'C:\\Users\\anna\\AppData\\Local\\Temp\\2x\\Hybrid Preflight.exe',
      exists: () => false,
    });
    await restart?.();
    expect(run.mock.calls[0]?.[1].at(-1)).toBe('E:\\portable.exe');
  });

  it('starts the installed program, whatever a variable of the user names', async () => {
    const exists = vi.fn<RestartParts['exists']>(() => true);
    const environment = { PORTABLE_EXECUTABLE_FILE: 'C:\\Users\\Public\\evil.exe' };
    const { run, restart } = parts({ environment, exists });
    await restart?.();
    expect(run.mock.calls[0]?.[1].at(-1)).toBe('C:\\Program Files\\Hybrid Preflight\\Hybrid Preflight.exe');
    expect(exists).toHaveBeenCalledExactlyOnceWith(
      'C:\\Program Files\\Hybrid Preflight\\Uninstall Hybrid Preflight.exe',
    );
  });

  it.each([
    ['on another system', { platform: 'linux' }],
    ['from a checkout', { app: { isPackaged: false } as RestartParts['app'] }],
  ] as const)('cannot be had %s', (_where, over) => {
    expect(parts(over).restart).toBeNull();
  });
});
