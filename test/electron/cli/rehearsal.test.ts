import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { command, documentOf, start } from './child.ts';

const limit = { timeout: 120_000 };

function rehearse(...words: readonly string[]) {
  return start(words, 'rehearsal.ts').ended;
}

describe('the rehearsal of npm start', limit, () => {
  it('takes a practice lab through null-override and says where everything is', async () => {
    const folder = await emptyFolder();
    const { code, stdout } = await rehearse('--users', '40', '--at', folder);
    expect(code).toBe(0);
    expect(stdout).toContain('There is no terminal to ask at');
    const run = join(folder, 'run');
    for (const named of [join(run, 'report', 'report.html'), 'lab show', 'resume', 'undo', 'report verify']) {
      expect(stdout).toContain(named);
    }
    await access(join(run, 'report', 'report.html'));
    expect(documentOf(await command('status', '--run', run, '--json'))).toMatchObject({ outcome: 'verified' });
    expect((await command('undo', '--run', run, '--yes')).code).toBe(0);
  });

  it('ends with the verdict of a scenario that must be refused', async () => {
    const folder = await emptyFolder();
    const { code, stdout } = await rehearse('--lab', 'suspended', '--users', '40', '--at', folder);
    expect(code).toBe(1);
    expect(stdout).toContain('The scheduler is suspended');
    expect(stdout).toContain(join(folder, 'run', 'report', 'report.html'));
  });

  it.each([[['--moon']], [['--lab', 'paradise']], [['--users', 'many']], [['more']]])(
    'refuses %j with exit code 2 and builds nothing',
    async (words) => {
      const folder = join(await emptyFolder(), 'new');
      const { code, stderr } = await rehearse('--at', folder, ...words);
      expect(code).toBe(2);
      expect(stderr).not.toBe('');
      await expect(access(folder)).rejects.toThrow();
    },
  );

  it('fails with exit code 3 on rules that cannot be read', async () => {
    const folder = await emptyFolder();
    const { code, stderr } = await rehearse('--at', join(folder, 'new'), '--rules', join(folder, 'export'));
    expect(code).toBe(3);
    expect(stderr).toContain(join(folder, 'export'));
  });
});
