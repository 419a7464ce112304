import { z } from 'zod';
import { assertNever } from '../../../shared/base/assert-never.ts';
import type { Json } from '../../../shared/base/json.ts';
import { failed, success, type Failure, type Result } from '../../../shared/base/failure.ts';
import { workerTexts as texts } from './texts.ts';
import type { Call } from '../../../shared/systems/call.ts';
import { failedWith } from '../../../shared/systems/sync-server/sync-server-errors.ts';
import type { Findings, WorkerFacts } from '../../../shared/assessment/this-server/worker-facts.ts';
import { cameBefore, Turns } from './turns.ts';
import { markTexts } from './wire/frames.ts';
import { operations, type ArgumentsOf, type Operation, type OperationName, type ResultOf } from './wire/operations.ts';
import { workerFacts } from './wire/shapes.ts';
import { shortened } from './worker-log.ts';
import { WorkerProcess, type ProcessParts, type WorkerEnd } from './worker-process.ts';

/** What a worker is made of. */
export interface WorkerParts extends ProcessParts {
  /** What stands in the way, by what the process found at its start. */
  problemsOf(facts: WorkerFacts): readonly Failure[];
  /** Why a process ended before it was ready, by its exit and its standard error. */
  explainDeath(how: string): Promise<Failure>;
}

interface Started extends Findings {
  readonly process: WorkerProcess;
}

/** A cold server needs a while to load the module. */
const startUpSeconds = 180;
/** How long the next process waits for the last one to be gone. */
const farewellMilliseconds = 5000;
/** How long what stands in the way is taken to stand there still, so that twenty questions do not start twenty processes. */
const refusalMilliseconds = 5000;

/**
 * A sync server's worker: one process that carries out one operation at a time, and a fresh one after anything went wrong.
 * Every call ends: with a checked answer, or with a failure that says whether something may have happened.
 */
export class Worker {
  readonly #parts: WorkerParts;
  readonly #turns = new Turns();
  #process: WorkerProcess | undefined;
  #starting: Promise<Result<Started>> | undefined;
  /** When the last start led to nothing; undefined: it did, or there was none. */
  #refusedAt: number | undefined;
  #lastId = 0;
  #isClosed = false;

  constructor(parts: WorkerParts) {
    this.#parts = parts;
  }

  /** Carries out an operation; `during` is what a person calls it. */
  async call<Name extends OperationName>(
    name: Name,
    given: ArgumentsOf<Name>,
    during: string,
    { signal }: Call,
  ): Promise<Result<ResultOf<Name>>> {
    const encoded = operationOf(name).arguments.safeEncode(given);
    if (!encoded.success) {
      return failed({ code: 'invalid-input', during, raw: z.prettifyError(encoded.error), retry: 'pointless' });
    }
    const answer = await this.#inTurn(during, signal, async () => {
      const starting = this.#started();
      if (!(await cameBefore(starting, signal))) return neverSent(during);
      const started = await starting;
      if (!started.ok) return failed({ ...started.failure, during });
      const [problem] = started.value.problems;
      if (problem !== undefined) return failed({ ...problem, during });
      return this.#ask(started.value.process, name, encoded.data as Json, during, signal);
    });
    // The operation's own schema has checked it.
    return answer as Result<ResultOf<Name>>;
  }

  /** What a process finds at its start, looked at afresh where something stood in the way; fails where none could be started. */
  lookedAt({ signal }: Call): Promise<Result<Findings>> {
    return this.#inTurn(texts.starting, signal, async () => {
      if (this.#refusedAt !== undefined) this.#starting = undefined;
      const starting = this.#started();
      if (!(await cameBefore(starting, signal))) return neverSent(texts.starting);
      const started = await starting;
      if (!started.ok) return started;
      const { facts, problems } = started.value;
      return success({ facts, problems });
    });
  }

  /** Ends the process; whoever waits is told, and every later call fails. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#process?.close();
  }

  async #inTurn<Value>(
    during: string,
    signal: AbortSignal,
    work: () => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    const endTurn = await this.#turns.take(signal);
    if (endTurn === undefined) return neverSent(during);
    try {
      return await work();
    } finally {
      endTurn();
    }
  }

  /** The process that is ready, or a new one; asked for by one call at a time. */
  #started(): Promise<Result<Started>> {
    if (this.#isClosed) return Promise.resolve(failed(closed));
    const isOver = this.#process?.end !== undefined && !this.#isJustRefused();
    if (this.#starting === undefined || isOver) this.#starting = this.#start();
    return this.#starting;
  }

  #isJustRefused(): boolean {
    return this.#refusedAt !== undefined && performance.now() - this.#refusedAt < refusalMilliseconds;
  }

  async #start(): Promise<Result<Started>> {
    await this.#farewell();
    if (this.#isClosed) return failed(closed);
    this.#refusedAt = undefined;
    const process = new WorkerProcess(this.#parts);
    this.#process = process;
    const callOff = this.#parts.timer(startUpSeconds * 1000, () => process.abandon({ kind: 'time-out' }));
    const ready = await process.ready;
    callOff();
    const facts = ready.ok ? workerFacts.safeDecode(ready.value as never) : undefined;
    if (facts?.success === false) process.abandon(violation(texts.notThisAnswer(z.prettifyError(facts.error))));
    const problems = facts?.success === true ? this.#parts.problemsOf(facts.data) : [];
    if (facts?.success === true && problems.length === 0) return success({ process, facts: facts.data, problems });
    const end = process.end;
    // One that cannot do its work is not kept; nobody waits for it to go.
    void process.close();
    this.#refusedAt = performance.now();
    return facts?.success === true
      ? success({ process, facts: facts.data, problems })
      : failed(await this.#failureOfStart(end));
  }

  /** Lets the last process go before the next one comes: two must not work on one server. */
  async #farewell(): Promise<void> {
    const last = this.#process;
    if (last === undefined) return;
    const late = Promise.withResolvers<undefined>();
    const callOff = this.#parts.timer(farewellMilliseconds, () => late.resolve(undefined));
    await Promise.race([last.gone, late.promise]);
    callOff();
  }

  async #failureOfStart(end: WorkerEnd | undefined): Promise<Failure> {
    const failure = { during: texts.starting, retry: 'pointless' } as const;
    switch (end?.kind) {
      case 'not-started':
        return { ...failure, code: end.isMissing ? 'powershell-missing' : 'worker-lost', raw: end.text };
      case 'ended':
        return this.#parts.explainDeath(end.text);
      case 'violation':
        return { ...failure, code: 'invalid-answer', raw: texts.violation(end.text) };
      case 'time-out':
        return { ...failure, code: 'worker-lost', raw: texts.notReady(startUpSeconds) };
      default:
        return closed;
    }
  }

  async #ask(
    process: WorkerProcess,
    name: OperationName,
    given: Json,
    during: string,
    signal: AbortSignal,
  ): Promise<Result<unknown>> {
    if (signal.aborted) return neverSent(during);
    const { seconds, effect, result } = operationOf(name);
    const milliseconds = seconds * 1000;
    this.#lastId += 1;
    const deadline = new Date(Date.now() + milliseconds).toISOString();
    const abandonment = new AbortController();
    const callOff = this.#parts.timer(milliseconds, () => process.abandon({ kind: 'time-out' }));
    signal.addEventListener('abort', () => process.abandon({ kind: 'cancelled' }), { signal: abandonment.signal });
    const heard = await process.ask({ id: this.#lastId, operation: name, arguments: markTexts(given), deadline });
    callOff();
    abandonment.abort();
    const lost = (end: WorkerEnd) => failed({ ...meaningOfEnd(end, seconds), during, retry: lostRetry[effect] });
    if (!heard.ok) return lost(heard.end);
    if (heard.value.kind === 'error') return failedWith(heard.value.error, { name, effect, during });
    const decoded = result.safeDecode(heard.value.value);
    if (decoded.success) return success(decoded.data);
    const end = violation(texts.notThisAnswer(z.prettifyError(decoded.error)));
    process.abandon(end);
    return lost(end);
  }
}

/** What is known of a call whose answer was lost. */
const lostRetry = { read: 'safe', write: 'effect-unknown' } as const satisfies Record<string, Failure['retry']>;

const closed: Failure = { code: 'cancelled', during: texts.starting, raw: texts.closed, retry: 'safe' };

function operationOf(name: OperationName): Operation {
  return operations[name];
}

function neverSent(during: string): ReturnType<typeof failed> {
  return failed({ code: 'cancelled', during, raw: texts.neverSent, retry: 'safe' });
}

function violation(text: string): WorkerEnd {
  return { kind: 'violation', text: shortened(text) };
}

function meaningOfEnd(end: WorkerEnd, seconds: number): Pick<Failure, 'code' | 'raw'> {
  switch (end.kind) {
    case 'not-started':
      return { code: 'worker-lost', raw: end.text };
    case 'ended':
      return { code: 'worker-lost', raw: texts.lost(end.text) };
    case 'violation':
      return { code: 'invalid-answer', raw: texts.violation(end.text) };
    case 'time-out':
      return { code: 'time-out', raw: texts.noAnswer(seconds) };
    case 'cancelled':
      return { code: 'cancelled', raw: texts.givenUp };
    case 'closed':
      return { code: 'cancelled', raw: texts.closed };
    default:
      return assertNever(end);
  }
}
