import { describe, expect, it, vi } from 'vitest';
import { drive, type Decider, type Remedy } from '../../../shared/engine/drive.ts';
import { outcomeOf } from '../../../shared/engine/run/selectors.ts';
import { toyProcedure, addRules, backup, finished, pause } from './toy-procedure.ts';
import { purge } from './toy-purge.ts';
import { agreeable, eventsOn, memoryDisk, toyEngine } from './toy-run.ts';
import { denied, toySystem, untouched } from './toy-system.ts';

function world(...steps: Parameters<typeof toyProcedure>[0] & object) {
  const procedure = steps.length === 0 ? toyProcedure() : toyProcedure(steps);
  return { disk: memoryDisk(), systems: toySystem(), procedure };
}

function deciding(over: Partial<Decider>): Decider {
  return { ...agreeable, ...over };
}

describe('driving a run', () => {
  it('takes every step and ends verified', async () => {
    const toy = world();
    const engine = await toyEngine(toy);
    expect(await drive(engine, agreeable)).toEqual({ kind: 'finished' });
    expect(toy.systems.state).toEqual(finished);
    expect(outcomeOf(engine.state())).toBe('verified');
  });

  it('shows each plan before it is applied, and stops when it is not approved', async () => {
    const toy = world();
    const shown: string[] = [];
    const approvePlan: Decider['approvePlan'] = async (step, { plan }) => {
      shown.push(plan.summary);
      return step.id === 'add-rules' ? 'stop' : 'apply';
    };
    const end = await drive(await toyEngine(toy), deciding({ approvePlan }));
    expect(end).toEqual({ kind: 'stopped', step: 'add-rules' });
    expect(shown).toEqual(['back up', 'stop the scheduler', 'add new 1, new 2, new 3']);
    expect(toy.systems.state).toEqual({ ...untouched, scheduler: 'off' });
  });

  it('stops after the step named by until, and is then in progress', async () => {
    const toy = world();
    const engine = await toyEngine(toy);
    expect(await drive(engine, agreeable, { until: 'pause' })).toEqual({ kind: 'reached' });
    expect(eventsOn(toy.disk).at(-1)).toBe('pause verified');
    expect(outcomeOf(engine.state())).toBe('in-progress');
  });

  it('refuses a destructive step with the wrong number, and stops without one', async () => {
    const toy = world(purge);
    const wrong = await drive(await toyEngine(toy), deciding({ confirmDestructive: async () => 7 }));
    expect(wrong).toMatchObject({ kind: 'refused', refusal: { code: 'confirmation-wrong' } });
    const none = await drive(await toyEngine(toy), deciding({ confirmDestructive: async () => undefined }));
    expect(none).toEqual({ kind: 'stopped', step: 'purge' });
    expect(toy.systems.writes).toEqual([]);
  });

  it('asks what to do with a failed step, and tries again', async () => {
    const toy = world(pause, backup);
    toy.systems.interference.before = (write) => denied(write);
    const onBlockedOrFailed = vi.fn(async (): Promise<Remedy> => {
      toy.systems.interference.before = undefined;
      return { kind: 'retry' };
    });
    expect(await drive(await toyEngine(toy), deciding({ onBlockedOrFailed }))).toEqual({ kind: 'finished' });
    expect(onBlockedOrFailed).toHaveBeenCalledTimes(1);
  });

  it('tries a step again of its own accord where a former process left it failed', async () => {
    const toy = world(pause, backup);
    toy.systems.interference.before = (write) => denied(write);
    expect(await drive(await toyEngine(toy), agreeable)).toEqual({ kind: 'stopped', step: 'pause' });
    toy.systems.interference.before = undefined;
    expect(await drive(await toyEngine(toy), agreeable)).toEqual({ kind: 'finished' });
  });

  it('undoes everything when told to after a failure', async () => {
    const toy = world();
    toy.systems.interference.before = (write) => (write === 'add new 2' ? denied(write) : undefined);
    const engine = await toyEngine(toy);
    const end = await drive(engine, deciding({ onBlockedOrFailed: async () => ({ kind: 'undo' }) }));
    expect(end).toEqual({ kind: 'finished' });
    expect(toy.systems.state).toEqual(untouched);
    expect(outcomeOf(engine.state())).toBe('undone');
  });

  it('gives up a step whose facts never hold still', async () => {
    const toy = world(addRules);
    let number = 0;
    const approvePlan: Decider['approvePlan'] = async () => {
      toy.systems.state = { ...untouched, rules: [`new ${(number += 1) % 2 === 0 ? 1 : 2}`] };
      return 'apply';
    };
    const end = await drive(await toyEngine(toy), deciding({ approvePlan }));
    expect(end).toEqual({ kind: 'restless', step: 'add-rules' });
    expect(toy.systems.writes).toEqual([]);
  });
});
