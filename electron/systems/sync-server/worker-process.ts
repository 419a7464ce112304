import { randomBytes } from 'node:crypto';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { Json } from '../../../shared/base/json.ts';
import type { ErrorRecord } from '../../../shared/systems/sync-server/sync-server-errors.ts';
import type { EndProcessTree } from './end-process-tree.ts';
import { FrameLines } from './frame-lines.ts';
import type { SpawnWorker } from './spawn-worker.ts';
import type { Timer } from './timer.ts';
import { frameSchema, lineOf, type Frame, type Greeting, type Request } from './wire/frames.ts';
import { shortened, type WorkerLog } from './worker-log.ts';

/** Why nothing more will be heard of a worker. */
export type WorkerEnd =
  | { readonly kind: 'not-started'; readonly isMissing: boolean; readonly text: string }
  /** It ended by itself or was ended by others; `text` is how, and the last of what it wrote to standard error. */
  | { readonly kind: 'ended'; readonly text: string }
  /** It did not keep to the protocol. */
  | { readonly kind: 'violation'; readonly text: string }
  /** We ended it. */
  | { readonly kind: 'time-out' | 'cancelled' | 'closed' };

export type Heard<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly end: WorkerEnd };

export type Answer =
  { readonly kind: 'result'; readonly value: Json } | { readonly kind: 'error'; readonly error: ErrorRecord };

export interface ProcessParts {
  readonly spawn: SpawnWorker;
  readonly endTree: EndProcessTree;
  readonly timer: Timer;
  readonly log: WorkerLog;
  /** Manifest of the module to load instead of the product's. */
  readonly module: string | undefined;
}

/** Milliseconds that a process may take to end after its output has, the other way round, or when it is asked to. */
const patience = 2000;
const markerBytes = 24;
const errorBytesKept = 8192;

type Waiting =
  | { readonly for: 'ready'; readonly settle: (heard: Heard<Json>) => void }
  | { readonly for: number; readonly settle: (heard: Heard<Answer>) => void };

/** One process of a worker, from its greeting to its end. Whatever goes wrong ends it: it is never used again. */
export class WorkerProcess {
  readonly ready: Promise<Heard<Json>>;
  /** When the process is gone. */
  readonly gone: Promise<undefined>;
  readonly #parts: ProcessParts;
  readonly #child: ChildProcessWithoutNullStreams | undefined;
  readonly #marker = randomBytes(markerBytes).toString('base64url');
  #waiting: Waiting | undefined;
  #end: WorkerEnd | undefined;
  /** What it has said is still to be heard; it will say nothing new. */
  #isEnding = false;
  #errorTail: Buffer = Buffer.alloc(0);

  constructor(parts: ProcessParts) {
    this.#parts = parts;
    const ready = Promise.withResolvers<Heard<Json>>();
    this.ready = ready.promise;
    this.#waiting = { for: 'ready', settle: ready.resolve };
    const gone = Promise.withResolvers<undefined>();
    this.gone = gone.promise;
    this.#child = this.#spawn(() => gone.resolve(undefined));
  }

  get end(): WorkerEnd | undefined {
    return this.#end;
  }

  /** Sends one request and waits for its answer. */
  ask(request: Request): Promise<Heard<Answer>> {
    if (this.#end !== undefined) return Promise.resolve({ ok: false, end: this.#end });
    if (this.#waiting !== undefined) throw new Error('A worker is asked one thing at a time');
    const answered = Promise.withResolvers<Heard<Answer>>();
    this.#waiting = { for: request.id, settle: answered.resolve };
    this.#child?.stdin.write(lineOf(request));
    return answered.promise;
  }

  /** Gives up on the process: whoever waits is told why, and it is ended with all that it started. */
  abandon(end: WorkerEnd): void {
    if (!this.#over(end)) return;
    const pid = this.#child?.pid;
    if (pid !== undefined && this.#isRunning()) this.#parts.endTree(pid);
  }

  /** Asks the process to end, which it does when its input does; one that does not is ended. */
  async close(): Promise<void> {
    this.#over({ kind: 'closed' });
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    this.#child?.stdin.end();
    const callOff = this.#parts.timer(patience, () => this.#parts.endTree(pid));
    await this.gone;
    callOff();
  }

  #spawn(gone: () => void): ChildProcessWithoutNullStreams | undefined {
    const child = startedBy(this.#parts.spawn);
    if (child instanceof Error) {
      this.#failToStart(child);
      gone();
      return undefined;
    }
    child.on('error', (error) => {
      if (child.pid !== undefined) return;
      this.#failToStart(error);
      gone();
    });
    child.once('exit', () => {
      gone();
      this.#endSoon();
    });
    child.once('close', () => this.#endNow());
    child.stdin.on('error', () => {
      // The process is ending; its output and its exit tell how.
    });
    this.#listen(child);
    const greeting: Greeting = { marker: this.#marker, module: this.#parts.module ?? null };
    child.stdin.write(lineOf(greeting));
    return child;
  }

  #listen({ stdout, stderr }: ChildProcessWithoutNullStreams): void {
    const lines = new FrameLines(this.#marker, {
      frame: (text) => this.#hear(text),
      stray: (text) => this.#parts.log({ kind: 'stray', text: this.#told(text) }),
      unreadable: (why) => this.#violate(why, ''),
    });
    // Goes on reading when nobody listens any more: a process that cannot write does not end.
    stdout.on('data', (chunk: Buffer) => {
      if (this.#end === undefined) lines.push(chunk);
    });
    stdout.once('end', () => this.#endSoon());
    stderr.on('data', (chunk: Buffer) => {
      this.#errorTail = Buffer.concat([this.#errorTail, chunk.subarray(-errorBytesKept)]).subarray(-errorBytesKept);
    });
    for (const stream of [stdout, stderr]) stream.on('error', () => this.#endSoon());
  }

  #hear(text: string): void {
    // Of the frames behind one that broke the protocol, nothing is believed.
    if (this.#end !== undefined) return;
    const frame = frameOf(text);
    if (frame === undefined) {
      this.#violate('not-a-frame', text);
      return;
    }
    switch (frame.kind) {
      case 'ready':
        if (this.#waiting?.for === 'ready') this.#settled(this.#waiting).settle({ ok: true, value: frame.facts });
        else this.#violate('unasked', text);
        break;
      case 'stream':
        if (this.#waiting?.for === frame.id) this.#parts.log({ ...frame, text: this.#told(frame.text) });
        else this.#violate('unasked', text);
        break;
      case 'result':
      case 'error':
        if (this.#waiting !== undefined && this.#waiting.for !== 'ready' && this.#waiting.for === frame.id) {
          this.#settled(this.#waiting).settle({ ok: true, value: frame });
        } else {
          this.#violate('unasked', text);
        }
        break;
      default:
        assertNever(frame);
    }
  }

  /** Who waited waits no more. */
  #settled<Kind extends Waiting>(waiting: Kind): Kind {
    this.#waiting = undefined;
    if (this.#isEnding) this.#endNow();
    return waiting;
  }

  #violate(what: string, text: string): void {
    this.abandon({ kind: 'violation', text: this.#told(`${what}: ${text}`) });
  }

  /** As much of a text as anybody is told. With the marker in it, a log would show how to forge an answer. */
  #told(text: string): string {
    return shortened(text.replaceAll(this.#marker, '…'));
  }

  #failToStart(error: NodeJS.ErrnoException): void {
    this.#over({ kind: 'not-started', isMissing: error.code === 'ENOENT', text: error.message });
  }

  /** Output and process end one after the other, in either order; what is left of the other is waited for, but not for ever. */
  #endSoon(): void {
    if (this.#end !== undefined) return;
    this.#isEnding = true;
    if (this.#waiting === undefined) {
      this.#endNow();
      return;
    }
    const callOff = this.#parts.timer(patience, () => this.#endNow());
    this.#child?.once('close', callOff);
  }

  #endNow(): void {
    const { exitCode, signalCode } = this.#child ?? {};
    const how = signalCode ?? (exitCode === null || exitCode === undefined ? 'output closed' : `exit code ${exitCode}`);
    const said = this.#errorTail.toString('utf8').replaceAll(this.#marker, '…').trim();
    this.abandon({ kind: 'ended', text: said === '' ? how : `${how}: ${said}` });
  }

  /** False when it was over before. */
  #over(end: WorkerEnd): boolean {
    if (this.#end !== undefined) return false;
    this.#end = end;
    this.#waiting?.settle({ ok: false, end });
    this.#waiting = undefined;
    return true;
  }

  #isRunning(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }
}

function startedBy(spawn: SpawnWorker): ChildProcessWithoutNullStreams | Error {
  try {
    return spawn();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

function frameOf(text: string): Frame | undefined {
  try {
    return frameSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
