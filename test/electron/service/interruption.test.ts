import { writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aroundWrites } from '../../../electron/run/around-writes.ts';
import { openTarget } from '../../../electron/targets/open-target.ts';
import { presentIdentity } from '../../../electron/service/user-surroundings.ts';
import type { Activity } from '../../../shared/ipc/state.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { fakeTime } from './fake-time.ts';
import {
  codeOf,
  commandLine,
  expectAllVerified,
  fewUsers,
  goOn,
  serviceIn,
  stepWords,
  valueOf,
  withEngagement,
  withLab,
  withRun,
  type TestService,
} from './service-builder.ts';
import { decidedWords } from '../../remote-mailboxes.ts';

/** Cancels as soon as the activity is as wanted. */
function cancelWhen(test: TestService, isSo: (activity: Activity) => boolean): void {
  const stop = test.service.onDelta(({ changes: { activity } }) => {
    if (activity === undefined || activity === null || !isSo(activity)) return;
    stop();
    void test.call('cancel', {});
  });
}

async function planned(test: TestService, step: string) {
  valueOf(await test.call('prepareStep', { step }));
  const record = (await test.state()).run!.run.steps.find(({ id }) => id === step)!;
  return { step, planHash: record.planned!.planHash };
}

describe('cancelling', () => {
  it('while a lab is built leaves nothing behind', async () => {
    const test = serviceIn(await emptyFolder());
    await withEngagement(test);
    cancelWhen(test, ({ kind, text }) => kind === 'opening' && text !== '');
    expect(codeOf(await test.call('openTarget', { kind: 'scenario', scenario: 'clean', users: 500 }))).toBe(
      'cancelled',
    );
    expect(existsSync(join(test.folder, 'lab-clean'))).toBe(false);
    expect(await test.state()).toMatchObject({ target: { kind: 'none' }, activity: null });
  });

  it('while assessing judges nothing', async () => {
    const test = serviceIn(await emptyFolder());
    await withLab(test);
    cancelWhen(test, ({ kind }) => kind === 'assessing');
    expect(codeOf(await test.call('assess', {}))).toBe('cancelled');
    expect((await test.state()).assessment).toMatchObject({ kind: 'failed', problem: { code: 'cancelled' } });
  });

  it('while a step is looked at leaves it open, and the run goes on', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    cancelWhen(test, ({ kind }) => kind === 'preparing');
    valueOf(await test.call('prepareStep', { step: 'backup' }));
    expect((await test.state()).run!.run.interruption).toEqual({ step: 'backup', phase: 'probe' });
    await goOn(test, 'backup');
    expect(await stepWords(test)).toMatchObject({ backup: 'verified' });
  });

  it('while a step writes reads back what was written, and the run goes on to its end', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test, 'resume-scheduler');
    const plan = await planned(test, 'full-sync');
    const seen: Activity['cancel'][] = [];
    test.service.onDelta(({ changes: { activity } }) => {
      if (activity) seen.push(activity.cancel);
    });
    cancelWhen(test, ({ phase }) => phase === 'apply');
    valueOf(await test.call('applyStep', plan));
    expect([...new Set(seen)]).toEqual(['possible', 'writing', 'asked']);
    expect((await stepWords(test))['full-sync']).not.toBe('applying');
    await goOn(test);
    await expectAllVerified(test);
  });

  it('while undoing stops between two steps, and undo goes on', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test, 'swap-precedence');
    cancelWhen(test, ({ kind, phase }) => kind === 'undoing' && phase === 'restore');
    valueOf(await test.call('undoRun', {}));
    expect((await test.state()).run!.run.course).toMatchObject({ kind: 'undoing', begun: true });
    valueOf(await test.call('undoRun', {}));
    expect((await test.state()).run!.run.course).toEqual({ kind: 'undone' });
  });

  it('without anything going on does nothing', async () => {
    const test = serviceIn(await emptyFolder());
    expect(codeOf(await test.call('cancel', {}))).toBe('ok');
    expect(test.deltas).toEqual([]);
  });
});

describe('a run whose process was killed in the middle of a step', () => {
  async function killedRun(when: string) {
    const folder = await emptyFolder();
    const [lab, run] = [join(folder, 'lab'), join(folder, 'run')];
    commandLine(['lab', 'create', 'clean', '--at', lab, '--users', String(fewUsers)]);
    const words = ['run', 'null-clone', ...decidedWords, '--on', `lab:${lab}`, '--run', run, '--yes'];
    expect(commandLine(words, { HYBRID_PREFLIGHT_TEST_KILL: when }).signal).toBe('SIGKILL');
    return { test: serviceIn(folder, { identity: presentIdentity() }), run };
  }

  it.each(['adopt', 'undo'] as const)('is continued: the step of unknown end can be settled with %s', async (way) => {
    const { test, run } = await killedRun('call-after:3');
    valueOf(await test.call('continueRun', { folder: run, breakLock: false }));
    const unknown = (await test.state()).run!.run.steps.find(({ state }) => state.kind === 'unknown')!;
    valueOf(await test.call('recoverStep', { step: unknown.id, way }));
    expect((await stepWords(test))[unknown.id]).not.toBe('unknown');
    await goOn(test);
    await expectAllVerified(test);
    expect((await test.state()).journal.map(({ event }) => event)).toContain('lock-broken');
  });

  it('is examined without writing when the step is read back', async () => {
    const { test, run } = await killedRun('call-before:2');
    valueOf(await test.call('continueRun', { folder: run, breakLock: false }));
    const unknown = (await test.state()).run!.run.steps.find(({ state }) => state.kind === 'unknown')!;
    valueOf(await test.call('verifyStep', { step: unknown.id }));
    expect((await stepWords(test))[unknown.id]).toBe('pending');
  });

  it('was a window’s: the service that follows goes on with it', async () => {
    const folder = await emptyFolder();
    const child = [fileURLToPath(new URL('./killed-service.ts', import.meta.url)), folder];
    const environment = { ...process.env, HYBRID_PREFLIGHT_TEST_KILL: 'after:20' };
    expect(spawnSync(process.execPath, child, { env: environment, stdio: 'inherit' }).signal).toBe('SIGKILL');
    const test = serviceIn(folder);
    valueOf(await test.call('continueRun', { folder: join(folder, 'run-2026-11-21-null-clone'), breakLock: false }));
    await goOn(test);
    await expectAllVerified(test);
  });
});

describe('closing the window', () => {
  it('may happen at any time but while something is written', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test, 'backup');
    const plan = await planned(test, 'pause-scheduler');
    const answers: [Activity['phase'], boolean][] = [];
    test.service.onDelta(({ changes: { activity } }) => {
      if (activity) answers.push([activity.phase, test.service.mayClose()]);
    });
    valueOf(await test.call('applyStep', plan));
    expect(answers.some(([phase]) => phase === 'apply')).toBe(true);
    expect(answers.every(([phase, may]) => may === (phase !== 'apply'))).toBe(true);
    expect(test.service.mayClose()).toBe(true);
  });

  it('in the middle of a write stops at a safe point, closes the run and seals it', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test, 'resume-scheduler');
    const plan = await planned(test, 'full-sync');
    const closing = Promise.withResolvers<Promise<void>>();
    const stop = test.service.onDelta(({ changes: { activity } }) => {
      if (activity?.phase !== 'apply') return;
      stop();
      closing.resolve(test.service.close());
    });
    const applied = test.call('applyStep', plan);
    await closing.promise.then((closed) => closed);
    await applied;
    const { run } = await test.state();
    expect(run!.run.kind).toBe('closed');
    const verified = valueOf(await test.call('verifyReport', { folder: run!.folder }));
    expect(verified.intact).toBe(true);
    expect(codeOf(await test.call('prepareStep', { step: 'full-sync' }))).toMatch(/closing|no-run/);
    expect(commandLine(['resume', '--run', run!.folder, '--yes']).document.outcome).toBe('verified');
  });
});

describe('finishing', () => {
  it('counts as writing from its first moment to its last', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    const seen: [Activity['kind'] | undefined, Activity['cancel'] | undefined, boolean][] = [];
    test.service.onDelta(({ changes: { activity } }) => {
      if (activity !== undefined) seen.push([activity?.kind, activity?.cancel, test.service.mayClose()]);
    });
    const finished = test.call('finishRun', {});
    expect(test.service.beingWritten()).toEqual(['Closing the journal and writing the report']);
    valueOf(await finished);
    expect(seen).toEqual([
      ['finishing', 'writing', false],
      [undefined, undefined, true],
    ]);
  });
});

describe('a write that the system never answers', () => {
  /** A run whose scheduler is being switched off, cancelled, and given up by the engine after its minute. */
  async function hanging() {
    const [time, answer] = [fakeTime(), Promise.withResolvers<undefined>()];
    const test = serviceIn(await emptyFolder(), {
      time,
      async openTarget(...parameters) {
        const opened = await openTarget(...parameters);
        if (!opened.ok || opened.target.writers === undefined) return opened;
        const writers = aroundWrites(opened.target.writers, async (name, make) => {
          if (name === 'setSyncCycleEnabled') await answer.promise;
          return make();
        });
        return { ok: true, target: { ...opened.target, writers } };
      },
    });
    onTestFinished(() => answer.resolve(undefined));
    await withRun(test);
    await goOn(test, 'backup');
    const plan = await planned(test, 'pause-scheduler');
    const writing = Promise.withResolvers<undefined>();
    test.service.onDelta(({ changes: { activity } }) => {
      if (activity?.phase === 'apply') writing.resolve(undefined);
    });
    const applied = test.call('applyStep', plan);
    await writing.promise;
    valueOf(await test.call('cancel', {}));
    time.pass(60_000);
    valueOf(await applied);
    return { test, answer: () => answer.resolve(undefined) };
  }
  const what = 'Switching the scheduler on or off';

  it('keeps the window from closing unasked, and is named, long after the engine has given up', async () => {
    const { test } = await hanging();
    const { activity, unfinishedWrites } = await test.state();
    expect([activity, unfinishedWrites]).toEqual([null, [{ what, since: '2026-11-21T08:00:00.000Z' }]]);
    expect([test.service.mayClose(), test.service.beingWritten()]).toEqual([false, [what]]);
  });

  it('keeps everybody from beginning other work, also on the same run once it is closed', async () => {
    const { test } = await hanging();
    const { folder } = (await test.state()).run!;
    expect(codeOf(await test.call('leave', {}))).toBe('still-writing');
    expect(codeOf(await test.call('verifyStep', { step: 'pause-scheduler' }))).toBe('still-writing');
    valueOf(await test.call('finishRun', {}));
    expect(codeOf(await test.call('continueRun', { folder, breakLock: false }))).toBe('still-writing');
    expect(codeOf(await test.call('openTarget', { kind: 'scenario', scenario: 'clean' }))).toBe('still-writing');
  });

  it('lets go of the window as soon as it has ended', async () => {
    const { test, answer } = await hanging();
    const ended = Promise.withResolvers<undefined>();
    test.service.onDelta(({ changes: { unfinishedWrites } }) => {
      if (unfinishedWrites?.length === 0) ended.resolve(undefined);
    });
    answer();
    await ended.promise;
    expect([test.service.mayClose(), (await test.state()).unfinishedWrites]).toEqual([true, []]);
  });
});

describe('a run that somebody works on', () => {
  it('is shown with its lock, and continued only on purpose', async () => {
    const folder = await emptyFolder();
    const first = serviceIn(folder);
    await withRun(first);
    const { run } = await first.state();
    const second = serviceIn(folder);
    const refused = await second.call('continueRun', { folder: run!.folder, breakLock: false });
    expect(refused).toMatchObject({
      ok: false,
      problem: { code: 'locked', what: expect.stringContaining('anna') as unknown },
    });
    expect((await second.state()).run).toBeNull();
  });

  it('is left alone when it is damaged', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    valueOf(await test.call('finishRun', {}));
    const { folder } = (await test.state()).run!;
    await writeFile(join(folder, 'journal.jsonl'), '{"forged":true}\n{}\n');
    expect(codeOf(await test.call('continueRun', { folder, breakLock: false }))).toBe('damaged');
  });
});
