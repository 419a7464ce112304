import { describe, expect, it } from 'vitest';
import { createEngine, type Engine, type IntentEnd } from '../../../shared/engine/engine.ts';
import type { RunDescription } from '../../../shared/engine/journal/run-description.ts';
import { outcomeOf } from '../../../shared/engine/run/selectors.ts';
import { failed, success } from '../../../shared/base/failure.ts';
import { stepOf, type StepRecord } from '../../../shared/engine/run/run-state.ts';
import { addRules, backup, pause, synchronize, toyProcedure, type ToyStep } from './toy-procedure.ts';
import {
  agreeable,
  entriesOn,
  eventsOn,
  memoryDisk,
  toyEngine,
  toyIdentity,
  toyOptions,
  type ToyEngineOptions,
} from './toy-run.ts';
import { purge } from './toy-purge.ts';
import { denied, lostAnswer, toySystem, untouched, type ToySystem } from './toy-system.ts';
import { drive, driveUndo } from '../../../shared/engine/drive.ts';

function world(over: Partial<ToyEngineOptions> = {}) {
  return { disk: memoryDisk(), systems: toySystem(), ...over } as ToyEngineOptions & { readonly systems: ToySystem };
}

function procedureOf(...steps: Parameters<typeof toyProcedure>[0] & object) {
  return { procedure: toyProcedure(steps) };
}

function step(engine: Engine, id: string): StepRecord {
  const found = stepOf(engine.state(), id);
  if (found === undefined) throw new Error(`no step ${id}`);
  return found;
}

function refusal(end: IntentEnd) {
  return end.kind === 'refused' ? end.refusal : end.kind;
}

/** Prepares a step and applies the plan that came out. */
async function carryOut(engine: Engine, id: string, confirmation?: number): Promise<IntentEnd> {
  await engine.prepare(id);
  return engine.apply(id, step(engine, id).planned?.planHash ?? '', confirmation);
}

describe('applying a step', () => {
  it('captures and announces, each on the disk, before it writes', async () => {
    const { disk, systems } = world(procedureOf(pause));
    const atWrite: string[][] = [];
    systems.interference.before = () => {
      atWrite.push([...eventsOn(disk)]);
      return undefined;
    };
    const engine = await toyEngine({ disk, systems, ...procedureOf(pause) });
    await carryOut(engine, 'pause');
    expect(atWrite).toEqual([['opened', 'pause planned', 'pause captured', 'pause applying']]);
    expect(eventsOn(disk).slice(4)).toEqual(['pause applied', 'pause verified']);
  });

  it('keeps who, where and which definition on every line', async () => {
    const { disk, systems } = world();
    await carryOut(await toyEngine({ disk, systems }), 'backup');
    const entry = entriesOn(disk).find(({ event }) => event === 'captured');
    expect(entry).toMatchObject({ operator: 'Anna', machine: 'SERVER1', pid: 42, step: 'backup', phase: 'capture' });
    expect(entry?.stepHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses the next step before this one is verified', async () => {
    const engine = await toyEngine(world());
    expect(refusal(await engine.prepare('pause'))).toEqual({ code: 'not-now' });
  });

  it('refuses a plan that is not the present one', async () => {
    const engine = await toyEngine(world());
    await engine.prepare('backup');
    expect(refusal(await engine.apply('backup', 'f'.repeat(64)))).toEqual({ code: 'other-plan' });
  });

  it('refuses a second intent while one is carried out', async () => {
    const engine = await toyEngine(world());
    const first = engine.prepare('backup');
    expect(refusal(await engine.prepare('backup'))).toEqual({ code: 'busy' });
    expect((await first).kind).toBe('done');
  });

  it('throws the plan away when the facts have changed, and writes nothing', async () => {
    const toy = world(procedureOf(addRules));
    const engine = await toyEngine(toy);
    await engine.prepare('add-rules');
    toy.systems.state = { ...toy.systems.state, rules: ['new 1', 'old'] };
    await engine.apply('add-rules', step(engine, 'add-rules').planned!.planHash);
    expect(step(engine, 'add-rules').state).toEqual({ kind: 'pending', stale: 'ready' });
    expect(toy.systems.writes).toEqual([]);
  });

  it('throws the plan away when there is nothing to do any more', async () => {
    const toy = world(procedureOf(pause));
    const engine = await toyEngine(toy);
    await engine.prepare('pause');
    toy.systems.state = { ...toy.systems.state, scheduler: 'off' };
    await engine.apply('pause', step(engine, 'pause').planned!.planHash);
    expect(step(engine, 'pause').state).toEqual({ kind: 'pending', stale: 'already-done' });
  });

  it('passes a step that is already done without writing', async () => {
    const toy = world({ ...procedureOf(pause), systems: toySystem({ ...untouched, scheduler: 'off' }) });
    const engine = await toyEngine(toy);
    await engine.prepare('pause');
    expect(step(engine, 'pause').state.kind).toBe('already-done');
    expect(outcomeOf(engine.state())).toBe('verified');
  });

  it('fails when the effect cannot be read back, whatever the write said', async () => {
    const noEffect: ToyStep = { ...pause, apply: async () => success(undefined) } as never;
    const engine = await toyEngine(world(procedureOf(noEffect)));
    await carryOut(engine, 'pause');
    expect(step(engine, 'pause').state).toMatchObject({ kind: 'failed', phase: 'verify' });
    expect(outcomeOf(engine.state())).toBe('failed');
  });

  it('keeps the first captured value when a half-applied step is applied again', async () => {
    const toy = world(procedureOf(addRules));
    toy.systems.interference.before = (write) => (write === 'add new 2' ? denied(write) : undefined);
    const engine = await toyEngine(toy);
    await carryOut(engine, 'add-rules');
    expect(toy.systems.state.rules).toEqual(['new 1', 'old']);
    delete toy.systems.interference.before;
    await carryOut(engine, 'add-rules');
    expect(step(engine, 'add-rules').captured?.state).toEqual({ added: ['new 1', 'new 2', 'new 3'] });
    await engine.undo();
    expect(toy.systems.state).toEqual(untouched);
  });

  it('proves what it finds done where it has written itself, and keeps it in reach of undo', async () => {
    const toy = world(procedureOf(addRules));
    toy.systems.interference.before = (write) => (write === 'add new 3' ? denied(write) : undefined);
    const engine = await toyEngine(toy);
    await carryOut(engine, 'add-rules');
    toy.systems.interference.before = undefined;
    toy.systems.state = { ...toy.systems.state, rules: ['new 1', 'new 2', 'new 3', 'old'] };
    await engine.prepare('add-rules');
    expect(step(engine, 'add-rules').state.kind).toBe('verified');
    await engine.undo();
    expect(toy.systems.state).toEqual(untouched);
  });

  it('captures anew when nothing was written since', async () => {
    const toy = world(procedureOf(pause));
    const fails: ToyStep = { ...addRules, id: 'never', capture: async () => failed(denied('capture')) } as never;
    const engine = await toyEngine({ ...toy, ...procedureOf(fails) });
    await carryOut(engine, 'never');
    expect(step(engine, 'never')).toMatchObject({ writing: 'never', state: { kind: 'failed', phase: 'capture' } });
    expect(toy.systems.writes).toEqual([]);
  });

  it('seals a second attempt’s files beside the first one’s, and reads the later', async () => {
    const toy = world(procedureOf(backup));
    const engine = await toyEngine(toy);
    toy.disk.files.set('rules.json', 'left by a crash');
    await carryOut(engine, 'backup');
    expect(step(engine, 'backup').captured?.files).toMatchObject([
      { path: 'rules.json', storedAs: 'attempt-2/rules.json' },
    ]);
    expect(toy.disk.files.get('rules.json')).toBe('left by a crash');
    expect(step(engine, 'backup').state.kind).toBe('verified');
  });

  it('gives no evidence file that has changed since it was sealed', async () => {
    const { disk, systems } = world();
    const forged = {
      ...backup,
      apply: async () => {
        disk.files.set('rules.json', '["forged"]');
        return success(undefined);
      },
    };
    const engine = await toyEngine({ disk, systems, ...procedureOf(forged) });
    await carryOut(engine, 'backup');
    expect(step(engine, 'backup').state).toMatchObject({ kind: 'failed', phase: 'verify' });
  });
});

describe('a destructive step', () => {
  it('is applied with the right number only', async () => {
    const toy = world(procedureOf(purge));
    const engine = await toyEngine(toy);
    expect(refusal(await carryOut(engine, 'purge'))).toMatchObject({ code: 'confirmation-missing', count: 1 });
    expect(refusal(await carryOut(engine, 'purge', 2))).toMatchObject({ code: 'confirmation-wrong', given: 2 });
    expect(toy.systems.writes).toEqual([]);
    await carryOut(engine, 'purge', 1);
    expect(toy.systems.writes).toEqual(['purge old']);
    expect(eventsOn(toy.disk)).toContain('purge confirmed');
  });

  it('is never passed with a reason', async () => {
    const toy = world(procedureOf(purge));
    toy.systems.interference.before = (write) => denied(write);
    const engine = await toyEngine(toy);
    await carryOut(engine, 'purge', 1);
    expect(step(engine, 'purge').state.kind).toBe('failed');
    expect(refusal(await engine.override('purge', 'hurry'))).toEqual({ code: 'destructive' });
  });

  it('stays when everything else is undone, and the run does not count as undone', async () => {
    const toy = world(procedureOf(pause, purge));
    const engine = await toyEngine(toy);
    await drive(engine, agreeable);
    await engine.undo();
    expect(toy.systems.state).toEqual({ scheduler: 'on', rules: [], synchronized: ['old'] });
    expect(step(engine, 'purge').writing).toBe('given-up');
    expect(outcomeOf(engine.state())).toBe('failed');
  });

  it('fails as a bug when its plan asks for no confirmation', async () => {
    const careless = { ...purge, plan: () => ({ ...purge.plan(['old']), confirmation: undefined }) };
    const engine = await toyEngine(world(procedureOf(careless)));
    await engine.prepare('purge');
    expect(step(engine, 'purge').state).toMatchObject({
      kind: 'failed',
      phase: 'plan',
      problem: { kind: 'exception' },
    });
  });
});

describe('going on with a reason', () => {
  it('opens the next step, keeps who and why, and the run does not count as verified', async () => {
    const toy = world(procedureOf(pause, backup));
    toy.systems.interference.before = (write) => denied(write);
    const engine = await toyEngine(toy);
    await carryOut(engine, 'pause');
    expect(refusal(await engine.override('pause', '  '))).toEqual({ code: 'reason-missing' });
    await engine.override('pause', 'the customer stops it by hand');
    await carryOut(engine, 'backup');
    expect(step(engine, 'pause').state).toMatchObject({
      kind: 'overridden',
      operator: 'Anna',
      reason: 'the customer stops it by hand',
      instead: { kind: 'failed', phase: 'apply' },
    });
    expect(outcomeOf(engine.state())).toBe('failed');
  });

  it('is refused while nothing is blocked or failed', async () => {
    const engine = await toyEngine(world());
    expect(refusal(await engine.override('backup', 'why not'))).toEqual({ code: 'not-now' });
  });
});

describe('a write whose answer is lost', () => {
  it('counts as verified when it took effect, and says so', async () => {
    const toy = world(procedureOf(pause));
    toy.systems.interference.after = (write) => lostAnswer(write);
    const engine = await toyEngine(toy);
    await carryOut(engine, 'pause');
    expect(step(engine, 'pause').state).toMatchObject({ kind: 'verified', lostAnswer: { code: 'connection-lost' } });
  });

  it('counts as failed, still to be undone, when it did not', async () => {
    const toy = world(procedureOf(addRules));
    toy.systems.interference.after = (write) => (write === 'add new 1' ? lostAnswer(write) : undefined);
    const engine = await toyEngine(toy);
    await carryOut(engine, 'add-rules');
    expect(step(engine, 'add-rules')).toMatchObject({ writing: 'written', state: { kind: 'failed', phase: 'verify' } });
    await engine.undo();
    expect(toy.systems.state).toEqual(untouched);
  });

  it('is proved undone when the answer to the restore is lost', async () => {
    const toy = world(procedureOf(pause));
    const engine = await toyEngine(toy);
    await carryOut(engine, 'pause');
    toy.systems.interference.after = (write) => lostAnswer(write);
    await engine.undo();
    expect(outcomeOf(engine.state())).toBe('undone');
  });
});

describe('a bug in a step', () => {
  it.each(['probe', 'plan', 'capture', 'apply', 'verify'] as const)(
    'in %s fails the step and leaves the journal whole',
    async (phase) => {
      const buggy = {
        ...pause,
        [phase]: () => {
          throw new TypeError('undefined is not a function');
        },
      };
      const toy = world(procedureOf(buggy));
      const engine = await toyEngine(toy);
      await carryOut(engine, 'pause');
      const problem = { kind: 'exception', code: 'unexpected-error', text: 'TypeError: undefined is not a function' };
      expect(step(engine, 'pause').state).toEqual({ kind: 'failed', phase, problem });
      expect((await createEngine({ ...toyOptions(toy.disk), systems: toy.systems, ...procedureOf(buggy) })).kind).toBe(
        'created',
      );
    },
  );

  it('that says what no journal can hold fails the step', async () => {
    const odd = { ...pause, capture: async () => success({ state: Number.NaN as never, files: [] }) };
    const toy = world(procedureOf(odd));
    const engine = await toyEngine(toy);
    await carryOut(engine, 'pause');
    expect(step(engine, 'pause').state).toMatchObject({
      kind: 'failed',
      phase: 'capture',
      problem: { kind: 'exception' },
    });
    expect(toy.systems.writes).toEqual([]);
  });
});

describe('undo', () => {
  it('goes back in reverse order and proves each step', async () => {
    const toy = world();
    const engine = await toyEngine(toy);
    await drive(engine, agreeable);
    const before = toy.systems.writes.length;
    await engine.undo();
    expect(toy.systems.writes.slice(before)).toEqual([
      'remove new 3',
      'remove new 2',
      'remove new 1',
      'scheduler on',
      'synchronize',
    ]);
    expect(eventsOn(toy.disk).filter((event) => event.endsWith(' undone'))).toEqual([
      'synchronize undone',
      'add-rules undone',
      'pause undone',
      'backup undone',
    ]);
    expect(toy.systems.state).toEqual(untouched);
  });

  it('leaves what lies before the named step, and the run can go forward again', async () => {
    const toy = world();
    const engine = await toyEngine(toy);
    await drive(engine, agreeable);
    await engine.undo('add-rules');
    expect(toy.systems.state).toMatchObject({ scheduler: 'off', rules: ['old'] });
    expect(step(engine, 'pause').state.kind).toBe('verified');
    await drive(engine, agreeable);
    expect(outcomeOf(engine.state())).toBe('verified');
    await engine.undo();
    expect(toy.systems.state).toEqual(untouched);
  });

  it('takes options that are chosen for it into the journal, and gives them to the steps after it', async () => {
    const toy = world();
    const engine = await toyEngine(toy);
    await drive(engine, agreeable);
    await driveUndo(engine, agreeable, undefined, { synchronize: 'always' });
    expect(entriesOn(toy.disk).filter(({ event }) => event === 'undo-requested')).toMatchObject([
      { to: null, options: { synchronize: 'always' } },
    ]);
    expect(engine.state().options).toMatchObject({ synchronize: 'always' });
    expect(outcomeOf(engine.state())).toBe('undone');
  });

  it('stops at a step that is not proved undone, and goes on from there', async () => {
    const toy = world();
    const engine = await toyEngine(toy);
    await drive(engine, agreeable);
    toy.systems.interference.before = (write) => (write === 'remove new 2' ? denied(write) : undefined);
    await engine.undo();
    expect(step(engine, 'add-rules').state).toMatchObject({ kind: 'failed', phase: 'restore' });
    expect(step(engine, 'pause').state.kind).toBe('verified');
    expect(outcomeOf(engine.state())).toBe('failed');
    delete toy.systems.interference.before;
    await engine.undo();
    expect(outcomeOf(engine.state())).toBe('undone');
    expect(toy.systems.state).toEqual(untouched);
  });

  it('can pass a step that cannot be restored with a reason, and then is not complete', async () => {
    const toy = world(procedureOf(pause, addRules));
    const engine = await toyEngine(toy);
    await drive(engine, agreeable);
    toy.systems.interference.before = (write) => (write.startsWith('remove') ? denied(write) : undefined);
    const end = await driveUndo(engine, {
      ...agreeable,
      onBlockedOrFailed: async () => ({ kind: 'override', reason: 'somebody removed our rights' }),
    });
    expect(end).toEqual({ kind: 'finished' });
    expect(toy.systems.state).toMatchObject({ scheduler: 'on', rules: ['new 1', 'new 2', 'new 3', 'old'] });
    expect(outcomeOf(engine.state())).toBe('failed');
  });

  it('of everything gives the run up where nothing was written', async () => {
    const toy = world();
    const engine = await toyEngine(toy);
    expect((await engine.undo()).kind).toBe('done');
    expect(outcomeOf(engine.state())).toBe('undone');
    expect(refusal(await engine.prepare('backup'))).toEqual({ code: 'not-now' });
    expect(toy.systems.writes).toEqual([]);
  });

  it('down to a step is refused where nothing was written from there on', async () => {
    const engine = await toyEngine(world());
    await carryOut(engine, 'backup');
    expect(refusal(await engine.undo('pause'))).toEqual({ code: 'not-now' });
    expect(refusal(await engine.undo('no such step'))).toEqual({ code: 'not-now' });
  });
});

describe('taking up a run', () => {
  it('is refused when a step means something else by now', async () => {
    const toy = world();
    await toyEngine(toy);
    const procedure = toyProcedure([backup, { ...pause, revision: 2 }, addRules, synchronize]);
    expect(await createEngine({ ...toyOptions(toy.disk), systems: toy.systems, procedure })).toEqual({
      kind: 'procedure-changed',
      steps: ['pause'],
      appVersion: '0.1.0',
    });
  });

  it('goes on without a step that has been added since, and needs no such step to undo', async () => {
    const toy = world();
    await carryOut(await toyEngine(toy), 'backup');
    const added = { ...pause, id: 'added', addedLater: true } as const;
    const procedure = toyProcedure([backup, added, pause, addRules, synchronize]);
    const engine = await toyEngine({ ...toy, procedure });
    expect(await drive(engine, agreeable)).toEqual({ kind: 'finished' });
    expect(engine.state().steps.map(({ id }) => id)).not.toContain('added');
    expect(outcomeOf(engine.state())).toBe('verified');
    await engine.undo();
    expect(toy.systems.state).toEqual(untouched);
  });

  it('is refused where a step has been added that the run cannot do without', async () => {
    const toy = world();
    await toyEngine(toy);
    const procedure = toyProcedure([backup, { ...pause, id: 'added' }, pause, addRules, synchronize]);
    const creation = await createEngine({ ...toyOptions(toy.disk), systems: toy.systems, procedure });
    expect(creation.kind).toBe('procedure-changed');
  });

  it('is refused where a step is gone that was added later', async () => {
    const toy = world({ procedure: toyProcedure([backup, { ...pause, addedLater: true }, addRules, synchronize]) });
    await toyEngine(toy);
    const procedure = toyProcedure([backup, addRules, synchronize]);
    const creation = await createEngine({ ...toyOptions(toy.disk), systems: toy.systems, procedure });
    expect(creation.kind).toBe('procedure-changed');
  });

  it.each<[string, Partial<RunDescription>]>([
    ['runId', { runId: 'run 2' }],
    ['target', { target: 'toy: of somebody else' }],
    ['options', { options: { size: 'large' } }],
    ['appVersion', { appVersion: '9.9.9' }],
    ['engagement', { engagement: { customer: 'Fabrikam', ticket: '' } }],
    ['created', { created: '1999-01-01T00:00:00.000Z' }],
  ])('is refused with a description that differs in %s, and nothing is journaled', async (field, over) => {
    const toy = world();
    await toyEngine(toy);
    const options = toyOptions(toy.disk);
    const before = toy.disk.text;
    const other = { ...options, run: { ...options.run, ...over }, systems: toy.systems };
    expect(await createEngine(other)).toEqual({ kind: 'other-run', fields: [field] });
    expect(toy.disk.text).toBe(before);
  });

  it('is refused with another procedure', async () => {
    const toy = world();
    await toyEngine(toy);
    const procedure = { ...toyProcedure(), id: 'other' };
    expect(await createEngine({ ...toyOptions(toy.disk), systems: toy.systems, procedure })).toEqual({
      kind: 'other-run',
      fields: ['procedure'],
    });
  });

  it('is refused on another system than it was begun on, and nothing is journaled or written', async () => {
    const toy = world();
    const engine = await toyEngine(toy);
    await drive(engine, agreeable, { until: 'pause' });
    const before = { journal: toy.disk.text, writes: [...toy.systems.writes] };
    const system = { ...toyIdentity, server: 'SYNC02' };
    const creation = await createEngine({ ...toyOptions(toy.disk), systems: toy.systems, system });
    const difference = { kind: 'server', recorded: 'SYNC01', found: 'SYNC02' };
    expect(creation).toEqual({ kind: 'other-system', differences: [difference] });
    expect({ journal: toy.disk.text, writes: toy.systems.writes }).toEqual(before);
  });

  it('is possible after it was closed', async () => {
    const toy = world();
    const first = await toyEngine(toy);
    await drive(first, agreeable);
    await first.close();
    expect(first.state()).toMatchObject({ kind: 'closed', outcome: 'verified' });
    expect(refusal(await first.undo())).toEqual({ code: 'closed' });
    const second = await toyEngine(toy);
    await second.undo();
    expect(toy.systems.state).toEqual(untouched);
  });

  it('does nothing more once a line could not be written', async () => {
    const toy = world(procedureOf(pause));
    const engine = await toyEngine(toy);
    await engine.prepare('pause');
    toy.disk.fate = () => 'dies before';
    const { planHash } = step(engine, 'pause').planned!;
    expect(await engine.apply('pause', planHash)).toEqual({ kind: 'journal-lost', text: 'dead' });
    toy.disk.fate = () => 'written';
    toy.disk.dead = false;
    expect((await engine.prepare('pause')).kind).toBe('journal-lost');
    expect(toy.systems.writes).toEqual([]);
  });
});
