import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { command, documentOf } from './child.ts';

const document = z.looseObject({
  schema: z.literal('hybrid-preflight/compare/1'),
  outcome: z.enum(['same', 'different']),
  rules: z.looseObject({
    added: z.array(z.looseObject({ name: z.string() })),
    removed: z.array(z.looseObject({ name: z.string() })),
    changed: z.array(z.looseObject({ name: z.string(), aspects: z.array(z.string()) })),
  }),
});

describe('compare', { timeout: 120_000 }, () => {
  it('tells a lab from one where a step of the recipe was done, and writes it in every form', async () => {
    const folder = await emptyFolder();
    const [clean, treated, out] = [join(folder, 'clean'), join(folder, 'treated'), join(folder, 'out')];
    await command('lab', 'create', 'clean', '--at', clean, '--users', '20');
    await command('lab', 'create', 'half-applied', '--at', treated, '--users', '20');
    const ran = await command('compare', '--on', `lab:${clean}`, '--with', `lab:${treated}`, '--out', out, '--json');
    expect(ran.code).toBe(0);
    const compared = document.parse(documentOf(ran));
    expect(compared.outcome).toBe('different');
    expect(compared.rules.added.map(({ name }) => name).join()).toContain(' - Cloned - ');
    expect(compared.rules.changed.map(({ name, aspects }) => [name, aspects])).toContainEqual([
      'In from AD - User Exchange',
      ['state'],
    ]);
    const written = await readdir(out);
    expect(written).toEqual(expect.arrayContaining(['comparison.html', 'comparison.json', 'differences.csv', 'rules-changed.csv'])); // prettier-ignore
    const page = await readFile(join(out, 'comparison.html'), 'utf8');
    expect(page).toContain('In from AD - User Exchange');
    expect(page).not.toMatch(/<script|src=|https?:/);
  });

  it('finds nothing between a lab and its own export, and no change of a default rule in a clean one', async () => {
    const folder = await emptyFolder();
    const [lab, out] = [join(folder, 'lab'), join(folder, 'export')];
    await command('lab', 'create', 'clean', '--at', lab, '--users', '20');
    await command('lab', 'export-config', '--at', lab, '--out', out);
    const ran = await command('compare', '--on', `lab:${lab}`, '--with', `export:${out}`, '--json');
    expect(document.parse(documentOf(ran)).outcome).toBe('same');
    const defaults = await command('compare', '--on', `export:${out}`, '--with', 'defaults', '--json');
    expect(document.parse(documentOf(defaults))).toMatchObject({ outcome: 'same', rules: { changed: [] } });
  });

  it('names the default rule that was changed in place', async () => {
    const lab = join(await emptyFolder(), 'lab');
    await command('lab', 'create', 'modified-default', '--at', lab, '--users', '20');
    const ran = await command('compare', '--on', `lab:${lab}`, '--with', 'defaults', '--json');
    expect(document.parse(documentOf(ran)).rules.changed).toMatchObject([
      { name: 'In from AD - User Exchange', aspects: ['flow'] },
    ]);
  });

  it.each([
    [['--on', 'moon:base', '--with', 'defaults'], 2],
    [['--on', 'export:nowhere', '--with', 'defaults'], 3],
    [['--on', 'export:nowhere'], 2],
  ] as const)('with %j ends with %i', async (words, code) => {
    expect((await command('compare', ...words)).code).toBe(code);
  });
});
