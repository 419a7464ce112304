import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changePlanOutput, refuseOutput, writeOutput, type OutputKind } from '../../../electron/disk/output-folder.ts';
import { exportReport, reportOfRun } from '../../../electron/disk/run-folder/run-report.ts';
import { createRunFolder, readRunFolder } from '../../../electron/disk/run-folder/run-folder.ts';
import { verifyRun } from '../../../electron/disk/run-folder/verify.ts';
import { createLab } from '../../../electron/lab/store/lab-store.ts';
import { emptyLab } from '../lab/empty-lab.ts';
import { toyProcedure } from '../../shared/engine/toy-procedure.ts';
import { finishedRun, newRun, opening, valueOf } from './run-folder/run-builder.ts';
import { emptyFolder } from './temporary-folder.ts';

const listOutput: OutputKind = { mark: 'list.json', schema: 'test/list/', beside: ['list.html'], isKept: false };
const keptOutput: OutputKind = { ...listOutput, isKept: true };

function list(...names: readonly string[]) {
  return new Map([['list.json', '{"schema":"test/list/1"}'], ...names.map((name) => [name, 'new'] as const)]);
}

async function codeOf(refusal: ReturnType<typeof refuseOutput>): Promise<string> {
  const result = await refusal;
  return result.ok ? 'free' : result.problem.code;
}

describe('a folder to write a document into', () => {
  it('is a new one, or an empty one', async () => {
    const folder = await emptyFolder();
    expect(await codeOf(refuseOutput(folder, listOutput))).toBe('free');
    expect(await codeOf(writeOutput(join(folder, 'a', 'b'), listOutput, list('one.csv')))).toBe('free');
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['list.json', 'one.csv']);
  });

  it.each([
    ['files of somebody else', { 'notes.txt': 'mine' }],
    ['files of somebody else under a name that would be written', { 'one.csv': 'mine' }],
    ['a document of its kind and something else', { 'list.json': '{"schema":"test/list/1"}', 'notes.txt': 'mine' }],
    ['another document under that name', { 'list.json': '{"schema":"other/1"}' }],
  ])('is not one that holds %s, and nothing in it is touched', async (_, present) => {
    const folder = await emptyFolder();
    for (const [name, content] of Object.entries(present)) await writeFile(join(folder, name), content);
    expect(await codeOf(writeOutput(folder, listOutput, list('one.csv'), true))).toBe('not-empty');
    for (const [name, content] of Object.entries(present)) {
      expect(await readFile(join(folder, name), 'utf8')).toBe(content);
    }
  });

  it('is one with an earlier document of its kind, of which nothing is left', async () => {
    const folder = await emptyFolder();
    await writeOutput(folder, listOutput, list('one.csv', 'two.csv'));
    expect(await codeOf(writeOutput(folder, listOutput, list('two.csv')))).toBe('free');
    expect(await readdir(folder)).toEqual(['list.json', 'two.csv']);
  });

  it('is one with a document that may be approved only on request', async () => {
    const folder = await emptyFolder();
    await writeOutput(folder, keptOutput, list('one.csv'));
    expect(await codeOf(writeOutput(folder, keptOutput, list()))).toBe('holds-output');
    expect(await readdir(folder)).toEqual(['list.json', 'one.csv']);
    expect(await codeOf(writeOutput(folder, keptOutput, list(), true))).toBe('free');
    expect(await readdir(folder)).toEqual(['list.json']);
  });

  it('of a change plan keeps no script of another plan beside one that has none', async () => {
    const folder = await emptyFolder();
    const plan = ['change-plan.json', '{"schema":"hybrid-preflight/plan/1"}'] as const;
    await writeOutput(folder, changePlanOutput, new Map([plan, ['apply.ps1', ''], ['undo.ps1', '']]));
    expect(await codeOf(refuseOutput(folder, changePlanOutput))).toBe('holds-output');
    await writeOutput(folder, changePlanOutput, new Map([plan]), true);
    expect(await readdir(folder)).toEqual(['change-plan.json']);
  });

  it('is not a file', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'file'), '');
    expect(await codeOf(refuseOutput(join(folder, 'file'), listOutput))).toBe('not-a-folder');
  });
});

describe('a run folder', () => {
  async function finished() {
    const folder = join(await emptyFolder(), 'run');
    await finishedRun(folder);
    return folder;
  }

  it.each(['', 'copy', 'report', join('evidence', 'a', 'b')])(
    'gets no document in “%s”, and stays intact',
    async (place) => {
      const folder = await finished();
      const into = join(folder, place);
      expect(await codeOf(writeOutput(into, listOutput, list(), true))).toBe('inside-record');
      const read = valueOf(await readRunFolder(folder, opening()));
      expect(await exportReport(read, into, await reportOfRun(read, toyProcedure()))).toMatchObject({ ok: false });
      expect((await verifyRun(folder)).kind).toBe('intact');
    },
  );

  it('gets none by way of a link either', async () => {
    const folder = await finished();
    const link = join(await emptyFolder(), 'link');
    await symlink(folder, link);
    expect(await codeOf(refuseOutput(join(link, 'new'), listOutput))).toBe('inside-record');
  });

  it('gets no other run and no lab', async () => {
    const folder = await finished();
    expect(await createRunFolder(join(folder, 'run'), newRun, opening())).toMatchObject({
      problem: { code: 'inside-record', of: 'run' },
    });
    expect((await createLab(join(folder, 'lab'), emptyLab())).ok).toBe(false);
    expect((await verifyRun(folder)).kind).toBe('intact');
  });
});

describe('a lab', () => {
  it('gets no document, no run and no other lab', async () => {
    const folder = join(await emptyFolder(), 'lab');
    const lab = await createLab(folder, emptyLab());
    if (lab.ok) await lab.value.close();
    const before = await readdir(folder);
    expect(await codeOf(refuseOutput(folder, listOutput))).toBe('inside-record');
    expect(await codeOf(writeOutput(join(folder, 'plan'), listOutput, list()))).toBe('inside-record');
    expect(await createRunFolder(join(folder, 'run'), newRun, opening())).toMatchObject({
      problem: { code: 'inside-record', of: 'lab' },
    });
    expect((await createLab(join(folder, 'lab'), emptyLab())).ok).toBe(false);
    expect(await readdir(folder)).toEqual(before);
  });

  it('beside other files keeps nobody from the folder that both lie in', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'other'));
    const lab = await createLab(join(folder, 'lab'), emptyLab());
    if (lab.ok) await lab.value.close();
    expect(await codeOf(refuseOutput(join(folder, 'plan'), listOutput))).toBe('free');
  });
});
