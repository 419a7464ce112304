import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HostTime } from '../../shared/engine/host-time.ts';
import type { Service } from '../../shared/ipc/bridge.ts';
import type { Problem, Reply } from '../../shared/ipc/state.ts';
import { browserHostTexts } from '../../shared/messages/browser-host.ts';
import { serviceProblems } from '../../shared/messages/service.ts';
import { serveRendererFile, type RendererFiles } from '../renderer-files.ts';
import { beginEvents } from './event-stream.ts';
import { dataPolicy, hostHeaders, noticePolicy } from './headers.ts';
import { noticePage } from './notice-page.ts';
import type { Presence } from './presence.ts';
import { isOwn, readBody, readRequest, type CheckedRequest } from './request.ts';
import type { Admission, Windows } from './windows.ts';

/** What answering requests needs. */
export interface HostParts {
  readonly service: Service;
  readonly files: RendererFiles;
  readonly time: HostTime;
  readonly admission: Admission;
  readonly windows: Windows;
  readonly presence: Presence;
  readonly origin: string;
  readonly cookieName: string;
}

/** Bytes of a call. */
const longestCall = 2 ** 20;
/** Milliseconds between two signs of life while a call is carried out. */
const callHeartbeat = 15_000;

const jsonHeaders = {
  ...hostHeaders,
  'Content-Security-Policy': dataPolicy,
  'Content-Type': 'application/json; charset=utf-8',
};

/** Answers one request: first where it comes from, then who asks, then what is asked for. */
export async function answerRequest(
  parts: HostParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<ServerResponse> {
  const read = isOwn(request, parts.origin) ? readRequest(request, parts.origin, parts.cookieName) : undefined;
  if (read === undefined) return refuse(response, 403);
  const token = read.query.get('token');
  if (read.method === 'GET' && read.path === '/' && token !== null) return enter(parts, read, token, response);
  if (!parts.admission.isAdmitted(read.cookie)) return notice(response, 403, browserHostTexts.usedUp);
  switch (`${read.method} ${read.path}`) {
    case 'GET /':
      return showPage(parts, read, response);
    case 'POST /take-over':
      return redirect(response, `/?window=${parts.windows.admitNew()}`);
    case 'GET /events':
      return streamEvents(parts, read, response);
    case 'POST /call':
      return answerCall(parts, read, request, response);
    default:
      return read.method === 'GET' ? serveFile(parts, read.path, response) : refuse(response, 405);
  }
}

/** The one-time address: a browser gets its cookie and an address that can be read again. */
function enter(parts: HostParts, { cookie }: CheckedRequest, token: string, response: ServerResponse): ServerResponse {
  if (parts.admission.isAdmitted(cookie)) return redirect(response, '/');
  const secret = parts.admission.redeem(token);
  if (secret === undefined) return notice(response, 403, browserHostTexts.usedUp);
  response.setHeader('Set-Cookie', `${parts.cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`);
  return redirect(response, '/');
}

async function showPage(
  parts: HostParts,
  { window }: CheckedRequest,
  response: ServerResponse,
): Promise<ServerResponse> {
  if (parts.windows.isPresent(window)) return serveFile(parts, '/', response);
  if (parts.windows.isOccupied()) return notice(response, 409, browserHostTexts.inUse);
  return redirect(response, `/?window=${parts.windows.admitNew()}`);
}

async function serveFile({ files }: HostParts, path: string, response: ServerResponse): Promise<ServerResponse> {
  const served = await serveRendererFile(files, path, 'own-origin');
  if (served === null) return refuse(response, 404);
  return response.writeHead(200, { ...served.headers, ...hostHeaders }).end(served.body);
}

function streamEvents(
  { windows, presence, time }: HostParts,
  { window }: CheckedRequest,
  response: ServerResponse,
): ServerResponse {
  // 204 tells an event source not to try again (HTML standard, server-sent events).
  if (!windows.isPresent(window)) return refuse(response, 204);
  response.writeHead(200, {
    ...hostHeaders,
    'Content-Security-Policy': dataPolicy,
    'Content-Type': 'text/event-stream',
  });
  beginEvents(response, time);
  windows.connect(response);
  presence.came();
  response.on('close', () => {
    windows.disconnect(response);
    if (!windows.isOccupied()) presence.went();
  });
  return response;
}

async function answerCall(
  { windows, service, time }: HostParts,
  { window }: CheckedRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<ServerResponse> {
  if (!windows.isPresent(window)) return refuseCall(response, 409, serviceProblems.taken());
  // Another site's form cannot send this type.
  if (request.headers['content-type'] !== 'application/json') return refuse(response, 415);
  const body = await readBody(request, longestCall);
  if (body.kind === 'cut-off') return response.destroy();
  if (body.kind === 'too-long') {
    response.setHeader('Connection', 'close');
    return refuseCall(response, 413, serviceProblems.tooLarge());
  }
  const call = parseCall(body.bytes);
  if (call === undefined) return refuseCall(response, 400, serviceProblems.unknownCall());
  response.writeHead(200, jsonHeaders);
  const stop = keepAlive(response, time);
  const answer = await service.call(call.name, call.input);
  stop();
  return response.end(JSON.stringify(answer));
}

/** A step may take hours, and browsers give up on an answer that shows no life; before JSON, white space means nothing. */
function keepAlive(response: ServerResponse, time: HostTime): () => void {
  let stop = () => {};
  const beat = () => {
    stop = time.after(callHeartbeat, () => {
      response.write(' ');
      beat();
    });
  };
  beat();
  return () => stop();
}

function parseCall(body: Buffer): { readonly name: unknown; readonly input: unknown } | undefined {
  try {
    const value = JSON.parse(body.toString('utf8')) as unknown;
    if (typeof value !== 'object' || value === null) return undefined;
    const { name, input } = value as { readonly name?: unknown; readonly input?: unknown };
    return { name, input };
  } catch {
    return undefined;
  }
}

function refuseCall(response: ServerResponse, status: number, problem: Problem): ServerResponse {
  const reply: Reply<never> = { ok: false, problem, sequence: 0 };
  return response.writeHead(status, jsonHeaders).end(JSON.stringify(reply));
}

function notice(response: ServerResponse, status: number, texts: Parameters<typeof noticePage>[0]): ServerResponse {
  const nonce = randomBytes(18).toString('base64');
  const headers = {
    ...hostHeaders,
    'Content-Security-Policy': noticePolicy(nonce),
    'Content-Type': 'text/html; charset=utf-8',
  };
  return response.writeHead(status, headers).end(noticePage(texts, nonce));
}

function redirect(response: ServerResponse, to: string): ServerResponse {
  return response.writeHead(303, { ...hostHeaders, 'Content-Security-Policy': dataPolicy, Location: to }).end();
}

function refuse(response: ServerResponse, status: 204 | 403 | 404 | 405 | 415): ServerResponse {
  return response.writeHead(status, { ...hostHeaders, 'Content-Security-Policy': dataPolicy }).end();
}
