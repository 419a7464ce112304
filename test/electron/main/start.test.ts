import { describe, expect, it, vi } from 'vitest';
import { startApp, type Program } from '../../../electron/main/start.ts';
import type { HostAbilities, Service } from '../../../shared/ipc/bridge.ts';
import { electronDouble } from './electron-double.ts';

function program(over: Partial<Program> = {}) {
  const service: Service = {
    call: async () => ({ ok: true, value: null, sequence: 0 }),
    onDelta: () => () => undefined,
    mayClose: () => true,
    beingWritten: () => [],
    close: async () => undefined,
  };
  const createService = vi.fn(async (_host: HostAbilities) => service);
  const parts: Program = {
    log: { write: () => undefined },
    preload: '/program/preload.cjs',
    files: async () => new Map(),
    createService,
    restartAsAdministrator: null,
    ...over,
  };
  return { parts, createService, service };
}

async function started(over: Partial<Program> = {}) {
  const double = electronDouble();
  const { parts, createService, service } = program(over);
  await startApp(double.parts, parts);
  return { ...double, createService, service };
}

describe('the first instance', () => {
  it('is in the sandbox and has its scheme before Electron is ready', async () => {
    expect((await started()).order).toEqual(['sandbox', 'scheme', 'ready']);
  });

  it('opens one window on the page, in a session that leaves nothing on disk', async () => {
    const { windows, sessions } = await started();
    expect(windows.map(({ loaded }) => loaded)).toEqual([['app://hybrid-preflight/']]);
    expect(windows[0]!.options.webPreferences.session).toBe(sessions.get('window'));
    expect([...sessions.keys()].filter((partition) => partition.startsWith('persist:'))).toEqual([]);
  });

  it('denies its session the network', async () => {
    expect((await started()).sessions.get('window')!.cancels('https://example.org/')).toBe(true);
  });

  it('answers its window', async () => {
    const { handlers, windows } = await started();
    const { webContents } = windows[0]!;
    const event = { sender: webContents, senderFrame: webContents.mainFrame };
    await expect(handlers.get('hybrid-preflight:call')!(event, 'getState', {})).resolves.toEqual({
      ok: true,
      value: null,
      sequence: 0,
    });
  });

  it('has no menu', async () => {
    expect((await started()).menu.setApplicationMenu.mock.calls).toEqual([[null]]);
  });

  it('gives the service what only Electron can', async () => {
    const { createService } = await started();
    const { kind, printToPdf, showFolder } = createService.mock.calls[0]![0];
    expect([kind, typeof printToPdf, typeof showFolder]).toEqual(['electron', 'function', 'function']);
  });

  it('goes on with what was asked for once the page is there', async () => {
    const afterOpening = vi.fn(async () => undefined);
    const { service } = await started({ afterOpening });
    expect(afterOpening.mock.calls).toEqual([[service]]);
  });

  it('comes to the front when another one is started', async () => {
    const { app, windows } = await started();
    windows[0]!.minimized = true;
    app.emit('second-instance');
    expect([windows[0]!.minimized, windows[0]!.focus.mock.calls.length]).toEqual([false, 1]);
  });

  it('does not start without its window', async () => {
    const { parts } = program({ files: () => Promise.reject(new Error('There is no built window.')) });
    await expect(startApp(electronDouble().parts, parts)).rejects.toThrow('no built window');
  });
});

describe('a second instance', () => {
  it('ends without service and without window', async () => {
    const { parts, app, windows } = electronDouble();
    app.requestSingleInstanceLock.mockReturnValue(false);
    const { parts: second, createService } = program();
    await startApp(parts, second);
    expect(app.quit).toHaveBeenCalledOnce();
    expect([createService.mock.calls.length, windows.length]).toEqual([0, 0]);
  });
});
