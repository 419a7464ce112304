import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tmpdir } from 'node:os';
import { filesBelow } from '../../../../electron/disk/run-folder/run-files.ts';
import { sealRun } from '../../../../electron/disk/run-folder/seal.ts';
import { verifyRun, type Misfit } from '../../../../electron/disk/run-folder/verify.ts';
import { emptyFolder } from '../temporary-folder.ts';
import { sha256Hex } from '../../../../shared/base/hash.ts';
import { toyProcedure } from '../../../shared/engine/toy-procedure.ts';
import { toySystem } from '../../../shared/engine/toy-system.ts';
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

const findProcedure = () => toyProcedure();

async function misfitOf(folder: string, journalHash?: string): Promise<Misfit | undefined> {
  const verdict = await verifyRun(folder, { findProcedure, ...(journalHash !== undefined && { journalHash }) });
  return verdict.kind === 'tampered' ? verdict.misfit : undefined;
}

/** Changes lines of the journal and chains them anew, as one who knows how would. */
async function rechain(folder: string, change: (entry: Record<string, unknown>) => object): Promise<void> {
  const path = join(folder, 'journal.jsonl');
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  let previous: unknown = (JSON.parse(lines[0]!) as { readonly previous: string }).previous;
  const chained = lines.map((line) => {
    const text = JSON.stringify({ ...change(JSON.parse(line) as Record<string, unknown>), previous });
    previous = sha256Hex(text);
    return text;
  });
  await writeFile(path, `${chained.join('\n')}\n`);
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
    [
      'seal.json',
      'changed',
      (folder: string) => edit(folder, 'seal.json', (text) => text.replace('run.json', 'ran.json')),
    ],
    ['journal.jsonl', 'missing', (folder: string) => rm(join(folder, 'journal.jsonl'))],
    ['report/link', 'not-a-plain-file', (folder: string) => symlink('report.json', join(folder, 'report/link'))],
  ] as const)('names %s when it is %s', async (file, reason, tamper) => {
    const folder = await copyOfFinishedRun();
    await tamper(folder);
    expect(await misfitOf(folder)).toMatchObject({ file, reason });
  });

  it.each([
    ['without its seal', (folder: string) => rm(join(folder, 'seal.json'))],
    ['with the lock of a process that has ended', (folder: string) => writeFile(join(folder, 'run.lock'), '{}')],
  ])('%s, as a process that ended in between leaves it, calls it closed and not sealed', async (_, leave) => {
    const folder = await copyOfFinishedRun();
    await leave(folder);
    expect(await verifyRun(folder)).toMatchObject({ kind: 'not-sealed' });
  });

  const named = ['journal.jsonl', 'seal.json', 'run.json', 'run.lock', 'report/report.json', 'evidence/rules.json'];
  it.skipIf(process.platform === 'win32').each(named)(
    'names %s when it is a pipe, and does not wait for it',
    async (file) => {
      const folder = await copyOfFinishedRun();
      await rm(join(folder, file), { force: true });
      execFileSync('mkfifo', [join(folder, file)]);
      expect(await misfitOf(folder)).toMatchObject({ file, reason: 'not-a-plain-file' });
    },
  );

  it.skipIf(process.platform === 'win32')('names a journal that is a link to a device without end', async () => {
    const folder = await copyOfFinishedRun();
    await rm(join(folder, 'journal.jsonl'));
    await symlink('/dev/zero', join(folder, 'journal.jsonl'));
    expect(await misfitOf(folder)).toMatchObject({ file: 'journal.jsonl', reason: 'not-a-plain-file' });
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'C:\\Windows\\win.ini', 'nul'])(
    'refuses a journal that names %s as evidence, although chain and seal were made anew',
    async (storedAs) => {
      const folder = await copyOfFinishedRun();
      await rechain(folder, (entry) =>
        entry['event'] === 'captured'
          ? { ...entry, files: [{ path: 'x', storedAs, size: 0, sha256: '0'.repeat(64) }] }
          : entry,
      );
      await sealRun(folder);
      expect(await misfitOf(folder)).toMatchObject({ file: 'journal.jsonl', reason: 'damaged-line' });
    },
  );

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

describe('the report of a finished run folder', () => {
  it('is built again from the journal, and covered by the journal hash with all that the journal names', async () => {
    const verdict = await verifyRun(await copyOfFinishedRun(), { findProcedure });
    expect(verdict).toMatchObject({ kind: 'intact', report: { kind: 'as-journaled' }, sealOnly: [] });
  });

  it.each(['report.html', 'report.json'])(
    '%s that was rewritten is found although it was sealed again',
    async (name) => {
      const folder = await copyOfFinishedRun();
      const { journalHash } = (await verifyRun(folder)) as { readonly journalHash: string };
      await edit(folder, `report/${name}`, (text) => text.replaceAll('Anna', 'Otto'));
      await sealRun(folder);
      expect(await misfitOf(folder, journalHash)).toMatchObject({ file: `report/${name}`, reason: 'changed' });
    },
  );

  it.each([
    ['customer', (text: string) => text.replace('Contoso', 'Fabrikam')],
    ['ticket', (text: string) => text.replace('CHG 7', 'CHG 8')],
    ['created', (text: string) => text.replace('1970-01-01', '1971-01-01')],
  ])('and a %s that was rewritten in run.json are found although they were sealed again', async (_, change) => {
    const folder = await copyOfFinishedRun();
    await edit(folder, 'run.json', change);
    await sealRun(folder);
    expect(await misfitOf(folder)).toMatchObject({ file: 'run.json', reason: 'not-of-this-run' });
  });

  it('that claims another version than the one that closed the run is found', async () => {
    const folder = await copyOfFinishedRun();
    await edit(folder, 'report/report.json', (text) => text.replaceAll('"version": "', '"version": "9.'));
    await sealRun(folder);
    expect(await misfitOf(folder)).toMatchObject({ file: 'report/report.json', reason: 'changed' });
  });

  it('is not vouched for where this version cannot build it', async () => {
    const verdict = await verifyRun(await copyOfFinishedRun(), { findProcedure: () => undefined });
    expect(verdict).toMatchObject({ kind: 'intact', report: { kind: 'not-compared' } });
    expect(verdict).toMatchObject({ sealOnly: expect.arrayContaining(['report/report.html']) as unknown });
  });

  it('does not vouch for a file beside it: that is covered by the seal alone', async () => {
    const folder = await copyOfFinishedRun();
    await writeFile(join(folder, 'report', 'report.pdf'), '%PDF');
    await sealRun(folder);
    expect(await verifyRun(folder, { findProcedure })).toMatchObject({
      kind: 'intact',
      sealOnly: ['report/report.pdf'],
    });
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
        const wasSealed = existsSync(join(folder, 'seal.json'));
        const verdict = await verifyRun(folder);
        // What a missing seal might hide comes to light when the folder is sealed again.
        const found = wasSealed ? 'tampered' : 'not-sealed';
        expect(verdict.kind).toBe(differs ? found : 'intact');
        if (verdict.kind === 'tampered') expect(verdict.misfit.file).not.toBe('');
        differences += differs ? 1 : 0;
        await rm(folder, { recursive: true });
      }),
      { numRuns: 300 },
    );
    expect(differences).toBeGreaterThan(200);
  });
});
