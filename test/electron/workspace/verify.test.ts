import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tmpdir } from 'node:os';
import { filesBelow } from '../../../electron/workspace/run-files.ts';
import { sealRun } from '../../../electron/workspace/seal.ts';
import { verifyRun, type Misfit } from '../../../electron/workspace/verify.ts';
import { emptyFolder } from './temporary-folder.ts';
import { toySystem } from '../../shared/engine/toy-system.ts';
import { engineOn, finishedRun, reopened, unfinishedRun } from './run-builder.ts';
import { anyMutation } from './tampering.ts';

let original: string;

beforeAll(async () => {
  original = await mkdtemp(join(tmpdir(), 'hybrid-preflight-'));
  await finishedRun(join(original, 'run'));
});

afterAll(async () => {
  await rm(original, { recursive: true, force: true });
});

async function copyOfFinishedRun(): Promise<string> {
  const folder = join(await emptyFolder(), 'run');
  await cp(join(original, 'run'), folder, { recursive: true });
  return folder;
}

async function misfitOf(folder: string, journalHash?: string): Promise<Misfit | undefined> {
  const verdict = await verifyRun(folder, journalHash === undefined ? {} : { journalHash });
  return verdict.kind === 'tampered' ? verdict.misfit : undefined;
}

async function edit(folder: string, file: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(folder, file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(join(folder, file), after);
}

describe('verifying a finished run folder', () => {
  it('finds it intact, with its outcome', async () => {
    const folder = await copyOfFinishedRun();
    expect(await verifyRun(folder)).toMatchObject({ kind: 'intact', outcome: 'verified' });
  });

  it('finds it intact against the journal hash of its report, and not against another', async () => {
    const folder = await copyOfFinishedRun();
    const verdict = await verifyRun(folder);
    const journalHash = verdict.kind === 'intact' ? verdict.journalHash : '';
    expect(await verifyRun(folder, { journalHash })).toEqual(verdict);
    expect(await misfitOf(folder, 'f'.repeat(64))).toMatchObject({ file: 'journal.jsonl', reason: 'not-this-journal' });
  });

  it('names the line after one that was changed, because the chain breaks there', async () => {
    const folder = await copyOfFinishedRun();
    await edit(folder, 'journal.jsonl', (text) => {
      const lines = text.split('\n');
      return lines.map((line, index) => (index === 6 ? line.replace('"Anna"', '"Otto"') : line)).join('\n');
    });
    expect(await misfitOf(folder)).toMatchObject({ file: 'journal.jsonl', line: 8, reason: 'damaged-line' });
  });

  it('names a line that is missing', async () => {
    const folder = await copyOfFinishedRun();
    await edit(folder, 'journal.jsonl', (text) => text.split('\n').toSpliced(4, 1).join('\n'));
    expect(await misfitOf(folder)).toMatchObject({ file: 'journal.jsonl', line: 5, reason: 'damaged-line' });
  });

  it('names a sealed evidence file that was changed, and the line that captured it', async () => {
    const folder = await copyOfFinishedRun();
    await edit(folder, 'evidence/rules.json', (text) => text.replace('old', 'odd'));
    await sealRun(folder);
    expect(await misfitOf(folder)).toMatchObject({ file: 'evidence/rules.json', reason: 'changed' });
  });

  it.each([
    ['report/report.json', 'changed', (folder: string) => edit(folder, 'report/report.json', (text) => `${text} `)],
    ['report/report.html', 'missing', (folder: string) => rm(join(folder, 'report/report.html'))],
    ['report/more.csv', 'extra', (folder: string) => writeFile(join(folder, 'report/more.csv'), 'a;b')],
    ['run.json', 'missing', (folder: string) => rm(join(folder, 'run.json'))],
    [
      'run.json',
      'not-of-this-run',
      (folder: string) => edit(folder, 'run.json', (text) => text.replace('toy:', 'lab:')),
    ],
    ['seal.json', 'missing', (folder: string) => rm(join(folder, 'seal.json'))],
    [
      'seal.json',
      'changed',
      (folder: string) => edit(folder, 'seal.json', (text) => text.replace('run.json', 'ran.json')),
    ],
    ['journal.jsonl', 'missing', (folder: string) => rm(join(folder, 'journal.jsonl'))],
    ['run.lock', 'extra', (folder: string) => writeFile(join(folder, 'run.lock'), '{}')],
    ['report/link', 'not-a-plain-file', (folder: string) => symlink('report.json', join(folder, 'report/link'))],
  ] as const)('names %s when it is %s', async (file, reason, tamper) => {
    const folder = await copyOfFinishedRun();
    await tamper(folder);
    expect(await misfitOf(folder)).toMatchObject({ file, reason });
  });

  it('finds a journal that was cut after a whole line', async () => {
    const folder = await copyOfFinishedRun();
    await edit(folder, 'journal.jsonl', (text) => `${text.split('\n').slice(0, -2).join('\n')}\n`);
    expect(await misfitOf(folder)).toMatchObject({ file: 'journal.jsonl', reason: 'changed' });
  });

  it('says that a folder without a run is none', async () => {
    expect(await verifyRun(await emptyFolder())).toEqual({ kind: 'not-a-run' });
    expect(await verifyRun(join(await emptyFolder(), 'absent'))).toEqual({ kind: 'not-a-run' });
  });
});

describe('verifying a run folder that was not closed', () => {
  it('checks the chain and says that the run is not finished', async () => {
    const folder = join(await emptyFolder(), 'run');
    await unfinishedRun(folder);
    expect(await verifyRun(folder)).toMatchObject({ kind: 'not-finished', torn: false });
    await edit(folder, 'journal.jsonl', (text) => text.replace('"Anna"', '"Otto"'));
    expect(await misfitOf(folder)).toMatchObject({ file: 'journal.jsonl', line: 2 });
  });

  it('checks the evidence it holds so far', async () => {
    const folder = join(await emptyFolder(), 'run');
    await unfinishedRun(folder);
    await rm(join(folder, 'evidence', 'rules.json'));
    expect(await misfitOf(folder)).toMatchObject({ file: 'evidence/rules.json', reason: 'missing' });
  });

  it('holds for a finished run that was taken up again, until it is closed and sealed', async () => {
    const folder = await copyOfFinishedRun();
    const first = await reopened(folder);
    await engineOn(first, toySystem());
    await first.close('leave-open');
    expect((await verifyRun(folder)).kind).toBe('not-finished');

    const second = await reopened(folder);
    await (await engineOn(second, toySystem())).close();
    await second.close('seal');
    expect((await verifyRun(folder)).kind).toBe('intact');
  });
});

describe('a finished run folder with any one thing tampered', () => {
  it('is never found intact', async () => {
    const paths = (await filesBelow(join(original, 'run'))).map((file) => file.path);
    const scratch = await emptyFolder();
    let number = 0;
    let differences = 0;
    await fc.assert(
      fc.asyncProperty(anyMutation, async ({ mutate }) => {
        const folder = join(scratch, `run-${(number += 1)}`);
        await cp(join(original, 'run'), folder, { recursive: true });
        const differs = await mutate(folder, paths);
        const verdict = await verifyRun(folder);
        expect(verdict.kind).toBe(differs ? 'tampered' : 'intact');
        if (verdict.kind === 'tampered') expect(verdict.misfit.file).not.toBe('');
        differences += differs ? 1 : 0;
        await rm(folder, { recursive: true });
      }),
      { numRuns: 300 },
    );
    expect(differences).toBeGreaterThan(200);
  });
});
