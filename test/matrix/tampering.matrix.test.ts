import { existsSync } from 'node:fs';
import { appendFile, cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { filesBelow } from '../../electron/disk/run-folder/run-files.ts';
import { sealRun } from '../../electron/disk/run-folder/seal.ts';
import { verifyRun } from '../../electron/disk/run-folder/verify.ts';
import { anyMutation, type Mutation } from '../electron/disk/run-folder/tampering.ts';
import { command } from './command.ts';
import { undisturbed } from './scene.ts';

const scene = await undisturbed({ procedure: 'null-clone', scenario: 'two-forests', users: 12 });
const original = scene.finished.run;
const paths = (await filesBelow(original)).map(({ path }) => path);

afterAll(() => rm(scene.root, { recursive: true, force: true }));

let copies = 0;

/** A copy of the finished run for one case alone. */
async function onCopy<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = join(scene.root, `tampered-${String((copies += 1))}`);
  await cp(original, folder, { recursive: true });
  const value = await work(folder);
  await rm(folder, { recursive: true });
  return value;
}

async function expectFound(mutate: Mutation): Promise<boolean> {
  return onCopy(async (folder) => {
    const differs = await mutate(folder, paths);
    const verdict = await verifyRun(folder);
    const found = existsSync(join(folder, 'seal.json')) ? 'tampered' : 'not-sealed';
    expect(verdict.kind).toBe(differs ? found : 'intact');
    if (verdict.kind === 'tampered') expect(verdict.misfit.file).not.toBe('');
    return differs;
  });
}

describe('a finished run folder of null-clone', () => {
  it('is intact, and holds journal, description, evidence, report and seal', async () => {
    expect(await verifyRun(original)).toMatchObject({ kind: 'intact', outcome: 'verified', files: paths.length - 1 });
    const rooms = new Set(paths.map((path) => path.split('/')[0]));
    expect([...rooms].sort()).toEqual(['evidence', 'journal.jsonl', 'report', 'run.json', 'seal.json']);
    expect(paths.length).toBeGreaterThan(50);
  });

  it('shows any tampering with any byte range of any file', async () => {
    let differences = 0;
    await fc.assert(
      fc.asyncProperty(anyMutation, async ({ mutate }) => {
        differences += (await expectFound(mutate)) ? 1 : 0;
      }),
      { numRuns: 600 },
    );
    expect(differences).toBeGreaterThan(500);
  });

  it.each(['run.json', 'journal.jsonl', 'seal.json'])('shows tampering with every part of %s', async (path) => {
    const { length } = await readFile(join(original, path));
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        await expectFound(async (folder) => {
          const bytes = await readFile(join(folder, path));
          bytes[at] = (bytes[at] ?? 0) ^ flip;
          await writeFile(join(folder, path), bytes);
          return true;
        });
      }),
      { numRuns: 150 },
    );
  });

  it.each(paths)('names %s when it is emptied, cut, lengthened, changed at either end, or gone', async (path) => {
    const misfit = (tamper: (file: string) => Promise<void>) =>
      onCopy(async (folder) => {
        await tamper(join(folder, path));
        const verdict = await verifyRun(folder);
        return verdict.kind === 'tampered' ? verdict.misfit.file : verdict.kind;
      });
    const { length } = await readFile(join(original, path));
    const flipped = (at: number) => async (file: string) => {
      const bytes = await readFile(file);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await writeFile(file, bytes);
    };
    expect(await misfit((file) => rm(file))).toBe(path === 'seal.json' ? 'not-sealed' : path);
    expect(await misfit((file) => appendFile(file, ' '))).toBe(path);
    if (length === 0) return;
    expect(await misfit((file) => truncate(file, 0))).toBe(path);
    expect(await misfit((file) => truncate(file, length - 1))).toBe(path);
    expect(await misfit(flipped(0))).toBe(path);
    expect(await misfit(flipped(length - 1))).toBe(path);
  });

  it.each([...new Set(paths.map((path) => path.split('/').slice(0, -1).join('/')))])(
    'names a file added to “%s”',
    (folder) =>
      onCopy(async (run) => {
        const added = [...(folder === '' ? [] : [folder]), 'notes.txt'].join('/');
        await writeFile(join(run, ...added.split('/')), 'nothing');
        expect(await verifyRun(run)).toMatchObject({ kind: 'tampered', misfit: { file: added, reason: 'extra' } });
      }),
  );

  it.each(paths.filter((path) => path.startsWith('evidence/')))(
    'does not hide a changed %s behind a new seal',
    (path) =>
      onCopy(async (run) => {
        await appendFile(join(run, path), ' ');
        await sealRun(run);
        expect(await verifyRun(run)).toMatchObject({ kind: 'tampered', misfit: { file: path, reason: 'changed' } });
      }),
  );

  it.each(paths.filter((path) => path.startsWith('report/')))(
    'does not hide a changed %s behind a new seal either: it is not what the journal tells',
    (path) =>
      onCopy(async (run) => {
        await appendFile(join(run, path), ' ');
        await sealRun(run);
        expect(await verifyRun(run)).toMatchObject({ kind: 'tampered', misfit: { file: path, reason: 'changed' } });
      }),
  );

  it('is judged by the command line with an exit code', async () => {
    expect(await command(['report', 'verify', original])).toMatchObject({ code: 0 });
    await onCopy(async (run) => {
      await appendFile(join(run, 'report', 'report.html'), ' ');
      const ended = await command(['report', 'verify', run]);
      expect(ended.code).toBe(1);
      expect(ended.stdout).toContain('report/report.html');
    });
  });
});
