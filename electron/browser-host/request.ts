import type { IncomingMessage } from 'node:http';
import { windowQuery } from '../../shared/ipc/entry.ts';

/** What a host needs to know of a request. */
export interface CheckedRequest {
  readonly method: string;
  /** Percent-encoded, without its query. */
  readonly path: string;
  /**
   * The secret that the page sent: in the header Authorization, or in the query where a browser's interface takes no header
   * (EventSource). Never a cookie: browsers send those to every port of this machine, so to other users' programs too.
   */
  readonly secret: string | undefined;
}

/** Reads a request to this host; undefined where it comes from another site (also after DNS rebinding) or names no address. */
export function readRequest(request: IncomingMessage, origin: string): CheckedRequest | undefined {
  const { method = '', url = '', headers } = request;
  if (`http://${headers.host ?? ''}` !== origin) return undefined;
  const address = url.startsWith('/') && !url.startsWith('//') ? URL.parse(url, origin) : null;
  if (address === null || address.origin !== origin) return undefined;
  const path = address.pathname;
  if (!isOwn(request, origin) && !opensPage(request, path)) return undefined;
  const bearer = /^Bearer ([\w-]+)$/.exec(headers.authorization ?? '')?.[1];
  return { method, path, secret: bearer ?? address.searchParams.get(windowQuery) ?? undefined };
}

/** Whether the host's own page or a person asks. */
function isOwn({ method, headers }: IncomingMessage, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const mustTell = method !== 'GET';
  return headers.origin === undefined ? !mustTell : headers.origin === origin;
}

/** A link may lead to the page from anywhere, also from a file of this machine: the page alone opens nothing. */
function opensPage({ method, headers }: IncomingMessage, path: string): boolean {
  const isTopLevel = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return method === 'GET' && path === '/' && isTopLevel && headers.origin === undefined;
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
