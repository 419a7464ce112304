import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomically } from '../../../electron/disk/atomic-file.ts';
import { emptyFolder } from './temporary-folder.ts';

describe('writeFileAtomically', () => {
  it('creates a file with exactly the bytes given', async () => {
    const path = join(await emptyFolder(), 'state.bin');
    await writeFileAtomically(path, new Uint8Array([0, 255, 13, 10]));
    expect([...(await readFile(path))]).toEqual([0, 255, 13, 10]);
  });

  it('replaces the old file and leaves nothing else behind', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'state.json'), 'a longer old text');
    await writeFileAtomically(join(folder, 'state.json'), 'new', { fsync: false });
    expect(await readFile(join(folder, 'state.json'), 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['state.json']);
  });

  it('leaves no temporary file behind when the target cannot be replaced', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'taken', 'inside'), { recursive: true });
    await expect(writeFileAtomically(join(folder, 'taken'), 'x')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['taken']);
  });

  it('keeps one whole text when several writers meet', async () => {
    const path = join(await emptyFolder(), 'state.json');
    const texts = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(10_000));
    await Promise.all(texts.map((text) => writeFileAtomically(path, text, { fsync: false })));
    expect(texts).toContain(await readFile(path, 'utf8'));
  });
});
