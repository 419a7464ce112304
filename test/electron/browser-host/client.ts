import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import {
  entryPaths,
  windowQuery,
  type EnterAnswer,
  type WindowAnswer,
  type WindowInput,
} from '../../../shared/ipc/entry.ts';

interface Reached {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A host that can be reached. */
export interface Reachable {
  readonly host: { readonly address: string; readonly origin: string };
  /** Sends a request as a program would; nothing is added but Host. */
  send(path: string, sent?: Sent): Promise<Reached>;
}

export function reaching(host: Reachable['host']): Reachable {
  return {
    host,
    send(path, { method = 'GET', headers = {}, body } = {}) {
      const reached = Promise.withResolvers<Reached>();
      const { hostname, port } = new URL(host.origin);
      const request = httpRequest({ hostname, port, path, method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          reached.resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      request.on('error', reached.reject);
      request.end(body);
      return reached.promise;
    },
  };
}

/** A browser that has opened the address, with one window. */
export interface Browser {
  /** Secret of the browser. */
  readonly browser: string;
  /** Secret of its window. */
  readonly window: string;
}

export function tokenOf({ host }: Reachable): string {
  return new URL(host.address).hash.slice('#token='.length);
}

/** Posts JSON as the page does. */
export function post(run: Reachable, path: string, body: unknown, secret?: string): Promise<Reached> {
  const headers = secret === undefined ? ofPage(run) : { ...ofPage(run), authorization: `Bearer ${secret}` };
  return run.send(path, { method: 'POST', headers, body: JSON.stringify(body) });
}

export async function entered(run: Reachable): Promise<Browser> {
  const { text } = await post(run, entryPaths.enter, { token: tokenOf(run) });
  const { browser } = JSON.parse(text) as EnterAnswer;
  const opened = await openWindow(run, browser);
  return { browser, window: (JSON.parse(opened.text) as WindowAnswer).window };
}

export function openWindow(run: Reachable, browser: string, input: Partial<WindowInput> = {}): Promise<Reached> {
  return post(run, entryPaths.window, { former: null, takeOver: false, ...input } satisfies WindowInput, browser);
}

function ofPage({ host }: Reachable): Record<string, string> {
  return { origin: host.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
}

/** Headers of a call that a window's page makes. */
export function asPage(run: Reachable, { window }: Browser): Record<string, string> {
  return { ...ofPage(run), authorization: `Bearer ${window}` };
}

export function eventsPath({ window }: Browser): string {
  return `${entryPaths.events}?${windowQuery}=${window}`;
}

export function call(
  run: Reachable,
  browser: Browser,
  over: Record<string, string> = {},
  body = '{"name":"getState","input":{}}',
) {
  return run.send(entryPaths.call, { method: 'POST', headers: { ...asPage(run, browser), ...over }, body });
}

/** An open stream of events, with everything that came. */
export async function listening(run: Reachable, browser: Browser) {
  const { hostname, port } = new URL(run.host.origin);
  const opened = Promise.withResolvers<undefined>();
  const closed = Promise.withResolvers<undefined>();
  const arrivals: { readonly text: string; readonly reached: () => void }[] = [];
  let text = '';
  const headers = { 'sec-fetch-site': 'same-origin' };
  const options = { hostname, port, path: eventsPath(browser), headers, agent: false };
  const request = httpRequest(options, (response) => {
    response.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      opened.resolve(undefined);
      for (const arrival of arrivals) if (text.includes(arrival.text)) arrival.reached();
    });
    response.on('close', () => closed.resolve(undefined));
  });
  request.on('error', () => closed.resolve(undefined));
  request.end();
  await opened.promise;
  return {
    closed: closed.promise,
    leave: () => request.destroy(),
    until(wanted: string): Promise<void> {
      const arrived = Promise.withResolvers<undefined>();
      arrivals.push({ text: wanted, reached: () => arrived.resolve(undefined) });
      if (text.includes(wanted)) arrived.resolve(undefined);
      return arrived.promise as Promise<unknown> as Promise<void>;
    },
  };
}
