import { describe, expect, it } from 'vitest';
import { drive } from '../../../shared/engine/drive.ts';
import type { Engine } from '../../../shared/engine/engine.ts';
import { outcomeOf } from '../../../shared/engine/run/selectors.ts';
import { success } from '../../../shared/base/failure.ts';
import { pause, addRules, toyProcedure, type ToyStep } from './toy-procedure.ts';
import { agreeable, eventsOn, manualTime, memoryDisk, toyEngine, type ManualTime } from './toy-run.ts';
import { toySystem, untouched } from './toy-system.ts';

const timeLimits = { probe: 1000, capture: 1000, apply: 1000, verify: 1000, restore: 1000, settle: 100 };

/** Rejects when the signal says so, and never resolves by itself. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

function deaf(): Promise<never> {
  return new Promise(() => undefined);
}

/** Everything that is ready to run has run. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}

interface Scene {
  readonly engine: Engine;
  readonly host: ManualTime;
  readonly cancel: AbortController;
  readonly systems: ReturnType<typeof toySystem>;
  readonly disk: ReturnType<typeof memoryDisk>;
}

async function scene(changes: object, systems = toySystem()): Promise<Scene> {
  const [host, cancel, disk] = [manualTime(), new AbortController(), memoryDisk()];
  const slow = { ...pause, ...changes } as ToyStep<{ readonly scheduler: string }, 'on' | 'off'>;
  const procedure = toyProcedure([slow]);
  const engine = await toyEngine({ disk, systems, procedure, host, signal: cancel.signal, timeLimits });
  return { engine, host, cancel, systems, disk };
}

/** Starts to apply the one step; the promise of it is handed back once it hangs. */
async function begin({ engine }: Scene) {
  await engine.prepare('pause');
  const applying = engine.apply('pause', engine.state().steps[0]?.planned?.planHash ?? '');
  await quiet();
  return applying;
}

function hanging(scene: Scene): { readonly ended: () => Promise<unknown> } {
  const applying = begin(scene);
  return { ended: () => applying };
}

function stateOf({ engine }: Scene) {
  return engine.state().steps[0]?.state;
}

describe('a phase that takes too long', () => {
  it('fails when it only reads', async () => {
    const slow = await scene({ probe: ({ signal }: { signal: AbortSignal }) => untilAborted(signal) });
    const preparing = slow.engine.prepare('pause');
    slow.host.advance(1000);
    await preparing;
    expect(stateOf(slow)).toMatchObject({
      kind: 'failed',
      phase: 'probe',
      problem: { failure: { code: 'time-out', retry: 'safe' } },
    });
  });

  it('is not waited for for ever when it does not listen', async () => {
    const slow = await scene({ probe: deaf });
    const preparing = slow.engine.prepare('pause');
    slow.host.advance(1000);
    slow.host.advance(100);
    await preparing;
    expect(stateOf(slow)).toMatchObject({ kind: 'failed', problem: { failure: { code: 'time-out' } } });
  });

  it('leaves the verdict to verification when it writes', async () => {
    const slow = await scene({
      apply: async ({ systems, signal }: Parameters<typeof pause.apply>[0]) => {
        await systems.setScheduler('off');
        return untilAborted(signal);
      },
    });
    const { ended } = hanging(slow);
    await quiet();
    slow.host.advance(1000);
    await ended();
    expect(stateOf(slow)).toMatchObject({ kind: 'verified', lostAnswer: { code: 'time-out' } });
  });

  it('is unknown, and nothing else is begun, while a write does not end although told to', async () => {
    const write = Promise.withResolvers<undefined>();
    const slow = await scene({ apply: () => write.promise.then(() => success(undefined)) });
    const { ended } = hanging(slow);
    await quiet();
    slow.host.advance(1000);
    await quiet();
    slow.host.advance(100);
    await ended();
    expect(stateOf(slow)).toMatchObject({ kind: 'unknown', during: 'apply' });
    expect(await slow.engine.examine('pause')).toMatchObject({ kind: 'refused', refusal: { code: 'still-writing' } });
    expect(await slow.engine.undo()).toMatchObject({ kind: 'refused', refusal: { code: 'still-writing' } });
    write.resolve(undefined);
    await quiet();
    expect(await slow.engine.examine('pause')).toMatchObject({ kind: 'done', value: { kind: 'no-effect' } });
  });
});

describe('cancelling', () => {
  it('interrupts a phase that only reads, and a later process goes on', async () => {
    const slow = await scene({ probe: ({ signal }: { signal: AbortSignal }) => untilAborted(signal) });
    const preparing = slow.engine.prepare('pause');
    slow.cancel.abort();
    await preparing;
    expect(eventsOn(slow.disk).at(-1)).toBe('pause interrupted');
    expect(outcomeOf(slow.engine.state())).toBe('interrupted');

    const procedure = toyProcedure([pause]);
    const later = await toyEngine({ disk: slow.disk, systems: slow.systems, procedure });
    expect(await drive(later, agreeable)).toEqual({ kind: 'finished' });
  });

  it('before anything is written writes nothing', async () => {
    const slow = await scene({ capture: ({ signal }: { signal: AbortSignal }) => untilAborted(signal) });
    const { ended } = hanging(slow);
    await quiet();
    slow.cancel.abort();
    await ended();
    expect(slow.systems.writes).toEqual([]);
    expect(eventsOn(slow.disk).slice(-2)).toEqual(['pause planned', 'pause interrupted']);
  });

  it('while it writes still reads back what was written', async () => {
    const slow = await scene({
      apply: async ({ systems, signal }: Parameters<typeof pause.apply>[0]) => {
        await systems.setScheduler('off');
        return untilAborted(signal);
      },
    });
    const { ended } = hanging(slow);
    await quiet();
    slow.cancel.abort();
    await ended();
    expect(stateOf(slow)).toMatchObject({ kind: 'verified', lostAnswer: { code: 'cancelled' } });
  });

  it('while it writes leaves the step unknown when it cannot be read back in a short while', async () => {
    const slow = await scene({
      apply: ({ signal }: Parameters<typeof pause.apply>[0]) => untilAborted(signal),
      verify: ({ signal }: { signal: AbortSignal }) => untilAborted(signal),
    });
    const { ended } = hanging(slow);
    await quiet();
    slow.cancel.abort();
    await quiet();
    slow.host.advance(5 * 60_000);
    await ended();
    expect(stateOf(slow)).toMatchObject({ kind: 'unknown' });
    expect(outcomeOf(slow.engine.state())).toBe('interrupted');
  });

  it('ends the loop with the step it was at', async () => {
    const slow = await scene({});
    slow.cancel.abort();
    expect(await drive(slow.engine, agreeable)).toEqual({ kind: 'interrupted', step: 'pause' });
    expect(slow.systems.writes).toEqual([]);
  });
});

describe('a step of unknown end', () => {
  /** A process dies after its first rule of three. */
  async function halfApplied() {
    const [disk, systems] = [memoryDisk(), toySystem()];
    const procedure = toyProcedure([addRules]);
    systems.interference.after = () => {
      disk.dead = true;
      throw new Error('dead');
    };
    await drive(await toyEngine({ disk, systems, procedure }), agreeable);
    systems.interference.after = undefined;
    const engine = await toyEngine({ disk, systems, procedure });
    return { disk, systems, procedure, engine };
  }

  it('is neither planned nor applied nor passed before it is settled', async () => {
    const { engine } = await halfApplied();
    expect(engine.state().steps[0]?.state.kind).toBe('unknown');
    for (const end of [await engine.prepare('add-rules'), await engine.override('add-rules', 'go on')]) {
      expect(end).toEqual({ kind: 'refused', refusal: { code: 'not-now' } });
    }
  });

  it('stays undecided where something in between is found', async () => {
    const { engine } = await halfApplied();
    const examined = await engine.examine('add-rules');
    expect(examined).toMatchObject({ value: { kind: 'undecided', probe: { kind: 'ready' } } });
    expect(engine.state().steps[0]?.state.kind).toBe('unknown');
  });

  it('is adopted by planning what remains', async () => {
    const { engine, systems } = await halfApplied();
    await engine.recover('add-rules', 'adopt');
    const { planned } = engine.state().steps[0]!;
    expect(planned?.plan.summary).toBe('add new 2, new 3');
    await engine.apply('add-rules', planned!.planHash);
    expect(engine.state().steps[0]?.state.kind).toBe('verified');
    await engine.undo();
    expect(systems.state).toEqual(untouched);
  });

  it('is undone from what was captured first', async () => {
    const { engine, systems } = await halfApplied();
    await engine.recover('add-rules', 'undo');
    expect(systems.state).toEqual(untouched);
    expect(engine.state().steps[0]?.state.kind).toBe('undone');
  });

  it('is undone to the end when that undo is interrupted in turn', async () => {
    const { engine, systems, disk, procedure } = await halfApplied();
    systems.interference.before = () => {
      disk.dead = true;
      throw new Error('dead');
    };
    await engine.recover('add-rules', 'undo');
    systems.interference.before = undefined;
    const later = await toyEngine({ disk, systems, procedure });
    expect(later.state().steps[0]?.state).toMatchObject({ kind: 'unknown', during: 'undo' });
    await drive(later, { ...agreeable, approvePlan: async () => 'stop' });
    expect(systems.state).toEqual(untouched);
  });

  it('is left alone when the decider says stop', async () => {
    const { engine, systems } = await halfApplied();
    const end = await drive(engine, { ...agreeable, recoverUnknown: async () => 'stop' });
    expect(end).toEqual({ kind: 'stopped', step: 'add-rules' });
    expect(systems.state.rules).toEqual(['new 1', 'old']);
  });
});
