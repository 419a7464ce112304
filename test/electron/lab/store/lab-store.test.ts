import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderFiles } from '../../../../electron/lab/store/files.ts';
import { createLab, openLab, readState, storeOf } from '../../../../electron/lab/store/lab-store.ts';
import type { LabState } from '../../../../electron/lab/state.ts';
import { failureText } from '../../../../shared/systems/failure-texts.ts';
import { attributes, emptyLab } from '../empty-lab.ts';
import { addUsers, contentOf } from './lab-content.ts';

const takenAt = '2026-11-21T09:00:00.000Z';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function created(state: LabState): Promise<LabState> {
  const lab = await createLab(folder, state);
  if (!lab.ok) throw new Error(lab.failure.raw);
  await lab.value.close();
  return state;
}

async function reopened() {
  const lab = await openLab(folder);
  if (!lab.ok) throw new Error(lab.failure.raw);
  return lab.value;
}

describe('a lab in its folder', () => {
  it('comes back as it was saved, binary and 64-bit values included', async () => {
    const state = await created(addUsers(emptyLab(), 5000));
    const lab = await reopened();
    expect(contentOf(lab.state)).toEqual(contentOf(state));
    await lab.close();
  });

  it('keeps what was changed, added and deleted after it was opened', async () => {
    await created(addUsers(emptyLab(), 5000));
    const lab = await reopened();
    const rows = [...lab.state.metaverse.values()];
    lab.state.metaverse.delete(rows[10]!.id);
    lab.state.metaverse.put({ ...rows[4500]!, objectType: 'contact' });
    lab.state.now = '2026-12-24T18:00:00.000Z';
    addUsers(lab.state, 10);
    expect(await lab.save()).toMatchObject({ ok: true });
    await lab.close();
    const again = await reopened();
    expect(contentOf(again.state)).toEqual(contentOf(lab.state));
    await again.close();
  });

  it('forgets a table whose rows are all deleted', async () => {
    await created(addUsers(emptyLab(), 3000));
    const lab = await reopened();
    for (const row of [...lab.state.metaverse.values()]) lab.state.metaverse.delete(row.id);
    await lab.save();
    await lab.close();
    const again = await reopened();
    expect(again.state.metaverse.size).toBe(0);
    await again.close();
  });

  it('rewrites only the shards and parts that changed', async () => {
    await created(addUsers(emptyLab(), 5000));
    const before = new Set(await readdir(folder));
    const lab = await reopened();
    const row = [...lab.state.metaverse.values()][0]!;
    lab.state.metaverse.put({ ...row, attributes: attributes({ mailNickname: 'anna' }) });
    await lab.save();
    const fresh = (await readdir(folder)).filter((name) => !before.has(name) && name !== 'lab.lock');
    expect(fresh.sort()).toEqual(['core.2.json', 'metaverse-0.2.ndjson']);
    await lab.close();
  });

  it('leaves nothing of an old generation behind', async () => {
    await created(addUsers(emptyLab(), 10));
    const lab = await reopened();
    lab.state.now = '2026-12-24T18:00:00.000Z';
    await lab.save();
    expect((await readdir(folder)).filter((name) => name.startsWith('core.'))).toEqual(['core.2.json']);
    await lab.close();
  });

  it('refuses a folder with something else in it', async () => {
    await writeFile(join(folder, 'thesis.docx'), 'mine');
    expect(await createLab(folder, emptyLab())).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(await readdir(folder)).toEqual(['thesis.docx']);
  });

  it('refuses to put a lab over a lab', async () => {
    await created(emptyLab());
    expect(await createLab(folder, emptyLab(2))).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
  });

  it('says so when there is no lab, and makes no folder', async () => {
    const missing = join(folder, 'nowhere');
    const opened = await openLab(missing);
    expect(opened).toMatchObject({ ok: false, failure: { code: 'no-lab' } });
    expect(opened.ok ? '' : failureText(opened.failure)).toBe(
      `open the lab ${missing}: This folder contains no practice lab (no lab.json).`,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it.each(['metaverse-0.1.ndjson', 'core.1.json', 'lab.json'])('names the damaged file %s', async (name) => {
    await created(addUsers(emptyLab(), 10));
    const content = await readFile(join(folder, name), 'utf8');
    await writeFile(join(folder, name), content.slice(0, -20));
    const opened = await openLab(folder);
    expect(opened).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    expect(opened.ok ? '' : opened.failure.raw).toContain(name);
  });

  it('names a missing file', async () => {
    await created(addUsers(emptyLab(), 10));
    await rm(join(folder, 'entra-0.1.ndjson'));
    const opened = await openLab(folder);
    expect(opened.ok ? '' : opened.failure.raw).toContain('entra-0.1.ndjson: the file is missing');
  });
});

describe('the lock of a lab', () => {
  it('keeps a second opener out and names the holder', async () => {
    await created(emptyLab());
    const lab = await reopened();
    const second = await openLab(folder);
    expect(second).toMatchObject({ ok: false, failure: { code: 'in-use', retry: 'safe' } });
    expect(second.ok ? '' : second.failure.raw).toContain(`process ${process.pid} of`);
    await lab.close();
    await (await reopened()).close();
  });

  it('replaces a holder that was killed', async () => {
    await created(emptyLab());
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    await writeFile(
      join(folder, 'lab.lock'),
      JSON.stringify({ host: hostname(), pid: dead, user: 'x', takenAt, token: 'y' }),
    );
    await (await reopened()).close();
    expect(await readdir(folder)).not.toContain('lab.lock');
  });

  it('never replaces a holder on another machine', async () => {
    await created(emptyLab());
    await writeFile(
      join(folder, 'lab.lock'),
      JSON.stringify({ host: 'other', pid: 1, user: 'x', takenAt, token: 'y' }),
    );
    expect(await openLab(folder)).toMatchObject({ ok: false, failure: { code: 'in-use' } });
  });

  it('that was removed keeps the lab from being saved over what another process saved since', async () => {
    await created(emptyLab());
    const former = await reopened();
    await rm(join(folder, 'lab.lock'));
    const other = await reopened();
    other.state.now = '2026-12-24T18:00:00.000Z';
    await other.save();
    former.state.now = '2026-12-06T18:00:00.000Z';
    expect(await former.save()).toMatchObject({ ok: false, failure: { code: 'in-use', retry: 'pointless' } });
    await former.close();
    await other.close();
    const again = await reopened();
    expect(again.state.now).toBe('2026-12-24T18:00:00.000Z');
    await again.close();
  });

  it('that is removed during a save keeps the save from counting', async () => {
    await created(emptyLab());
    const read = await readState(folderFiles(folder), 'read the lab');
    if (!read.ok) throw new Error(read.failure.raw);
    const answers = [true, false];
    const hold = { isHeld: () => Promise.resolve(answers.shift() ?? false), release: () => Promise.resolve() };
    const lab = storeOf(folderFiles(folder), read.value.state, read.value, hold);
    lab.state.now = '2026-12-24T18:00:00.000Z';
    const manifest = await readFile(join(folder, 'lab.json'), 'utf8');
    expect(await lab.save()).toMatchObject({ ok: false, failure: { code: 'in-use' } });
    expect(await readFile(join(folder, 'lab.json'), 'utf8')).toBe(manifest);
  });

  it('lets exactly one of several openers in', async () => {
    await created(emptyLab());
    const opened = await Promise.all([1, 2, 3, 4, 5].map(() => openLab(folder)));
    expect(opened.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
