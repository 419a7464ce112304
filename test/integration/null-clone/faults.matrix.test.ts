import { describe, expect, it } from 'vitest';
import { drive, driveUndo, type Decider } from '../../../shared/engine/drive.ts';
import { failed, type Failure } from '../../../shared/failure.ts';
import type { SystemWriters } from '../../../shared/ports/systems.ts';
import { agreeable } from '../../shared/engine/toy-run.ts';
import { clonesIn, engineOn, labWorld, rulesById, run, statesOf, type LabWorld } from './lab-run.ts';
import { watchRules } from './watched.ts';

const users = 20;

interface Fault {
  readonly failure: Omit<Failure, 'during'>;
  /** Whether the call takes effect before its answer is lost. */
  readonly takesEffect: boolean;
}

const faults: Readonly<Record<string, Fault>> = {
  throttled: { failure: { code: 'throttled', raw: '429', retry: 'safe', retryAfter: 3 }, takesEffect: false },
  'time-out before': { failure: { code: 'time-out', raw: '', retry: 'safe' }, takesEffect: false },
  'time-out after': { failure: { code: 'time-out', raw: '', retry: 'effect-unknown' }, takesEffect: true },
  'connection lost before': {
    failure: { code: 'connection-lost', raw: '', retry: 'effect-unknown' },
    takesEffect: false,
  },
  'connection lost after': {
    failure: { code: 'connection-lost', raw: '', retry: 'effect-unknown' },
    takesEffect: true,
  },
  denied: { failure: { code: 'access-denied', raw: 'denied', retry: 'pointless' }, takesEffect: false },
  busy: { failure: { code: 'connector-busy', raw: 'busy', retry: 'safe' }, takesEffect: false },
};

type Calls = Map<string, number>;

/** All ports of a world; `strikes` says which call of a method fails, counted from 1. */
function faulty(
  world: LabWorld,
  calls: Calls,
  fault: Fault,
  strikes: (method: string, call: number) => boolean,
): LabWorld {
  const wrap = (port: string, target: object): object =>
    new Proxy(target, {
      get(inner, property) {
        const method = Reflect.get(inner, property) as (...given: unknown[]) => Promise<unknown>;
        return async (...given: unknown[]) => {
          const name = `${port}.${String(property)}`;
          const call = (calls.get(name) ?? 0) + 1;
          calls.set(name, call);
          if (!strikes(name, call)) return method.apply(inner, given);
          if (fault.takesEffect) await method.apply(inner, given);
          return failed({ ...fault.failure, during: name });
        };
      },
    });
  const systems = Object.fromEntries(
    Object.entries(world.systems).map(([port, target]) => [port, wrap(port, target as object)]),
  );
  return { ...world, systems: systems as unknown as SystemWriters };
}

/** Tries again what failed, a few times. */
function patient(): Decider {
  let left = 5;
  return {
    ...agreeable,
    onBlockedOrFailed: async () => {
      left -= 1;
      return left < 0 ? { kind: 'stop' } : { kind: 'retry' };
    },
  };
}

function freshWorld(): LabWorld {
  return watchRules(labWorld('licensed', { users }));
}

const undisturbed = freshWorld();
const original = rulesById(undisturbed.state);
const calls: Calls = new Map();
await run(faulty(undisturbed, calls, faults['throttled']!, () => false));
const methods = [...calls.keys()].filter((name) => name !== 'tenant.user');

describe.each(methods)('%s', (method) => {
  it.each(Object.entries(faults))('fails once (%s): the run still reaches its end', async (_, fault) => {
    const total = calls.get(method) ?? 0;
    for (const strike of new Set([1, Math.ceil(total / 2), total])) {
      const world = freshWorld();
      const engine = await engineOn(
        faulty(world, new Map(), fault, (name, call) => name === method && call === strike),
      );
      expect(await drive(engine, patient(), {})).toEqual({ kind: 'finished' });
      expect(rulesById(world.state)).toEqual(rulesById(undisturbed.state));
      expect(clonesIn(world.state).length).toBeGreaterThan(0);
    }
  });

  it('fails for good in the middle of the run: nothing is verified by mistake, and undo leads back', async () => {
    for (const from of [1, Math.ceil((calls.get(method) ?? 0) / 2)]) {
      const world = freshWorld();
      const broken = faulty(world, new Map(), faults['denied']!, (name, call) => name === method && call >= from);
      const engine = await engineOn(broken);
      const end = await drive(engine, agreeable, {});
      const states = [...statesOf(engine).values()].map(({ kind }) => kind);
      if (end.kind !== 'finished') expect(states.some((kind) => kind === 'failed' || kind === 'unknown')).toBe(true);
      await driveUndo(await engineOn(world), agreeable);
      expect(rulesById(world.state)).toEqual(original);
    }
  });
});
