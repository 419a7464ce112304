import { describe, expect, it, vi } from 'vitest';
import fc from 'fast-check';
import { connectService } from '../../../electron/main/ipc.ts';
import type { StateDelta } from '../../../shared/ipc/state.ts';
import { electronDouble, WebContentsDouble } from './electron-double.ts';

const page = 'app://hybrid-preflight/';
const delta: StateDelta = { sequence: 1, changes: {}, journal: { kind: 'same' } };

function connected() {
  const contents = new WebContentsDouble();
  contents.mainFrame = { url: page };
  const { parts, handlers } = electronDouble();
  const call = vi.fn(async (_name: unknown, _input: unknown) => ({ ok: true, value: null, sequence: 7 }) as const);
  const tell = { delta: (_delta: StateDelta): void => undefined };
  const service = {
    call,
    onDelta(listener: (delta: StateDelta) => void) {
      tell.delta = listener;
      return () => undefined;
    },
  };
  let window: WebContentsDouble | null = contents;
  connectService(parts, service, () => window?.asElectron ?? null);
  return {
    ...{ contents, call, tell, handlers },
    invoke: handlers.get('hybrid-preflight:call')!,
    loseWindow: () => (window = null),
  };
}

describe('a call', () => {
  it('of our page in the main frame of our window reaches the service, name and input as they came', async () => {
    const { contents, call, invoke } = connected();
    const event = { sender: contents, senderFrame: contents.mainFrame };
    await expect(invoke(event, 'getState', {})).resolves.toEqual({ ok: true, value: null, sequence: 7 });
    expect(call.mock.calls).toEqual([['getState', {}]]);
  });

  it('carries nothing but a name and an input', async () => {
    const { contents, call, invoke } = connected();
    await invoke({ sender: contents, senderFrame: contents.mainFrame }, 'getState', {}, 'more');
    expect(call.mock.calls).toEqual([['getState', {}]]);
  });

  it('of a frame inside the page is refused', () => {
    const { contents, call, invoke } = connected();
    expect(() => invoke({ sender: contents, senderFrame: { url: page } }, 'getState', {})).toThrow('Refused');
    expect(call).not.toHaveBeenCalled();
  });

  it('of a frame that has gone is refused', () => {
    const { contents, call, invoke } = connected();
    expect(() => invoke({ sender: contents, senderFrame: null }, 'getState', {})).toThrow('Refused');
    expect(call).not.toHaveBeenCalled();
  });

  it('of another window is refused, our address or not', () => {
    const { call, invoke } = connected();
    const stranger = new WebContentsDouble();
    stranger.mainFrame = { url: page };
    expect(() => invoke({ sender: stranger, senderFrame: stranger.mainFrame }, 'getState', {})).toThrow('Refused');
    expect(call).not.toHaveBeenCalled();
  });

  it('is refused when there is no window any more', () => {
    const { contents, invoke, loseWindow } = connected();
    loseWindow();
    expect(() => invoke({ sender: contents, senderFrame: contents.mainFrame }, 'getState', {})).toThrow('Refused');
  });

  it.each(['https://hybrid-preflight/', 'file:///index.html', 'about:blank', 'data:text/html,x', 'app://other/', ''])(
    'of a page at %j in our window is refused',
    (url) => {
      const { contents, call, invoke } = connected();
      contents.mainFrame = { url };
      expect(() => invoke({ sender: contents, senderFrame: contents.mainFrame }, 'getState', {})).toThrow('Refused');
      expect(call).not.toHaveBeenCalled();
    },
  );

  it('of any other address never reaches the service', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string()), (url) => {
        const { contents, call, invoke } = connected();
        contents.mainFrame = { url };
        expect(() => invoke({ sender: contents, senderFrame: contents.mainFrame }, 'getState', {})).toThrow('Refused');
        expect(call).not.toHaveBeenCalled();
      }),
    );
  });

  it('has one channel', () => {
    expect([...connected().handlers.keys()]).toEqual(['hybrid-preflight:call']);
  });
});

describe('a change of the state', () => {
  it('is told to the window', () => {
    const { contents, tell } = connected();
    tell.delta(delta);
    expect(contents.sent).toEqual([['hybrid-preflight:delta', delta]]);
  });

  it('is not told to a window that has crashed, which reads the whole state when it is back', () => {
    const { contents, tell } = connected();
    contents.crashed = true;
    tell.delta(delta);
    expect(contents.sent).toEqual([]);
  });

  it('is told to nobody when the window has gone', () => {
    const { contents, tell, loseWindow } = connected();
    loseWindow();
    tell.delta(delta);
    expect(contents.sent).toEqual([]);
  });
});
