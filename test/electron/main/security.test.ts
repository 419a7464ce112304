import { describe, expect, it, vi } from 'vitest';
import { isOwnAddress } from '../../../electron/main/address.ts';
import { restrictApp, restrictContents, restrictSession } from '../../../electron/main/security.ts';
import { electronDouble, preventable, SessionDouble, WebContentsDouble } from './electron-double.ts';

const page = 'app://hybrid-preflight/';

function restrictedSession(): SessionDouble {
  const session = new SessionDouble('window');
  restrictSession(session.asElectron, isOwnAddress);
  return session;
}

function restrictedContents(): WebContentsDouble {
  const contents = new WebContentsDouble();
  restrictContents(contents.asElectron);
  return contents;
}

describe('permissions', () => {
  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'fileSystem', 'openExternal', 'unknown'])(
    'refuses the request for %s',
    (permission) => {
      const [handler] = restrictedSession().setPermissionRequestHandler.mock.calls[0] as unknown as [
        (contents: null, permission: string, answer: (granted: boolean) => void) => void,
      ];
      const answer = vi.fn();
      handler(null, permission, answer);
      expect(answer.mock.calls).toEqual([[false]]);
    },
  );

  it('answers every check with no', () => {
    const [handler] = restrictedSession().setPermissionCheckHandler.mock.calls[0] as unknown as [() => boolean];
    expect(handler()).toBe(false);
  });

  it('gives no device', () => {
    const [handler] = restrictedSession().setDevicePermissionHandler.mock.calls[0] as unknown as [() => boolean];
    expect(handler()).toBe(false);
  });
});

describe('the network', () => {
  it.each([
    'http://example.org/',
    'https://hybrid-preflight/',
    'ws://127.0.0.1:9229/',
    'wss://example.org/',
    'ftp://example.org/',
    'file:///C:/Windows/win.ini',
    'data:text/html,x',
    'devtools://devtools/bundled/inspector.html',
    'chrome-extension://abc/page.html',
    'app://other/',
    'app://hybrid-preflight.example.org/',
    'app://user@hybrid-preflight/',
    'app:hybrid-preflight',
    'blob:https://example.org/1',
    'not an address',
  ])('is closed to %s', (url) => {
    expect(restrictedSession().cancels(url)).toBe(true);
  });

  it.each([page, `${page}assets/index-1a2b.js`, 'blob:app://hybrid-preflight/0f7c'])('lets the page load %s', (url) => {
    expect(restrictedSession().cancels(url)).toBe(false);
  });

  it('has no spelling service', () => {
    expect(restrictedSession().setSpellCheckerEnabled.mock.calls).toEqual([[false]]);
  });

  it('is not asked for by Chromium itself, which finds no host', () => {
    const { parts, switches } = electronDouble();
    restrictApp(parts);
    expect([...switches]).toEqual(
      expect.arrayContaining([
        ['host-resolver-rules', 'MAP * ~NOTFOUND'],
        ['disable-background-networking', undefined],
        ['disable-component-update', undefined],
      ]),
    );
  });

  it('is closed to WebRTC', () => {
    expect(restrictedContents().webRtcPolicy).toBe('disable_non_proxied_udp');
  });
});

describe('downloads', () => {
  it.each([
    ['blob:app://hybrid-preflight/0f7c', 0],
    ['https://example.org/tool.exe', 1],
    ['blob:https://example.org/1', 1],
    [`${page}assets/index.js`, 1],
  ])('of %s are prevented %i times', (url, times) => {
    const event = preventable({});
    restrictedSession().emit('will-download', event, { getURL: () => url });
    expect(event.preventDefault).toHaveBeenCalledTimes(times);
  });
});

describe('navigation', () => {
  it.each([
    [true, 'https://example.org/'],
    [true, 'file:///C:/'],
    [true, 'data:text/html,x'],
    [true, 'about:blank'],
    [true, 'about:srcdoc'],
    [true, 'javascript:alert(1)'],
    [true, `${page}assets/index.js`],
    [true, 'app://other/'],
    [false, page],
    [false, 'https://example.org/'],
  ])('is prevented (main frame: %s) to %s', (isMainFrame, url) => {
    const event = preventable({ isMainFrame, url });
    restrictedContents().emit('will-frame-navigate', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it.each([
    [true, page],
    [false, 'about:srcdoc'],
  ])('is allowed (main frame: %s) to %s', (isMainFrame, url) => {
    const event = preventable({ isMainFrame, url });
    restrictedContents().emit('will-frame-navigate', event);
    expect(event.preventDefault).not.toHaveBeenCalled();
  });

  it.each(['will-redirect', 'will-attach-webview'])('prevents %s', (name) => {
    const event = preventable({});
    restrictedContents().emit(name, event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });
});

describe('new windows', () => {
  it.each(['https://example.org/', page, 'about:blank'])('are denied for %s', (url) => {
    expect(restrictedContents().windowOpenHandler({ url })).toEqual({ action: 'deny' });
  });
});

describe('what Electron creates later', () => {
  it('is restricted as well: each page', () => {
    const { parts, app } = electronDouble();
    restrictApp(parts);
    const contents = new WebContentsDouble();
    app.emit('web-contents-created', {}, contents);
    expect(contents.windowOpenHandler({ url: page })).toEqual({ action: 'deny' });
  });

  it('is restricted as well: each session', () => {
    const { parts, app } = electronDouble();
    restrictApp(parts);
    const session = new SessionDouble('');
    app.emit('session-created', session);
    expect(session.cancels('https://example.org/')).toBe(true);
  });

  it('runs in the sandbox', () => {
    const { parts, app } = electronDouble();
    restrictApp(parts);
    expect(app.enableSandbox).toHaveBeenCalledOnce();
  });
});
