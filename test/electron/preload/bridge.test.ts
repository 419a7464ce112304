import { EventEmitter } from 'node:events';
import type * as electron from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { exposeBridge } from '../../../electron/preload/bridge.ts';
import type { PreloadBridge } from '../../../shared/ipc/bridge.ts';

function exposed() {
  const ipcRenderer = Object.assign(new EventEmitter(), { invoke: vi.fn(async () => ({ ok: true, value: null })) });
  const exposeInMainWorld = vi.fn<(name: string, value: PreloadBridge<File>) => void>();
  const webUtils = { getPathForFile: vi.fn((file: File) => (file.name === '' ? '' : `C:\\Temp\\${file.name}`)) };
  exposeBridge({ ipcRenderer, webUtils, contextBridge: { exposeInMainWorld } } as unknown as Pick<
    typeof electron,
    'contextBridge' | 'ipcRenderer' | 'webUtils'
  >);
  const [name, bridge] = exposeInMainWorld.mock.calls[0]!;
  return { name, bridge, ipcRenderer, exposeInMainWorld };
}

describe('what the page gets', () => {
  it('is one object with the two functions of a bridge and one that tells where a dragged file is', () => {
    const { name, bridge, exposeInMainWorld } = exposed();
    expect(exposeInMainWorld).toHaveBeenCalledOnce();
    expect([name, Object.keys(bridge)]).toEqual(['hybridPreflight', ['call', 'onDelta', 'pathOfFile']]);
  });

  it('calls on one channel, whatever the name says', async () => {
    const { bridge, ipcRenderer } = exposed();
    await bridge.call('getState', {});
    await bridge.call('other:channel' as 'getState', {});
    expect(ipcRenderer.invoke.mock.calls).toEqual([
      ['hybrid-preflight:call', 'getState', {}],
      ['hybrid-preflight:call', 'other:channel', {}],
    ]);
  });

  it('hears of changes without the event, which holds the sender', () => {
    const { bridge, ipcRenderer } = exposed();
    const listener = vi.fn();
    bridge.onDelta(listener);
    ipcRenderer.emit('hybrid-preflight:delta', { sender: ipcRenderer }, { sequence: 1 });
    expect(listener.mock.calls).toEqual([[{ sequence: 1 }]]);
  });

  it('learns where a dragged folder is, and that what was made in the page is nowhere', () => {
    const { bridge } = exposed();
    expect(bridge.pathOfFile(new File([], 'config'))).toBe('C:\\Temp\\config');
    expect(bridge.pathOfFile(new File([], ''))).toBe('');
  });

  it('hears nothing more once it said so', () => {
    const { bridge, ipcRenderer } = exposed();
    const listener = vi.fn();
    bridge.onDelta(listener)();
    ipcRenderer.emit('hybrid-preflight:delta', {}, { sequence: 1 });
    expect([listener.mock.calls.length, ipcRenderer.listenerCount('hybrid-preflight:delta')]).toEqual([0, 0]);
  });
});
