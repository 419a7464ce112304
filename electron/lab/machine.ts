import { setImmediate } from 'node:timers/promises';
import { failed, success, type Result } from '../../shared/base/failure.ts';
import { nextDue } from './cloud/due-work.ts';
import { runDueWork } from './cloud/run-due-work.ts';
import { CycleRunner } from './scheduler/cycle-runner.ts';
import { nextScheduledStart, runSchedule } from './scheduler/schedule.ts';
import type { LabState } from './state.ts';
import type { StoredLab } from './store/lab-store.ts';

/** A lab that runs: time passes only while somebody waits, and every change is saved before it is answered. */
export class LabMachine {
  /** Which lab it is, whatever its content. */
  readonly id: string;
  readonly state: LabState;
  readonly #save: StoredLab['save'];
  readonly #runner: CycleRunner;
  /** Everything that changes the state, one after the other. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor({ id, state, save }: Pick<StoredLab, 'id' | 'state' | 'save'>) {
    this.id = id;
    this.state = state;
    this.#save = save;
    this.#runner = new CycleRunner(state);
  }

  now(): Date {
    return new Date(this.state.now);
  }

  /** Changes the state and saves it before it answers; a refused change is not saved. */
  write<Value>(during: string, change: (state: LabState) => Result<Value>): Promise<Result<Value>> {
    return this.#exclusive(async () => {
      const answer = change(this.state);
      if (!answer.ok) return answer;
      const saved = await this.#save();
      return saved.ok ? answer : failed({ ...saved.failure, during, retry: 'effect-unknown' });
    });
  }

  /** A change that cannot be refused. */
  act(during: string, change: (state: LabState) => void): Promise<Result<void>> {
    return this.write(during, (state) => {
      change(state);
      return success(undefined);
    });
  }

  /** Lets time pass, doing in the right order what falls due; rejects with the signal's reason between two pieces of work. */
  async pass(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const until = Date.parse(this.state.now) + milliseconds;
    while (await this.#exclusive(() => this.#work(until))) {
      // Leaves the event loop free for whoever shows progress or cancels.
      await setImmediate();
      signal.throwIfAborted();
    }
  }

  /** Saves what happened since the last save, the present step included. */
  save(): Promise<Result<void>> {
    return this.#exclusive(() => this.#save());
  }

  /** Does the next piece of work that is due until then; false when there is none and the time has passed. */
  async #work(until: number): Promise<boolean> {
    const { state } = this;
    const [cloud, schedule] = [moment(nextDue(state)), moment(nextScheduledStart(state))];
    const cycle = moment(state.server.scheduler.cycle?.busyUntil);
    const next = Math.min(cloud, schedule, cycle);
    if (next > until) {
      this.#advanceTo(until);
      runDueWork(state);
      if (!this.#runner.isInStep) await this.#saveOrThrow();
      return false;
    }
    this.#advanceTo(next);
    if (cloud === next) runDueWork(state);
    else if (schedule === next) runSchedule(state);
    else await this.#workOnCycle();
    return true;
  }

  async #workOnCycle(): Promise<void> {
    if (this.#runner.work()?.stepEnded) await this.#saveOrThrow();
  }

  #advanceTo(milliseconds: number): void {
    if (milliseconds > Date.parse(this.state.now)) this.state.now = new Date(milliseconds).toISOString();
  }

  async #saveOrThrow(): Promise<void> {
    const saved = await this.#save();
    if (!saved.ok) throw new Error(saved.failure.raw);
  }

  #exclusive<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}

/** A lab that is nowhere saved: for building a scenario before it gets its folder. */
export function unsavedMachine(state: LabState): LabMachine {
  return new LabMachine({
    id: '00000000-0000-0000-0000-000000000000',
    state,
    save: () => Promise.resolve(success(undefined)),
  });
}

function moment(time: string | undefined): number {
  return time === undefined ? Infinity : Date.parse(time);
}
