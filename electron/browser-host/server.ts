import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostTime, type HostTime } from '../../shared/engine/journal/host-time.ts';
import type { Service } from '../../shared/ipc/bridge.ts';
import type { RendererFiles } from '../installation/renderer-files.ts';
import { answerRequest, type HostParts } from './answer-request.ts';
import { sendEvent } from './event-stream.ts';
import { createPresence } from './presence.ts';
import { createAdmission, createWindows } from './windows.ts';

export interface BrowserHostOptions {
  readonly service: Service;
  readonly files: RendererFiles;
  readonly time?: HostTime;
  /** Milliseconds after which a window that went away has gone for good. */
  readonly grace?: number;
  /** Told of errors that are bugs. */
  readonly onUnexpected: (error: unknown) => void;
}

/** The window served to a browser of this machine. */
export interface BrowserHost {
  /** The one-time address to open. Its token stands behind the number sign: browsers send that part to nobody. */
  readonly address: string;
  readonly origin: string;
  /** Resolves when a browser has opened the address. */
  readonly entered: Promise<undefined>;
  /** Resolves when the host has ended, by itself or because it was closed. */
  readonly ended: Promise<'gone' | 'closed'>;
  /** Ends at a safe point. */
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const usualGrace = 60_000;

/** Serves the window on a random port of this machine alone; ends when the window goes away for good. Throws when no port opens. */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { service, files, time = hostTime, grace = usualGrace, onUnexpected } = options;
  const server = createServer({ maxHeaderSize: 16 * 1024 });
  const port = await listen(server);
  const origin = `http://${loopback}:${port}`;
  const entered = Promise.withResolvers<undefined>();
  const admission = createAdmission(() => entered.resolve(undefined));
  const windows = createWindows((events) => {
    sendEvent(events, '{}', 'taken-over');
    events.end();
  });
  const ended = Promise.withResolvers<'gone' | 'closed'>();
  let closing: Promise<void> | undefined;

  async function end(why: 'gone' | 'closed'): Promise<void> {
    presence.stop();
    await service.close();
    stopListening();
    server.close();
    server.closeAllConnections();
    ended.resolve(why);
  }

  const close = (why: 'gone' | 'closed') => (closing ??= end(why));
  const presence = createPresence({
    ...{ time, grace },
    mayGo: () => service.mayClose(),
    onGone: () => void close('gone').catch(onUnexpected),
  });
  const stopListening = service.onDelta((delta) => {
    const events = windows.events();
    if (events !== undefined) sendEvent(events, JSON.stringify(delta));
    presence.reconsider();
  });
  const parts: HostParts = { service, files, time, admission, windows, presence, origin };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answerRequest(parts, request, response).catch((error: unknown) => {
      onUnexpected(error);
      response.destroy();
    });
  });
  return {
    ...{ origin, entered: entered.promise, address: `${origin}/#token=${admission.token}` },
    ended: ended.promise,
    close: () => close('closed'),
  };
}

function listen(server: Server): Promise<number> {
  const listening = Promise.withResolvers<number>();
  server.once('error', listening.reject);
  server.listen(0, loopback, () => {
    server.off('error', listening.reject);
    listening.resolve((server.address() as AddressInfo).port);
  });
  return listening.promise;
}
