import type * as electron from 'electron';
import type { Session, WebContents } from 'electron';
import { isOwnAddress, isOwnBlob, pageAddress } from './address.ts';

/** Chromium services that would call their makers on their own. */
const quietSwitches = [
  'disable-background-networking',
  'disable-client-side-phishing-detection',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-sync',
  'no-pings',
] as const;

/** What must be said before Electron is ready: sandbox everywhere, Chromium silent, and each session and page restricted. */
export function restrictApp({ app }: Pick<typeof electron, 'app'>): void {
  app.enableSandbox();
  for (const name of quietSwitches) app.commandLine.appendSwitch(name);
  // Chromium finds no host at all. Node resolves names itself: the service's own connections are untouched.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('session-created', (session) => restrictSession(session, isOwnAddress));
  app.on('web-contents-created', (_event, contents) => restrictContents(contents));
}

/** Denies a session every permission and device, and all requests except those for `isServed` addresses. */
export function restrictSession(session: Session, isServed: (address: string) => boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  // Not only http: this listener hears of every scheme, web sockets included.
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isServed(url) && !isOwnBlob(url) }));
  session.on('will-download', (event, item) => {
    if (!isOwnBlob(item.getURL())) event.preventDefault();
  });
}

/** Keeps a page where it is: no navigation, no new window, no embedded page, no connection around the request filter. */
export function restrictContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    // The page may read itself anew; a frame in it may show what the page wrote (`srcdoc`: the preview of the report).
    const isAllowed = event.isMainFrame ? event.url === pageAddress : event.url === 'about:srcdoc';
    if (!isAllowed) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  // WebRTC does not pass the session's request filter.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
