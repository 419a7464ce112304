import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stateAfter } from '../../../shared/ipc/apply-delta.ts';
import type { StateDelta } from '../../../shared/ipc/state.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';
import {
  codeOf,
  commandLine,
  expectAllVerified,
  fewUsers,
  goOn,
  serviceIn,
  valueOf,
  withEngagement,
  withLab,
  withRun,
} from './service-builder.ts';
import { decidedOptions, decidedWords } from '../../remote-mailboxes.ts';
import { wordsUntil } from '../../run-words.ts';

const runName = 'run-2026-11-21-null-clone';

describe('null-clone through the service', () => {
  it('is carried out, proved, reported and sealed', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test);
    await expectAllVerified(test);
    valueOf(await test.call('finishRun', {}));
    const { run, target, activity } = await test.state();
    expect(run).toMatchObject({ folder: join(test.folder, runName), run: { kind: 'closed', outcome: 'verified' } });
    expect(await readdir(run!.report!)).toContain('report.html');
    expect([target.kind, activity]).toEqual(['none', null]);
    const verified = valueOf(await test.call('verifyReport', { folder: run!.folder, journalHash: run!.journalHash }));
    expect(verified).toMatchObject({ intact: true });
    expect(test.unexpected).toEqual([]);
  });

  it('says with each answer how many changes were told before it', async () => {
    const test = serviceIn(await emptyFolder());
    await withLab(test);
    const { sequence } = await test.service.call('assess', {});
    expect(sequence).toBe(test.deltas.at(-1)?.sequence);
    expect(test.deltas.at(-1)?.changes.activity).toBeNull();
    expect(await test.service.call('assess', { extra: 1 })).toMatchObject({ ok: false, sequence });
  });

  it('tells every change in deltas that replay to the state', async () => {
    const test = serviceIn(await emptyFolder());
    const { state, sequence } = valueOf(await test.call('getState', {}));
    await withRun(test);
    await goOn(test, 'clone-rule');
    valueOf(await test.call('undoRun', {}));
    valueOf(await test.call('finishRun', {}));
    // As they travel: a replica is made of what was said, not of what the service holds.
    const heard = JSON.parse(JSON.stringify(test.deltas)) as StateDelta[];
    expect(heard.reduce(stateAfter, state)).toEqual(JSON.parse(JSON.stringify(await test.state())));
    expect(heard.map((delta) => delta.sequence)).toEqual(heard.map((_, index) => sequence + index + 1));
  });

  it('keeps the journal of the state equal to the one on the disk', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test, 'pause-scheduler');
    const { journal, run } = await test.state();
    const lines = (await readFile(join(run!.folder, 'journal.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(journal).toEqual(lines.map((line) => JSON.parse(line) as unknown));
    expect(journal.map(({ event }) => event).slice(0, 2)).toEqual(['opened', 'assessed']);
  });

  it('undoes with the options that are chosen for it, which the journal tells', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test, 'clone-rule');
    const chosen = { 'synchronize-on-undo': 'always' };
    valueOf(await test.call('undoRun', { options: chosen }));
    const { run, journal } = await test.state();
    expect(run!.run.options).toMatchObject(chosen);
    expect(journal.find(({ event }) => event === 'undo-requested')).toMatchObject({ options: chosen });
  });

  it.each([
    ['not for an undo', { original: 'keep-disabled' }],
    ['not known', { 'no-such-option': 'yes' }],
    ['without such a value', { 'synchronize-on-undo': 'perhaps' }],
  ])('refuses an option that is %s, and undoes nothing', async (_what, options) => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test, 'pause-scheduler');
    expect(await test.call('undoRun', { options })).toMatchObject({ ok: false });
    expect((await test.state()).run!.run.course).toEqual({ kind: 'forward' });
  });

  it('undoes the whole run', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test);
    valueOf(await test.call('undoRun', {}));
    const { run } = await test.state();
    expect(run!.run.course).toEqual({ kind: 'undone' });
    valueOf(await test.call('finishRun', {}));
    expect((await test.state()).run!.run).toMatchObject({ outcome: 'undone' });
  });

  it('shows the report at any time and saves it with its record', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test, 'backup');
    const page = valueOf(await test.call('reportPage', {}));
    expect(page.html).toContain('Anna Muster');
    const early = join(test.folder, 'early');
    valueOf(await test.call('saveReport', { folder: early, pdf: false }));
    const unfinished = valueOf(await test.call('verifyReport', { folder: early }));
    expect(unfinished).toMatchObject({ intact: false, verdict: expect.stringMatching(/^Not finished/) as unknown });
    valueOf(await test.call('finishRun', {}));
    const saved = join(test.folder, 'saved');
    const { folder, files } = valueOf(await test.call('saveReport', { folder: saved, pdf: false }));
    expect([folder, files.filter((file) => !existsSync(join(saved, file)))]).toEqual([saved, []]);
    expect(files.slice(0, files.indexOf('report.html')).filter((file) => file.includes('/'))).toEqual([]);
    expect(valueOf(await test.call('verifyReport', { folder: saved }))).toMatchObject({ intact: true });
    expect(codeOf(await test.call('saveReport', { folder: saved, pdf: false }))).toBe('inside-record');
    expect(codeOf(await test.call('saveReport', { folder: join(saved, 'pdf'), pdf: true }))).toBe('not-available');
  });

  it('verifies what is being saved only once it is saved', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test, 'backup');
    valueOf(await test.call('finishRun', {}));
    const folder = join(test.folder, 'saved');
    const [saved, verified] = await Promise.all([
      test.call('saveReport', { folder, pdf: false }),
      test.call('verifyReport', { folder }),
    ]);
    expect([codeOf(saved), valueOf(verified)]).toMatchObject(['ok', { intact: true }]);
  });

  it('saves the PDF that the host prints, inside the seal', async () => {
    const printed: string[] = [];
    const printToPdf = async (html: string) => {
      printed.push(html);
      return { kind: 'printed', pdf: new TextEncoder().encode('%PDF-1.7') } as const;
    };
    const test = serviceIn(await emptyFolder(), {
      host: { kind: 'electron', printToPdf, showFolder: null, restartAsAdministrator: null },
    });
    await withRun(test);
    await goOn(test, 'backup');
    valueOf(await test.call('finishRun', {}));
    const saved = join(test.folder, 'saved');
    valueOf(await test.call('saveReport', { folder: saved, pdf: true }));
    expect(await readFile(join(saved, 'report.pdf'), 'latin1')).toBe('%PDF-1.7');
    expect(printed[0]).toMatch(/^<!doctype html>/);
    expect(valueOf(await test.call('verifyReport', { folder: saved }))).toMatchObject({ intact: true });
  });
});

describe('a run of the command line and of the service', () => {
  it('begins at the command line and goes on in the service', async () => {
    const folder = await emptyFolder();
    const [lab, run] = [join(folder, 'lab'), join(folder, 'run')];
    expect(commandLine(['lab', 'create', 'clean', '--at', lab, '--users', String(fewUsers)]).code).toBe(0);
    const words = [...wordsUntil('clone-rule', 'null-clone', { lab, run }), ...decidedWords];
    expect(commandLine([...words, '--customer', 'Fabrikam', '--operator', 'Berta']).code).toBe(0);
    const test = serviceIn(folder);
    valueOf(await test.call('continueRun', { folder: run, breakLock: false }));
    const { engagement, assessment, target } = await test.state();
    expect(engagement).toEqual({ customer: 'Fabrikam', ticket: '', operator: 'anna', folder });
    expect([assessment.kind, target.kind]).toEqual(['done', 'open']);
    await goOn(test);
    valueOf(await test.call('finishRun', {}));
    expect(commandLine(['status', '--run', run]).document.outcome).toBe('verified');
  });

  it('begins in the service and goes on at the command line', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test, { original: 'keep-disabled' });
    await goOn(test, 'pause-scheduler');
    valueOf(await test.call('finishRun', {}));
    const resumed = commandLine(['resume', '--run', join(test.folder, runName), '--yes']);
    expect(resumed).toMatchObject({ code: 0, document: { outcome: 'verified' } });
  });
});

describe('where the work is kept', () => {
  it('gives each lab and each run the next free folder', async () => {
    const test = serviceIn(await emptyFolder());
    await withLab(test);
    valueOf(await test.call('openTarget', { kind: 'scenario', scenario: 'clean', users: fewUsers }));
    expect((await test.state()).target).toMatchObject({ text: `lab:${join(test.folder, 'lab-clean-2')}` });
    await mkdir(join(test.folder, runName));
    valueOf(await test.call('beginRun', { procedure: 'null-clone', options: decidedOptions }));
    expect((await test.state()).run!.folder).toBe(join(test.folder, `${runName}-2`));
  });

  it('rehearses on an export, and only reads the export itself', async () => {
    const test = serviceIn(await emptyFolder());
    const [lab, exported] = [join(test.folder, 'lab'), join(test.folder, 'export')];
    commandLine(['lab', 'create', 'clean', '--at', lab, '--users', '10']);
    commandLine(['lab', 'export-config', '--at', lab, '--out', exported]);
    await withEngagement(test);
    valueOf(await test.call('openTarget', { kind: 'export', folder: exported }));
    expect((await test.state()).target).toMatchObject({ canWrite: false });
    valueOf(await test.call('assess', {}));
    expect((await test.state()).assessment.kind).toBe('done');
    expect(codeOf(await test.call('beginRun', { procedure: 'null-clone', options: decidedOptions }))).toBe('read-only');
    valueOf(await test.call('openTarget', { kind: 'rehearsal', folder: exported, users: 20 }));
    const { target } = await test.state();
    expect(target).toMatchObject({ canWrite: true, text: `lab:${join(test.folder, 'lab-rehearsal')}` });
    expect(target.kind === 'open' && target.notes[0]).toMatch(/rule scopes/);
  });
});
