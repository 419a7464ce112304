import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { fakeTime } from './fake-time.ts';
import type { OpenedTarget, Target } from '../../../electron/targets/target.ts';
import { createActivities } from '../../../electron/service/activities.ts';
import { createPendingWrites } from '../../../electron/service/pending-writes.ts';
import { createStateStore } from '../../../electron/service/state-store.ts';
import { codeOf, goOn, serviceIn, valueOf, withEngagement, withLab, withRun } from './service-builder.ts';
import { decidedOptions } from '../../remote-mailboxes.ts';

describe('settings', () => {
  it('are kept for the next start', async () => {
    const folder = await emptyFolder();
    const first = serviceIn(folder);
    valueOf(await first.call('saveSettings', { theme: 'dark', textSize: 130 }));
    expect((await serviceIn(folder).state()).settings).toEqual({ theme: 'dark', textSize: 130 });
  });

  it('end as they were given last, however quickly', async () => {
    const test = serviceIn(await emptyFolder());
    const sizes = [90, 100, 115, 130, 150] as const;
    await Promise.all(sizes.map((textSize) => test.call('saveSettings', { theme: 'light', textSize })));
    const kept = JSON.parse(await readFile(join(test.folder, 'settings', 'settings.json'), 'utf8')) as unknown;
    expect(kept).toEqual({ theme: 'light', textSize: 150 });
  });

  it('that are damaged are the standard ones', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'settings'));
    await writeFile(join(folder, 'settings', 'settings.json'), '{"theme":"pink"}');
    expect((await serviceIn(folder).state()).settings).toEqual({ theme: 'system', textSize: 100 });
  });

  it('hold although they cannot be kept', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'settings'), 'a file in the way');
    const test = serviceIn(folder);
    expect(codeOf(await test.call('saveSettings', { theme: 'dark', textSize: 100 }))).toBe('unreachable');
    expect((await test.state()).settings.theme).toBe('dark');
  });
});

describe('the folder picker', () => {
  it('tells runs, labs and exports apart, in the order of their names', async () => {
    const test = serviceIn(await emptyFolder());
    for (const name of ['b-10', 'b-9', '.hidden', 'config/Connectors']) {
      await mkdir(join(test.folder, name), { recursive: true });
    }
    await symlink(join(test.folder, 'nowhere'), join(test.folder, 'broken'));
    await writeFile(join(test.folder, 'file.txt'), '');
    await withRun(test);
    const { folders, parent } = valueOf(await test.call('listFolder', { path: test.folder }));
    expect(folders.map(({ name, holds }) => [name, holds])).toEqual([
      ['b-9', 'other'],
      ['b-10', 'other'],
      ['config', 'export'],
      ['lab-clean', 'lab'],
      ['run-2026-11-21-null-clone', 'run'],
    ]);
    expect(valueOf(await test.call('listFolder', { path: parent! })).path).toBe(parent);
  });

  it('begins at home and ends at the top', async () => {
    const test = serviceIn(await emptyFolder());
    expect(valueOf(await test.call('listFolder', {})).path).toBe(test.folder);
    expect(valueOf(await test.call('listFolder', { path: '/' })).parent).toBeNull();
  });

  it('says what is wrong with a path', async () => {
    const test = serviceIn(await emptyFolder());
    await writeFile(join(test.folder, 'file'), '');
    expect(codeOf(await test.call('listFolder', { path: 'relative' }))).toBe('not-a-folder');
    expect(codeOf(await test.call('listFolder', { path: join(test.folder, 'file') }))).toBe('not-a-folder');
    expect(codeOf(await test.call('listFolder', { path: join(test.folder, 'absent') }))).toBe('unreachable');
    expect(codeOf(await test.call('listFolder', { path: `${test.folder}/\u0000` }))).toBe('not-a-folder');
  });
});

describe('a folder that never responds', () => {
  const never = () => new Promise<never>(() => undefined);
  const engagement = { customer: 'Fabrikam', ticket: '', operator: 'Anna', folder: '/mnt/dead-share/fabrikam' };

  it('can be canceled while an engagement is begun, and holds up nothing afterwards', async () => {
    const test = serviceIn(await emptyFolder(), { makeFolder: never });
    const beginning = test.call('startEngagement', engagement);
    expect((await test.state()).activity).toMatchObject({ cancel: 'possible' });
    valueOf(await test.call('cancel', {}));
    expect(codeOf(await beginning)).toBe('cancelled');
    expect(await test.state()).toMatchObject({ activity: null, engagement: null });
  });

  it('is given up after a minute, by name', async () => {
    const time = fakeTime();
    const test = serviceIn(await emptyFolder(), { makeFolder: never, time });
    const beginning = test.call('startEngagement', engagement);
    await vi.waitFor(() => expect(time.waiting()).toContain(60_000));
    time.pass(60_000);
    expect(await beginning).toMatchObject({
      ok: false,
      problem: { code: 'folder-unanswered', what: '/mnt/dead-share/fabrikam did not respond.' },
    });
    expect((await test.state()).activity).toBeNull();
  });

  it('that responds after all begins no engagement that was canceled', async () => {
    const made = Promise.withResolvers<undefined>();
    const test = serviceIn(await emptyFolder(), { makeFolder: () => made.promise });
    const beginning = test.call('startEngagement', engagement);
    await test.state();
    valueOf(await test.call('cancel', {}));
    await beginning;
    made.resolve(undefined);
    expect((await test.state()).engagement).toBeNull();
  });

  it('can be canceled while a target is opened in it; what opens too late is closed again', async () => {
    const opened = Promise.withResolvers<OpenedTarget>();
    const test = serviceIn(await emptyFolder(), { openTarget: () => opened.promise });
    await withEngagement(test);
    const opening = test.call('openTarget', { kind: 'export', folder: '/mnt/dead-share/export' });
    await test.state();
    valueOf(await test.call('cancel', {}));
    expect(codeOf(await opening)).toBe('cancelled');
    const close = vi.fn<Target['close']>(async () => undefined);
    opened.resolve({ ok: true, target: { close } as unknown as Target });
    await vi.waitFor(() => expect(close).toHaveBeenCalledOnce());
    expect((await test.state()).target).toEqual({ kind: 'none' });
  });
});

describe('showing a folder in the file manager', () => {
  async function shownIn(folderOf: (own: string) => string) {
    const shown: string[] = [];
    const showFolder = async (folder: string) => void shown.push(folder);
    const test = serviceIn(await emptyFolder(), {
      host: { kind: 'electron', printToPdf: null, showFolder, restartAsAdministrator: null },
    });
    await withEngagement(test);
    await writeFile(join(test.folder, 'program.exe'), '');
    const code = codeOf(await test.call('openFolder', { folder: folderOf(test.folder) }));
    return { code, shown };
  }

  it('works for the folders of the engagement', async () => {
    expect(await shownIn((own) => own)).toMatchObject({ code: 'ok', shown: [expect.any(String)] });
  });

  it.each([
    ['a file, which would be run', (own: string) => join(own, 'program.exe'), 'not-a-folder'],
    ['any other folder', () => '/', 'not-permitted'],
    ['the way out', (own: string) => `${own}/../..`, 'not-permitted'],
    ['an address', () => 'https://attacker.example', 'not-a-folder'],
  ])('refuses %s', async (_, folderOf, code) => {
    expect(await shownIn(folderOf)).toEqual({ code, shown: [] });
  });

  it('says so where the host has none', async () => {
    const test = serviceIn(await emptyFolder());
    expect(codeOf(await test.call('openFolder', { folder: test.folder }))).toBe('not-available');
  });
});

describe('the order of the work', () => {
  it('is engagement, target, run', async () => {
    const test = serviceIn(await emptyFolder());
    const begin = () => test.call('beginRun', { procedure: 'null-clone', options: decidedOptions });
    expect(codeOf(await test.call('openTarget', { kind: 'lab', folder: test.folder }))).toBe('no-engagement');
    expect(codeOf(await test.call('assess', {}))).toBe('no-target');
    await withEngagement(test);
    expect(codeOf(await begin())).toBe('no-target');
    expect(codeOf(await test.call('finishRun', {}))).toBe('no-run');
    expect(codeOf(await test.call('reportPage', {}))).toBe('no-run');
  });

  it('keeps a run from being lost behind another', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    const { folder } = (await test.state()).run!;
    const answers = [
      await test.call('openTarget', { kind: 'scenario', scenario: 'clean' }),
      await test.call('continueRun', { folder, breakLock: true }),
      await test.call('beginRun', { procedure: 'null-clone', options: decidedOptions }),
      await test.call('startEngagement', { customer: '', ticket: '', operator: 'x', folder: test.folder }),
    ];
    expect(answers.map(codeOf)).toEqual(['run-open', 'run-open', 'run-open', 'run-open']);
  });

  it('knows procedures and options by name', async () => {
    const test = serviceIn(await emptyFolder());
    await withLab(test);
    const begin = (procedure: string, options: Record<string, string>) => test.call('beginRun', { procedure, options });
    expect(codeOf(await begin('no-such', {}))).toBe('usage');
    expect(codeOf(await begin('null-clone', { unknown: 'x' }))).toBe('usage');
    expect(codeOf(await begin('null-clone', { original: 'burn' }))).toBe('usage');
    expect((await test.state()).run).toBeNull();
  });

  it('begins another procedure than the recommended one only with a reason, offered or not', async () => {
    const test = serviceIn(await emptyFolder());
    await withLab(test);
    const { reason: _reason, ...decided } = decidedOptions;
    for (const procedure of ['null-clone', 'restore-default']) {
      const options = procedure === 'null-clone' ? decided : {};
      for (const reason of ['', ' ']) {
        const answer = await test.call('beginRun', { procedure, options: { ...options, reason } });
        expect(answer).toMatchObject({
          ok: false,
          problem: { code: 'usage', what: expect.stringContaining('reason') as string },
        });
      }
    }
    expect((await test.state()).run).toBeNull();
    valueOf(await test.call('beginRun', { procedure: 'restore-default', options: { reason: 'Asked for.' } }));
    expect((await test.state()).run!.run.options).toMatchObject({ reason: 'Asked for.' });
  });

  it('leads back to the start, with the run closed and everything given back', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test, 'backup');
    const { folder } = (await test.state()).run!;
    valueOf(await test.call('leave', {}));
    expect(await test.state()).toMatchObject({ engagement: null, run: null, journal: [], target: { kind: 'none' } });
    expect(valueOf(await test.call('verifyReport', { folder }))).toMatchObject({ intact: true });
    valueOf(await test.call('continueRun', { folder, breakLock: false }));
  });

  it('tells why a target cannot be opened', async () => {
    const test = serviceIn(await emptyFolder());
    await withEngagement(test);
    expect(codeOf(await test.call('openTarget', { kind: 'lab', folder: test.folder }))).toBe('unreachable');
    const { target } = await test.state();
    expect(target).toMatchObject({ kind: 'failed', problem: { what: expect.stringContaining('lab.json') as unknown } });
    expect(codeOf(await test.call('openTarget', { kind: 'scenario', scenario: 'no-such' }))).toBe('invalid-input');
  });
});

describe('progress', () => {
  it('is told ten times a second at most, and always as it is last', async () => {
    const time = fakeTime();
    const { state } = serviceIn(await emptyFolder());
    const store = createStateStore(await state(), () => undefined);
    const activities = createActivities(store, time, createPendingWrites(time));
    const told: (number | null)[] = [];
    store.onDelta(({ changes: { activity } }) => {
      if (activity && activity.text === 'Counting') told.push(activity.done);
    });
    await activities.run({ kind: 'assessing', title: 'Assessing' }, async ({ progress }) => {
      for (let second = 0; second < 2; second += 1) {
        for (let event = 0; event < 1_000; event += 1) {
          progress({ text: 'Counting', done: second * 1_000 + event });
          if (event % 100 === 99) time.pass(100);
        }
      }
      return { ok: true, value: null };
    });
    expect(told.length).toBeLessThanOrEqual(22);
    expect(told.at(-1)).toBe(1_999);
    expect(time.waiting()).toEqual([]);
    expect(store.state().activity).toBeNull();
  });

  it('goes on although somebody who listens fails', async () => {
    const test = serviceIn(await emptyFolder());
    test.service.onDelta(() => {
      throw new Error('a window that is gone');
    });
    await withEngagement(test);
    expect((await test.state()).engagement).not.toBeNull();
    expect(test.unexpected.length).toBeGreaterThan(0);
  });
});
