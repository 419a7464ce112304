import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callInputs, isCallName, type CallName } from '../../../shared/ipc/calls.ts';
import type { Answer } from '../../../shared/ipc/state.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { codeOf, serviceIn, valueOf, withRun } from './service-builder.ts';

const callNames = Object.keys(callInputs) as CallName[];

/** Keys that inputs have, and some that reach for what every object has. */
const key = fc.constantFrom(
  'folder',
  'step',
  'kind',
  'options',
  'planHash',
  'to',
  'path',
  '__proto__',
  'constructor',
  'x',
);
const { value: anything } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, undefined, true, 0, -1, Number.NaN, '', 'backup', '../..', '/', '\u0000', 'x'.repeat(5_000)),
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withTypedArray: true }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: false }),
  ),
}));

function isWellFormed(answer: Answer<unknown>): boolean {
  if (answer.ok) return 'value' in answer;
  const { code, what, why, remedy, details } = answer.problem;
  return code !== '' && what !== '' && [why, remedy, details].every((text) => typeof text === 'string');
}

/** Of all calls these alone do something with an input that happens to fit. */
const harmless: readonly CallName[] = ['getState', 'cancel', 'reportPage', 'assess', 'finishRun', 'leave', 'undoRun'];

describe('calls from outside', () => {
  it('of any name and input are answered, and what does not fit changes nothing', async () => {
    const test = serviceIn(await emptyFolder());
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constantFrom(...callNames), anything), anything, async (name, input) => {
        const fits = isCallName(name) && callInputs[name].safeParse(input).success;
        const before = valueOf(await test.call('getState', {}));
        const answer = await test.service.call(name, input);
        expect(isWellFormed(answer)).toBe(true);
        if (fits) return;
        expect(codeOf(answer)).toMatch(/^(unknown-call|bad-input|too-large)$/);
        expect(valueOf(await test.call('getState', {}))).toEqual(before);
      }),
      { numRuns: 2_000 },
    );
    expect(test.unexpected).toEqual([]);
  });

  it.each([
    ['a string', 'x'.repeat(400_000)],
    ['a list', Array.from({ length: 100_000 }, () => 0)],
    [
      'many options',
      { procedure: 'x', options: Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`o${i}`, ''])) },
    ],
  ])('that are too large are refused unread: %s', async (_, input) => {
    const test = serviceIn(await emptyFolder());
    expect(codeOf(await test.service.call('beginRun', input))).toBe('too-large');
  });

  it('that lead back to themselves are refused', async () => {
    const test = serviceIn(await emptyFolder());
    const circle: Record<string, unknown> = {};
    circle['folder'] = circle;
    expect(codeOf(await test.service.call('listFolder', circle))).toBe('too-large');
  });

  it('with a key too many are refused, whatever the call', async () => {
    const test = serviceIn(await emptyFolder());
    for (const name of harmless) expect(codeOf(await test.service.call(name, { extra: 1 }))).toBe('bad-input');
  });

  it('whose input throws when it is looked at end at the one boundary', async () => {
    const test = serviceIn(await emptyFolder());
    const trap = {
      get path(): string {
        throw new Error('trap');
      },
    };
    expect(codeOf(await test.service.call('listFolder', trap))).toBe('unexpected-error');
    expect(test.unexpected).toHaveLength(1);
  });

  it('of a step that is not there, or not its turn, are refused by the run', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    const { journal } = await test.state();
    const planHash = '0'.repeat(64);
    const answers = [
      await test.call('prepareStep', { step: 'no-such-step' }),
      await test.call('prepareStep', { step: 'full-sync' }),
      await test.call('applyStep', { step: 'backup', planHash }),
      await test.call('verifyStep', { step: 'backup' }),
      await test.call('overrideStep', { step: 'backup', reason: 'because' }),
      await test.call('recoverStep', { step: 'backup', way: 'adopt' }),
      await test.call('undoRun', { to: 'no-such-step' }),
    ];
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['not-now']));
    expect((await test.state()).journal).toEqual(journal);
  });

  it('that come at once are carried out one at a time', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    const step = 'backup';
    const answers = await Promise.all(Array.from({ length: 20 }, () => test.call('prepareStep', { step })));
    expect(answers.map(codeOf).sort()).toEqual([...Array.from({ length: 19 }, () => 'busy'), 'ok']);
    const { journal } = await test.state();
    expect(journal.filter(({ event }) => event === 'planned')).toHaveLength(1);
  });

  it('in any order and all at once never damage the run', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    const steps = (await test.state()).run!.run.steps.map(({ id }) => id);
    const step = fc.constantFrom(...steps);
    const intents = fc.oneof(
      fc.record({ name: fc.constantFrom('prepareStep', 'verifyStep'), input: fc.record({ step }) }),
      fc.record({ name: fc.constant('applyStep'), input: fc.record({ step, planHash: fc.constant('a'.repeat(64)) }) }),
      fc.record({
        name: fc.constant('recoverStep'),
        input: fc.record({ step, way: fc.constantFrom('adopt', 'undo') }),
      }),
      fc.record({ name: fc.constantFrom('cancel', 'getState', 'reportPage', 'assess'), input: fc.constant({}) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(intents, { minLength: 1, maxLength: 8 }), async (wanted) => {
        const answers = await Promise.all(wanted.map(({ name, input }) => test.service.call(name, input)));
        expect(answers.every(isWellFormed)).toBe(true);
      }),
      { numRuns: 20 },
    );
    expect((await test.state()).activity).toBeNull();
    valueOf(await test.call('finishRun', {}));
    const { run } = await test.state();
    expect(valueOf(await test.call('verifyReport', { folder: run!.folder }))).toMatchObject({ intact: true });
    expect(test.unexpected).toEqual([]);
  });
});
