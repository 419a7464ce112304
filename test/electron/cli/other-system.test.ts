import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { command, documentOf } from './child.ts';
import { errorDocument, verifyDocument } from './documents.ts';
import { decidedWords } from '../../remote-mailboxes.ts';
import { wordsUntil } from '../../run-words.ts';

const limit = { timeout: 180_000 };

function createLab(scenario: string, at: string, seed = '1') {
  return command('lab', 'create', scenario, '--at', at, '--users', '20', '--seed', seed);
}

/** A run of null-clone in a lab that has paused the scheduler. */
async function begunRun() {
  const folder = await emptyFolder();
  const [lab, run] = [join(folder, 'lab'), join(folder, 'run')];
  await createLab('clean', lab);
  await command(...wordsUntil('pause-scheduler', 'null-clone', { lab, run }), ...decidedWords);
  return { lab, run, other: join(folder, 'other') };
}

async function standingOf(lab: string): Promise<string> {
  return (await command('lab', 'show', '--at', lab, '--json')).stdout;
}

describe('a run whose target is another system now', limit, () => {
  it.each([
    ['of other connectors', 'two-forests', '77'],
    ['made exactly alike', 'clean', '1'],
  ])('%s is refused before anything is written', async (_, scenario, seed) => {
    const { lab, run } = await begunRun();
    await rm(lab, { recursive: true });
    await createLab(scenario, lab, seed);
    const before = await standingOf(lab);
    for (const words of [['undo'], ['undo', '--to', 'pause-scheduler'], ['resume']]) {
      const end = await command(...words, '--run', run, '--yes', '--json');
      expect(end.code).toBe(1);
      expect(errorDocument.parse(documentOf(end))).toMatchObject({ code: 'other-system' });
      expect(end.stderr).toContain('The run was made on another system. Nothing was changed.');
    }
    expect(await standingOf(lab)).toBe(before);
    const verified = await command('report', 'verify', run, '--json');
    expect(verifyDocument.parse(documentOf(verified)).verdict).toBe('intact');
  });
});

describe('a run whose run.json was edited', limit, () => {
  it('is refused before anything is opened, and what differs is named', async () => {
    const { lab, run, other } = await begunRun();
    await createLab('clean', other);
    const description = await readFile(join(run, 'run.json'), 'utf8');
    await writeFile(join(run, 'run.json'), description.replace(`lab:${lab}`, `lab:${other}`));
    const before = await standingOf(other);
    for (const words of [['undo', '--yes'], ['resume', '--yes'], ['status'], ['report']]) {
      const end = await command(...words, '--run', run, '--json');
      expect(end.code).toBe(1);
      expect(errorDocument.parse(documentOf(end)).message).toContain('Different: target.');
    }
    expect(await standingOf(other)).toBe(before);
  });
});
