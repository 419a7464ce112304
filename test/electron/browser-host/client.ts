import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';

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

/** A browser that has opened the address: its cookie, and a page in a window. */
export interface Browser {
  readonly cookie: string;
  /** `/?window=…` */
  readonly page: string;
}

export async function entered(run: Reachable): Promise<Browser> {
  const opened = await run.send(run.host.address.slice(run.host.origin.length));
  const cookie = String(opened.headers['set-cookie']?.[0]).split(';')[0]!;
  const first = await run.send('/', { headers: { cookie } });
  return { cookie, page: first.headers.location! };
}

export function asPage({ host }: Reachable, { cookie, page: path }: Browser): Record<string, string> {
  return { cookie, referer: `${host.origin}${path}`, 'sec-fetch-site': 'same-origin' };
}

export function call(
  run: Reachable,
  browser: Browser,
  over: Record<string, string> = {},
  body = '{"name":"getState","input":{}}',
) {
  const headers = { ...asPage(run, browser), origin: run.host.origin, 'content-type': 'application/json', ...over };
  return run.send('/call', { method: 'POST', headers, body });
}

/** An open stream of events, with everything that came. */
export async function listening(run: Reachable, browser: Browser) {
  const { hostname, port } = new URL(run.host.origin);
  const opened = Promise.withResolvers<undefined>();
  const closed = Promise.withResolvers<undefined>();
  const arrivals: { readonly text: string; readonly reached: () => void }[] = [];
  let text = '';
  const options = { hostname, port, path: '/events', headers: asPage(run, browser), agent: false };
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
