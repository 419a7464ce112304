import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { vi } from 'vitest';
import type { ElectronParts } from '../../../electron/main/start.ts';

/** A stand-in for Electron: it records what it was told, and tests raise its events. It proves nothing about Electron itself. */

type Listener = (...values: never[]) => unknown;

export interface FrameDouble {
  readonly url: string;
}

export class WebContentsDouble extends EventEmitter {
  mainFrame: FrameDouble = { url: '' };
  windowOpenHandler: (details: { readonly url: string }) => { readonly action: string } = () => ({ action: 'allow' });
  webRtcPolicy = '';
  crashed = false;
  destroyed = false;
  readonly sent: (readonly [channel: string, ...values: unknown[]])[] = [];
  readonly printToPDF = vi.fn(async (_options: object) => Buffer.from('%PDF'));
  setWindowOpenHandler(handler: WebContentsDouble['windowOpenHandler']): void {
    this.windowOpenHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy;
  }
  isDestroyed = () => this.destroyed;
  isCrashed = () => this.crashed;
  send = (channel: string, ...values: unknown[]) => void this.sent.push([channel, ...values]);
  readonly asElectron = this as unknown as WebContents;
}

export class SessionDouble extends EventEmitter {
  readonly partition: string;
  constructor(partition: string) {
    super();
    this.partition = partition;
  }
  readonly setPermissionRequestHandler = vi.fn<Listener>();
  readonly setPermissionCheckHandler = vi.fn<Listener>();
  readonly setDevicePermissionHandler = vi.fn<Listener>();
  readonly setSpellCheckerEnabled = vi.fn<(enabled: boolean) => void>();
  readonly webRequest = { onBeforeRequest: vi.fn<Listener>() };
  readonly protocol = {
    handle: vi.fn<(scheme: string, handler: (request: Pick<Request, 'url' | 'method'>) => unknown) => void>(),
  };
  readonly asElectron = this as unknown as Session;

  /** Whether a request of a page would be cancelled. */
  cancels(url: string): boolean {
    const [listener] = this.webRequest.onBeforeRequest.mock.calls[0] as unknown as [
      (details: { readonly url: string }, answer: (response: { readonly cancel: boolean }) => void) => void,
    ];
    const answer = vi.fn<(response: { readonly cancel: boolean }) => void>();
    listener({ url }, answer);
    return answer.mock.calls[0]![0].cancel;
  }

  /** What the session's scheme answers to a request. */
  async answer(url: string, method = 'GET'): Promise<Response> {
    const [, handler] = this.protocol.handle.mock.calls[0]!;
    // Not a Request: that refuses addresses which are none, and the handler reads these two alone.
    const request: Pick<Request, 'url' | 'method'> = { url, method };
    return (await handler(request)) as Response;
  }
}

interface WindowOptions {
  readonly show?: boolean;
  readonly webPreferences: Readonly<Record<string, unknown>> & { readonly session: Session };
}

class WindowDouble extends EventEmitter {
  readonly options: WindowOptions;
  readonly webContents = new WebContentsDouble();
  destroyed = false;
  minimized = false;
  readonly loaded: string[] = [];
  readonly show = vi.fn();
  readonly focus = vi.fn();
  constructor(options: WindowOptions) {
    super();
    this.options = options;
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    this.webContents.mainFrame = { url };
  }
  destroy(): void {
    this.destroyed = true;
    this.webContents.destroyed = true;
  }
  isDestroyed = () => this.destroyed;
  isMinimized = () => this.minimized;
  restore(): void {
    this.minimized = false;
  }
}

export function electronDouble() {
  const windows: WindowDouble[] = [];
  const sessions = new Map<string, SessionDouble>();
  const switches = new Map<string, string | undefined>();
  const handlers = new Map<string, (event: unknown, ...values: unknown[]) => unknown>();
  const order: string[] = [];

  const app = Object.assign(new EventEmitter(), {
    commandLine: {
      appendSwitch(name: string, value?: string) {
        switches.set(name, value);
      },
    },
    enableSandbox: vi.fn(() => void order.push('sandbox')),
    requestSingleInstanceLock: vi.fn(() => true),
    whenReady: vi.fn(async () => void order.push('ready')),
    quit: vi.fn(),
    exit: vi.fn(),
  });
  const parts = {
    app,
    BrowserWindow: class extends WindowDouble {
      constructor(options: WindowOptions) {
        super(options);
        windows.push(this);
      }
    },
    dialog: { showErrorBox: vi.fn(), showMessageBox: vi.fn(async () => ({ response: 0, checkboxChecked: false })) },
    ipcMain: {
      handle(channel: string, handler: (event: unknown, ...values: unknown[]) => unknown) {
        if (handlers.has(channel)) throw new Error(`There is a handler for ${channel} already.`);
        handlers.set(channel, handler);
      },
    },
    Menu: { setApplicationMenu: vi.fn() },
    protocol: { registerSchemesAsPrivileged: vi.fn(() => void order.push('scheme')) },
    screen: { getPrimaryDisplay: () => ({ workAreaSize: { width: 1024, height: 600 } }) },
    session: {
      fromPartition(partition: string) {
        const session = sessions.get(partition) ?? new SessionDouble(partition);
        sessions.set(partition, session);
        return session;
      },
    },
    shell: { openPath: vi.fn(async (_folder: string) => '') },
  };
  return {
    ...{ app, windows, sessions, switches, handlers, order },
    dialog: parts.dialog,
    shell: parts.shell,
    menu: parts.Menu,
    protocol: parts.protocol,
    parts: parts as unknown as ElectronParts,
  };
}

/** An event that remembers whether it was prevented. */
export function preventable<Details extends object>(details: Details) {
  return { ...details, preventDefault: vi.fn() };
}
