import type { Failure, Result } from '../../../shared/base/failure.ts';
import { failed, success } from '../../../shared/base/failure.ts';

/** What the toy procedure works on: a scheduler, rules, and a copy of them that a synchronization makes. */
export interface ToyState {
  readonly scheduler: 'on' | 'off';
  readonly rules: readonly string[];
  readonly synchronized: readonly string[];
}

export interface ToyReader {
  read(): Promise<Result<ToyState>>;
}

interface ToyWriter extends ToyReader {
  setScheduler(value: ToyState['scheduler']): Promise<Result<void>>;
  addRule(rule: string): Promise<Result<void>>;
  removeRule(rule: string): Promise<Result<void>>;
  synchronize(): Promise<Result<void>>;
  purge(rule: string): Promise<Result<void>>;
}

export interface ToySystems {
  readonly readers: ToyReader;
  readonly writers: ToyWriter;
}

export const untouched: ToyState = { scheduler: 'on', rules: ['old'], synchronized: ['old'] };

/** Interferes with a write: before it (nothing happens), or after it took effect. */
interface Interference {
  before?: undefined | ((write: string) => Promise<Failure | undefined> | Failure | undefined);
  after?: undefined | ((write: string) => Promise<Failure | undefined> | Failure | undefined);
}

export interface ToySystem extends ToySystems {
  state: ToyState;
  readonly interference: Interference;
  /** Every write that took effect, in order. */
  readonly writes: string[];
}

export function toySystem(state: ToyState = untouched): ToySystem {
  const writes: string[] = [];
  const interference: Interference = {};
  const write = async (name: string, change: (state: ToyState) => ToyState): Promise<Result<void>> => {
    const refused = await interference.before?.(name);
    if (refused) return failed(refused);
    toy.state = change(toy.state);
    writes.push(name);
    const lost = await interference.after?.(name);
    return lost ? failed(lost) : success(undefined);
  };
  const readers: ToyReader = { read: async () => success(toy.state) };
  const toy: ToySystem = {
    state,
    interference,
    writes,
    readers,
    writers: {
      ...readers,
      setScheduler: (scheduler) => write(`scheduler ${scheduler}`, (now) => ({ ...now, scheduler })),
      addRule: (rule) => write(`add ${rule}`, (now) => ({ ...now, rules: [...new Set([...now.rules, rule])].sort() })),
      removeRule: (rule) =>
        write(`remove ${rule}`, (now) => ({ ...now, rules: now.rules.filter((each) => each !== rule) })),
      synchronize: () => write('synchronize', (now) => ({ ...now, synchronized: now.rules })),
      purge: (rule) => write(`purge ${rule}`, (now) => ({ ...now, rules: now.rules.filter((each) => each !== rule) })),
    },
  };
  return toy;
}

export function lostAnswer(during: string): Failure {
  return { code: 'connection-lost', during, raw: 'the pipe has been ended', retry: 'effect-unknown' };
}

export function denied(during: string): Failure {
  return { code: 'access-denied', during, raw: 'Access is denied.', retry: 'pointless' };
}
