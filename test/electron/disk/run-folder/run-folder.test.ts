import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drive } from '../../../../shared/engine/drive.ts';
import { outcomeAtRest, outcomeOf } from '../../../../shared/engine/run/selectors.ts';
import { createRunFolder, openRunFolder, readRunFolder } from '../../../../electron/disk/run-folder/run-folder.ts';
import { agreeable } from '../../../shared/engine/toy-run.ts';
import { finished } from '../../../shared/engine/toy-procedure.ts';
import { toySystem } from '../../../shared/engine/toy-system.ts';
import {
  allDead,
  engineOn,
  finishedRun,
  newRun,
  opening,
  reopened,
  runInProgress,
  unfinishedRun,
  valueOf,
} from './run-builder.ts';
import { emptyFolder } from '../temporary-folder.ts';

async function problemOf(result: Promise<{ readonly ok: boolean; readonly problem?: unknown }>): Promise<unknown> {
  const { ok, problem } = await result;
  return ok ? 'no problem' : problem;
}

describe('creating a run folder', () => {
  it('makes the folder, its description and an empty journal', async () => {
    const folder = join(await emptyFolder(), 'engagements', 'Contoso & Söhne');
    const run = valueOf(await createRunFolder(folder, newRun, opening()));
    expect(run.description).toMatchObject({ ...newRun, schema: 1, created: '1970-01-01T00:00:00.000Z' });
    expect(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'))).toEqual(run.description);
    expect(run.journal.entries).toEqual([]);
    await run.close('leave-open');
    expect(await readdir(folder)).toEqual(['journal.jsonl', 'run.json']);
  });

  it('takes an empty folder that is there', async () => {
    expect((await runInProgress(await emptyFolder())).journal.entries).toEqual([]);
  });

  it('gives each run an id of its own', async () => {
    const one = await runInProgress(await emptyFolder());
    const other = await runInProgress(await emptyFolder());
    expect(one.description.runId).not.toBe(other.description.runId);
  });

  it('refuses a folder that holds other files, and leaves it alone', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'holiday.jpg'), '');
    expect(await problemOf(createRunFolder(folder, newRun, opening()))).toEqual({ code: 'not-empty', path: folder });
    expect(await readdir(folder)).toEqual(['holiday.jpg']);
  });

  it('refuses a folder that holds a run', async () => {
    const folder = await emptyFolder();
    await unfinishedRun(folder);
    expect(await problemOf(createRunFolder(folder, newRun, opening()))).toMatchObject({ code: 'is-a-run' });
  });

  it('refuses a file, and a folder below a file', async () => {
    const file = join(await emptyFolder(), 'file');
    await writeFile(file, '');
    expect(await problemOf(createRunFolder(file, newRun, opening()))).toMatchObject({ code: 'not-a-folder' });
    expect(await problemOf(createRunFolder(join(file, 'x'), newRun, opening()))).toMatchObject({
      code: 'not-a-folder',
    });
  });

  it('lets one of two who create at once have the folder', async () => {
    const folder = await emptyFolder();
    const both = await Promise.all([1, 2].map((pid) => createRunFolder(folder, newRun, opening({ pid }))));
    const winners = both.filter((result) => result.ok);
    expect(winners).toHaveLength(1);
    await Promise.all(winners.map((winner) => winner.value.close('leave-open')));
  });
});

describe('opening a run folder', () => {
  it('goes on where the former process ended', async () => {
    const folder = await emptyFolder();
    await unfinishedRun(folder);
    const system = toySystem({ scheduler: 'off', rules: ['old'], synchronized: ['old'] });
    const run = await reopened(folder);
    const engine = await engineOn(run, system);
    expect(await drive(engine, agreeable)).toEqual({ kind: 'finished' });
    expect(system.state).toEqual(finished);
    expect(outcomeOf(engine.state())).toBe('verified');
    await run.close('leave-open');
  });

  it('takes the seal of a finished run away', async () => {
    const folder = await emptyFolder();
    await finishedRun(folder);
    expect(await readdir(folder)).toContain('seal.json');
    await (await reopened(folder)).close('leave-open');
    expect(await readdir(folder)).not.toContain('seal.json');
  });

  it('removes what atomic writing left behind in a crash', async () => {
    const folder = await emptyFolder();
    await unfinishedRun(folder);
    await writeFile(join(folder, 'evidence', '.rules.json.0d9f7c1e-0000-4000-8000-000000000000.tmp'), 'half');
    await (await reopened(folder)).close('leave-open');
    expect(await readdir(join(folder, 'evidence'))).toEqual(['rules.json']);
  });

  it('refuses while somebody works on it, and says who', async () => {
    const folder = await emptyFolder();
    await runInProgress(folder, { user: 'anna' });
    expect(await problemOf(openRunFolder(folder, opening({ user: 'otto' })))).toMatchObject({
      code: 'locked',
      holder: { user: 'anna' },
      standing: 'alive',
    });
  });

  it('refuses a stale lock too, until it is broken on purpose; breaking it is journaled', async () => {
    const folder = await emptyFolder();
    const abandoned = await runInProgress(folder, { user: 'anna' });
    await engineOn(abandoned, toySystem());
    const asked = await openRunFolder(folder, opening({ processes: allDead }));
    expect(asked).toMatchObject({ ok: false, problem: { code: 'locked', standing: 'stale' } });
    const shown = !asked.ok && asked.problem.code === 'locked' ? asked.problem.holder : undefined;

    const run = valueOf(await openRunFolder(folder, opening({ user: 'otto' }), { lock: shown }));
    await engineOn(run, toySystem());
    await run.close('leave-open');
    const { entries } = valueOf(await readRunFolder(folder, opening()));
    expect(entries.at(-1)).toMatchObject({ event: 'lock-broken', lock: { user: 'anna' } });
  });

  it('does not break a lock that somebody else has taken since it was shown', async () => {
    const folder = await emptyFolder();
    await unfinishedRun(folder);
    const eve = valueOf(await openRunFolder(folder, opening({ user: 'eve' })));
    const shown = { host: 'SERVER1', pid: 1, processStart: undefined, user: 'anna', takenAt: '', token: 'gone' };
    expect(await problemOf(openRunFolder(folder, opening(), { lock: shown }))).toMatchObject({
      code: 'locked',
      holder: { user: 'eve' },
    });
    await eve.close('leave-open');
  });

  it.each([
    ['a folder without a run', 'not-a-run', async () => undefined],
    ['a description of a later version', 'too-new', async (folder: string) => put(folder, { schema: 7 })],
    ['a description that is none', 'damaged', async (folder: string) => put(folder, { schema: 1 })],
  ] as const)('refuses %s', async (_, code, arrange) => {
    const folder = await emptyFolder();
    await arrange(folder);
    expect(await problemOf(openRunFolder(folder, opening()))).toMatchObject({ code });
    expect(await readdir(folder)).not.toContain('run.lock');
  });

  it('refuses a damaged journal and gives the lock back', async () => {
    const folder = await emptyFolder();
    await unfinishedRun(folder);
    const path = join(folder, 'journal.jsonl');
    await writeFile(path, (await readFile(path, 'utf8')).replace('Anna', 'Otto'));
    expect(await problemOf(openRunFolder(folder, opening()))).toMatchObject({ code: 'damaged', line: 2 });
    expect(await readdir(folder)).not.toContain('run.lock');
  });
});

describe('reading a run folder', () => {
  it('shows how the run stands without touching it', async () => {
    const folder = await emptyFolder();
    await unfinishedRun(folder);
    const before = await readdir(folder);
    const { state, lock } = valueOf(await readRunFolder(folder, opening()));
    expect(state.kind === 'empty' ? undefined : outcomeAtRest(state)).toBe('interrupted');
    expect(lock).toBeUndefined();
    expect(await readdir(folder)).toEqual(before);
  });

  it('shows who works on it', async () => {
    const folder = await emptyFolder();
    await runInProgress(folder, { user: 'anna' });
    const { lock } = valueOf(await readRunFolder(folder, opening()));
    expect(lock).toMatchObject({ holder: { user: 'anna' }, standing: 'alive' });
  });

  it('tells whether it was sealed, and not only closed', async () => {
    const folder = join(await emptyFolder(), 'run');
    await finishedRun(folder);
    expect(valueOf(await readRunFolder(folder, opening()))).toMatchObject({ state: { kind: 'closed' }, sealed: true });
    await rm(join(folder, 'seal.json'));
    expect(valueOf(await readRunFolder(folder, opening()))).toMatchObject({ state: { kind: 'closed' }, sealed: false });
  });
});

async function put(folder: string, description: object): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'run.json'), JSON.stringify(description));
}
