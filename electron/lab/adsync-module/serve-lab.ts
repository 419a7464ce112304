import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Json } from '../../../shared/base/json.ts';
import type { SyncServer } from '../../../shared/systems/sync-server/sync-server.ts';
import { moduleOperations } from './operations.ts';

/** A lab that the stand-in ADSync module can ask. */
export interface ServedLab {
  /** What a PowerShell needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Manifest of the stand-in module. */
  readonly modulePath: string;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';
const modulePath = fileURLToPath(new URL('ADSync/ADSync.psd1', import.meta.url));

/** Serves a lab's server to this machine alone, for whoever has the token. */
export async function serveLab(syncServer: SyncServer): Promise<ServedLab> {
  const token = randomBytes(32).toString('base64url');
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    respond(syncServer, token, request, response, stopping.signal).catch((error: unknown) => {
      send(response, 500, { ok: false, message: marked(String(error)) });
    });
  });
  server.listen(0, loopback);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      HYBRID_PREFLIGHT_LAB_ADDRESS: `http://${loopback}:${String(port)}`,
      HYBRID_PREFLIGHT_LAB_TOKEN: token,
    },
    modulePath,
    async close() {
      stopping.abort();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function respond(
  syncServer: SyncServer,
  token: string,
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  if (!isAdmitted(request, token)) {
    send(response, 401, null);
    return;
  }
  const operation = moduleOperations.get(request.url?.slice(1) ?? '');
  if (request.method !== 'POST' || operation === undefined) {
    send(response, 404, null);
    return;
  }
  const done = await operation(syncServer, JSON.parse(await text(request)), { signal });
  const answer: Json = done.ok
    ? { ok: true, value: marked(done.value) }
    : { ok: false, message: marked(done.failure.raw) };
  send(response, 200, answer);
}

function isAdmitted({ headers }: IncomingMessage, token: string): boolean {
  const [given, expected] = [Buffer.from(headers.authorization ?? ''), Buffer.from(`Bearer ${token}`)];
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function send(response: ServerResponse, status: number, body: Json): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** Every text with a character before it: ConvertFrom-Json would take some texts for dates. */
function marked(value: Json): Json {
  if (typeof value === 'string') return `:${value}`;
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, marked(member)]));
}
