import type { IncomingMessage } from 'node:http';

/** What a host needs to know of a request. */
export interface CheckedRequest {
  readonly method: string;
  /** Percent-encoded, without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Secret number of the window that asks. */
  readonly window: string | undefined;
  /** The value of the host's cookie. */
  readonly cookie: string | undefined;
}

/** Whether a request comes from the host's own page or from a person, and not from another site (also after DNS rebinding). */
export function isOwn({ method, headers }: IncomingMessage, origin: string): boolean {
  if (`http://${headers.host ?? ''}` !== origin) return false;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const mustTell = method !== 'GET';
  return headers.origin === undefined ? !mustTell : headers.origin === origin;
}

/** Reads a request; undefined when its address is none. */
export function readRequest(
  { method = '', url = '', headers }: IncomingMessage,
  origin: string,
  cookieName: string,
): CheckedRequest | undefined {
  const address = url.startsWith('/') && !url.startsWith('//') ? URL.parse(url, origin) : null;
  if (address === null || address.origin !== origin) return undefined;
  const referrer = URL.parse(headers.referer ?? '');
  const ofPage = referrer?.origin === origin ? referrer.searchParams.get('window') : null;
  return {
    method,
    path: address.pathname,
    query: address.searchParams,
    window: address.searchParams.get('window') ?? ofPage ?? undefined,
    cookie: cookieOf(headers.cookie, cookieName),
  };
}

export type ReadBody =
  | { readonly kind: 'read'; readonly bytes: Buffer }
  | { readonly kind: 'too-long' }
  /** The connection broke before it was whole: nobody is left to be answered. */
  | { readonly kind: 'cut-off' };

/** Reads a body of at most so many bytes. */
export async function readBody(request: IncomingMessage, most: number): Promise<ReadBody> {
  if (Number(request.headers['content-length'] ?? 0) > most) return { kind: 'too-long' };
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) return { kind: 'too-long' };
      chunks.push(chunk);
    }
  } catch (error) {
    if (request.complete) throw error;
    return { kind: 'cut-off' };
  }
  return { kind: 'read', bytes: Buffer.concat(chunks) };
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([found]) => found === name)?.[1];
}
