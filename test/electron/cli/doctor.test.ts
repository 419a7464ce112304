import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { reasonWords } from '../../remote-mailboxes.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { command, documentOf } from './child.ts';
import { assessDocument, runDocument } from './documents.ts';

const limit = { timeout: 180_000 };

const diagnosed = assessDocument.loose().extend({
  diagnoses: z.array(z.looseObject({ state: z.string(), action: z.string(), effect: z.string() })),
});

async function labOf(scenario: string) {
  const folder = await emptyFolder();
  const lab = join(folder, 'lab');
  const made = await command('lab', 'create', scenario, '--at', lab, '--users', '40', '--json');
  expect(made.code).toBe(0);
  return { folder, lab, on: `lab:${lab}` };
}

async function assessed(on: string) {
  const end = await command('assess', '--on', on, '--json');
  expect(end.code).toBe(0);
  return diagnosed.parse(documentOf(end));
}

describe('the recipe doctor on the command line', limit, () => {
  it('names what an upgrade has undone, on the server and in its export, repairs it, and takes the repair back', async () => {
    const { folder, lab, on } = await labOf('recreated-default');
    const exported = join(folder, 'config');
    expect((await command('lab', 'export-config', '--at', lab, '--out', exported)).code).toBe(0);
    for (const target of [on, `export:${exported}`]) {
      const { diagnoses, recommendation } = await assessed(target);
      expect(diagnoses).toContainEqual(
        expect.objectContaining({ state: 'recreated-default', action: 'repair', effect: 'reaches' }),
      );
      expect(recommendation.procedure).toBe('repair-recipe');
    }
    const run = join(folder, 'run');
    const ran = await command('run', 'repair-recipe', '--on', on, '--run', run, '--yes', '--json');
    expect([ran.code, runDocument.parse(documentOf(ran)).outcome]).toEqual([0, 'verified']);
    expect((await assessed(on)).diagnoses).toContainEqual(
      expect.objectContaining({ action: 'adopt', effect: 'removed' }),
    );
    const undone = await command('undo', '--run', run, '--yes', '--json');
    expect([undone.code, runDocument.parse(documentOf(undone)).outcome]).toEqual([0, 'undone']);
    expect((await assessed(on)).recommendation.procedure).toBe('repair-recipe');
  });

  it('plans and carries out the way back to the out-of-box rules against the recommendation, and tells why it was chosen', async () => {
    const { folder, on } = await labOf('finished-recipe');
    const why = ['--option', 'reason=The change board asks for it.'];
    const plan = ['plan', 'restore-default', '--on', on, '--out', join(folder, 'plan'), ...why, '--json'];
    expect((await command(...plan)).code).toBe(0);
    const run = join(folder, 'run');
    const ran = await command('run', 'restore-default', '--on', on, '--run', run, ...why, '--yes', '--json');
    expect([ran.code, runDocument.parse(documentOf(ran)).outcome]).toEqual([0, 'verified']);
    const path = { chosen: 'restore-default', recommended: 'none', reason: 'The change board asks for it.' };
    expect(documentOf(ran)).toMatchObject({ path });
    expect(documentOf(await command('status', '--run', run, '--json'))).toMatchObject({ path });
    const told = 'Reason given: The change board asks for it.';
    expect((await command('status', '--run', run)).stdout).toContain(told);
    expect(await readFile(join(run, 'report', 'report.html'), 'utf8')).toContain(told);
    expect((await assessed(on)).diagnoses).toEqual([]);
    expect((await command('report', 'verify', run, '--json')).code).toBe(0);
  });

  it('leaves unsynchronized what never was, and synchronizes it where the undo is told to', async () => {
    const { folder, on } = await labOf('deleted-default');
    for (const [name, options, state] of [
      ['left', [], 'skipped'],
      ['asked', ['--option', 'synchronize-on-undo=always'], 'verified'],
    ] as const) {
      const run = join(folder, name);
      expect((await command('run', 'restore-default', '--on', on, '--run', run, '--yes', '--json')).code).toBe(0);
      expect((await command('undo', '--run', run, '--option', 'sample-size=1', '--yes', '--json')).code).toBe(2);
      const undone = await command('undo', '--run', run, ...options, '--yes', '--json');
      expect(undone.code).toBe(0);
      expect(documentOf(undone)).toMatchObject({
        outcome: 'undone',
        afterUndo: [
          { id: 'resync-original', state },
          { id: 'prove-original', state: 'verified' },
        ],
      });
    }
  });

  it('begins a procedure that is not even offered only with a reason, and prints it', async () => {
    const { folder, on } = await labOf('finished-recipe');
    const { recommendation } = await assessed(on);
    const offered = [recommendation, ...recommendation.alternatives].map(({ procedure }) => procedure);
    expect(offered).not.toContain('null-override');
    const run = join(folder, 'run');
    const words = ['run', 'null-override', '--on', on, '--run', run, '--until', 'backup', '--yes'];
    const refused = await command(...words);
    expect([refused.code, existsSync(run)]).toEqual([2, false]);
    expect(refused.stderr).toContain('A reason is required to run Override with AuthoritativeNull (null-override)');
    expect((await command(...words, ...reasonWords)).code).toBe(0);
    expect((await command('status', '--run', run)).stdout).toContain('Reason given: The change board asks for it.');
  });

  it('refuses to repair what works', async () => {
    const { folder, on } = await labOf('override');
    const ran = await command(
      ...['run', 'repair-recipe', '--on', on, '--run', join(folder, 'run')],
      ...reasonWords,
      ...['--yes', '--json'],
    );
    expect([ran.code, runDocument.parse(documentOf(ran)).outcome]).toEqual([1, 'blocked']);
  });
});
