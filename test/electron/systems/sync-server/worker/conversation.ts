import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { markTexts, frameSchema, type Frame } from '../../../../../electron/systems/sync-server/wire/frames.ts';
import type { Json } from '../../../../../shared/base/json.ts';
import { powershell } from '../../../lab/adsync-module/powershell.ts';

export const workerScript = fileURLToPath(
  new URL('../../../../../electron/systems/sync-server/worker/worker.ps1', import.meta.url),
);

type Answer = Extract<Frame, { readonly kind: 'result' | 'error' }>;
type Stream = Extract<Frame, { readonly kind: 'stream' }>;

/** What came back for one request. */
export interface Exchange {
  readonly answer: Answer;
  readonly streams: readonly Stream[];
}

/** The worker's scripts under the PowerShell of this machine, asked line by line: as little between as can be. */
export class Conversation {
  readonly child: ChildProcessWithoutNullStreams;
  readonly marker = randomBytes(16).toString('base64url');
  /** Lines without the marker. */
  readonly stray: string[] = [];
  readonly #frames: AsyncIterator<Frame, undefined>;
  #lastId = 0;

  constructor(script: string, environment: Readonly<Record<string, string>>) {
    if (powershell === undefined) throw new Error('There is no PowerShell');
    this.child = spawn(powershell, ['-NoLogo', '-NoProfile', '-NonInteractive', '-File', script], {
      env: { ...process.env, NO_COLOR: '1', TERM: 'dumb', ...environment },
    });
    this.child.stderr.on('data', (bytes: Buffer) => this.stray.push(bytes.toString()));
    this.#frames = this.#read();
  }

  async *#read(): AsyncGenerator<Frame, undefined> {
    for await (const line of createInterface({ input: this.child.stdout, crlfDelay: Infinity })) {
      if (line.startsWith(`${this.marker} `)) yield frameSchema.parse(JSON.parse(line.slice(this.marker.length + 1)));
      else if (line !== '') this.stray.push(line);
    }
    return undefined;
  }

  /** Says a line that need not be a request. */
  say(line: string): void {
    this.child.stdin.write(`${line}\n`);
  }

  async next(): Promise<Frame> {
    const next = await this.#frames.next();
    if (next.done === true) throw new Error(`The worker ended: ${this.stray.join('\n')}`);
    return next.value;
  }

  async greet(module: string | null): Promise<Json> {
    this.say(JSON.stringify({ marker: this.marker, module }));
    const frame = await this.next();
    if (frame.kind !== 'ready') throw new Error(`Not ready: ${JSON.stringify(frame)}`);
    return frame.facts;
  }

  async ask(operation: string, given: Json = {}, milliseconds = 600_000): Promise<Exchange> {
    this.#lastId += 1;
    const deadline = new Date(Date.now() + milliseconds).toISOString();
    this.say(JSON.stringify({ id: this.#lastId, operation, arguments: markTexts(given), deadline }));
    const streams: Stream[] = [];
    for (;;) {
      const frame = await this.next();
      if (frame.kind === 'ready' || frame.id !== this.#lastId) throw new Error(`Unasked: ${JSON.stringify(frame)}`);
      if (frame.kind !== 'stream') return { answer: frame, streams };
      streams.push(frame);
    }
  }

  /** Ends the input and waits for the process; answers its exit code. */
  async end(): Promise<number | null> {
    const exited = this.child.exitCode === null ? once(this.child, 'exit') : undefined;
    this.child.stdin.end();
    await exited;
    return this.child.exitCode;
  }
}
