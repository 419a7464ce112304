import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { HostTime } from '../../shared/engine/journal/host-time.ts';
import type { Service } from '../../shared/ipc/bridge.ts';
import { entryPaths, type EnterAnswer, type WindowAnswer } from '../../shared/ipc/entry.ts';
import type { Problem, Reply } from '../../shared/ipc/state.ts';
import { serviceProblems } from '../service/texts.ts';
import { serveRendererFile, type RendererFiles } from '../installation/renderer-files.ts';
import { enterInput, windowInput } from './entry-input.ts';
import { beginEvents } from './event-stream.ts';
import { dataPolicy, hostHeaders } from './headers.ts';
import type { Presence } from './presence.ts';
import { readBody, readRequest, type CheckedRequest } from './request.ts';
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

/** Answers one request: first where it comes from, then what is asked for, then who asks. */
export async function answerRequest(
  parts: HostParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<ServerResponse> {
  const read = readRequest(request, parts.origin);
  if (read === undefined) return refuse(response, 403);
  switch (`${read.method} ${read.path}`) {
    case `POST ${entryPaths.enter}`:
      return enter(parts, request, response);
    case `POST ${entryPaths.window}`:
      return openWindow(parts, read, request, response);
    case `POST ${entryPaths.call}`:
      return answerCall(parts, read, request, response);
    case `GET ${entryPaths.events}`:
      return streamEvents(parts, read, response);
    default:
      // The window's files are the same everywhere and hold nothing of this machine: whoever reaches the port may read them.
      return read.method === 'GET' ? serveFile(parts, read.path, response) : refuse(response, 405);
  }
}

async function enter(
  { admission }: HostParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<ServerResponse> {
  const input = await readInput(request, response, enterInput);
  if (input === undefined) return response;
  const browser = admission.redeem(input.token);
  return browser === undefined ? refuse(response, 403) : answer(response, { browser });
}

async function openWindow(
  { admission, windows }: HostParts,
  { secret }: CheckedRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<ServerResponse> {
  if (!admission.isAdmitted(secret)) return refuse(response, 403);
  const input = await readInput(request, response, windowInput);
  if (input === undefined) return response;
  const { former, takeOver } = input;
  if (former !== null && windows.isPresent(former)) return answer(response, { window: former });
  if (windows.isOccupied() && !takeOver) return refuse(response, 409);
  return answer(response, { window: windows.admitNew() });
}

async function serveFile({ files }: HostParts, path: string, response: ServerResponse): Promise<ServerResponse> {
  const served = await serveRendererFile(files, path, 'own-origin');
  if (served === null) return refuse(response, 404);
  return response.writeHead(200, { ...served.headers, ...hostHeaders }).end(served.body);
}

function streamEvents(
  { windows, presence, time }: HostParts,
  { secret }: CheckedRequest,
  response: ServerResponse,
): ServerResponse {
  // 204 tells an event source not to try again (HTML standard, server-sent events).
  if (!windows.isPresent(secret)) return refuse(response, 204);
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
  { secret }: CheckedRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<ServerResponse> {
  if (!windows.isPresent(secret)) return refuseCall(response, 409, serviceProblems.taken());
  const body = await readJson(request, response);
  if (body === undefined) return response;
  const call = callOf(body.value);
  if (call === undefined) return refuseCall(response, 400, serviceProblems.unknownCall());
  response.writeHead(200, jsonHeaders);
  const stop = keepAlive(response, time);
  const reply = await service.call(call.name, call.input);
  stop();
  return response.end(JSON.stringify(reply));
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

function callOf(value: unknown): { readonly name: unknown; readonly input: unknown } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { name, input } = value as { readonly name?: unknown; readonly input?: unknown };
  return { name, input };
}

/** Reads a body that was asked for; undefined where it was not that, and the request has been answered. */
async function readInput<Input>(
  request: IncomingMessage,
  response: ServerResponse,
  schema: z.ZodType<Input>,
): Promise<Input | undefined> {
  const body = await readJson(request, response);
  if (body === undefined) return undefined;
  const parsed = schema.safeParse(body.value);
  if (!parsed.success) refuseCall(response, 400, serviceProblems.unknownCall());
  return parsed.data;
}

/** Reads a JSON body; undefined where there is none, and the request has been answered. */
async function readJson(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<{ readonly value: unknown } | undefined> {
  // Another site's form cannot send this type.
  if (request.headers['content-type'] !== 'application/json') {
    refuse(response, 415);
    return undefined;
  }
  const body = await readBody(request, longestCall);
  switch (body.kind) {
    case 'cut-off':
      response.destroy();
      return undefined;
    case 'too-long':
      response.setHeader('Connection', 'close');
      refuseCall(response, 413, serviceProblems.tooLarge());
      return undefined;
    case 'read':
      try {
        return { value: JSON.parse(body.bytes.toString('utf8')) as unknown };
      } catch {
        refuseCall(response, 400, serviceProblems.unknownCall());
        return undefined;
      }
  }
}

function answer(response: ServerResponse, value: EnterAnswer | WindowAnswer): ServerResponse {
  return response.writeHead(200, jsonHeaders).end(JSON.stringify(value));
}

function refuseCall(response: ServerResponse, status: number, problem: Problem): ServerResponse {
  const reply: Reply<never> = { ok: false, problem, sequence: 0 };
  return response.writeHead(status, jsonHeaders).end(JSON.stringify(reply));
}

function refuse(response: ServerResponse, status: 204 | 403 | 404 | 405 | 409 | 415): ServerResponse {
  return response.writeHead(status, { ...hostHeaders, 'Content-Security-Policy': dataPolicy }).end();
}
