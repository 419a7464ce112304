import type * as electron from 'electron';
import type { Session } from 'electron';
import { serveRendererFile, type RendererFiles } from '../installation/renderer-files.ts';
import { isOwnAddress, scheme } from './address.ts';

/** Must be called before Electron is ready. */
export function registerScheme({ protocol }: Pick<typeof electron, 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([
    // A standard scheme has an origin; module scripts and storage need one. The policy of the page denies it any fetch.
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built window to a session, and nothing else. */
export function serveWindow(session: Session, files: RendererFiles): void {
  session.protocol.handle(scheme, (request) => answerRequest(files, request));
}

async function answerRequest(files: RendererFiles, { method, url }: Request): Promise<Response> {
  if (method !== 'GET') return refusal(405);
  const address = URL.parse(url);
  if (address === null || !isOwnAddress(url)) return refusal(404);
  const served = await serveRendererFile(files, address.pathname, 'nowhere');
  return served === null ? refusal(404) : new Response(served.body, { headers: served.headers });
}

function refusal(status: 404 | 405): Response {
  return new Response(null, { status, headers: { 'Content-Security-Policy': "default-src 'none'" } });
}
