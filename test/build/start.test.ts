import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { electronRuntime } from '../../build/start/electron-runtime.ts';
import { readStartOptions, terminalWords } from '../../build/start/options.ts';
import { isStale } from '../../build/start/stale.ts';
import { startTexts } from '../../shared/ipc/browser-host-texts.ts';
import { emptyFolder } from '../electron/disk/temporary-folder.ts';

const scenarios = ['clean', 'two-forests'];

describe('the words after npm start --', () => {
  it('name the scenario and the place', () => {
    expect(readStartOptions([], scenarios)).toEqual({
      ...{ kind: 'options', options: { scenario: undefined, place: 'best', open: true } },
    });
    expect(readStartOptions(['--lab', 'clean', '--browser', '--no-open'], scenarios)).toEqual({
      ...{ kind: 'options', options: { scenario: 'clean', place: 'browser', open: false } },
    });
  });

  it('lead to the rehearsal in the terminal when asked for, or where nobody could look at a window', () => {
    expect(terminalWords(['--terminal', '--lab', 'clean'], true)).toEqual(['--lab', 'clean']);
    expect(terminalWords(['--lab', 'clean'], false)).toEqual(['--lab', 'clean']);
    expect(terminalWords(['--browser'], false)).toBeUndefined();
    expect(terminalWords([], true)).toBeUndefined();
  });

  it.each([[['--unknown']], [['word']], [['--lab']]])('are refused when they mean nothing: %j', (words) => {
    expect(readStartOptions(words, scenarios)).toEqual({ kind: 'wrong', text: startTexts.usage });
  });

  it('are answered with the scenarios there are when they name another one', () => {
    const read = readStartOptions(['--lab', 'cleen'], scenarios);
    expect(read).toEqual({ kind: 'wrong', text: 'There is no scenario "cleen". There are: clean, two-forests.' });
  });
});

describe('Electron', () => {
  async function withPackage(files: Readonly<Record<string, string>>) {
    const root = await emptyFolder();
    for (const [path, text] of Object.entries(files)) {
      const full = join(root, 'node_modules', 'electron', path);
      await mkdir(join(full, '..'), { recursive: true });
      await writeFile(full, text);
    }
    return { root, from: pathToFileURL(join(root, 'start.ts')).href };
  }
  const described = { 'package.json': '{"name":"electron","version":"1.0.0"}' };
  const display = { DISPLAY: ':0' };

  it('is missing where its package is not installed', async () => {
    const { from } = await withPackage({});
    expect(electronRuntime(from, 'linux', display)).toEqual({ kind: 'missing', reason: startTexts.notInstalled });
  });

  it('has to be downloaded where its package stands alone', async () => {
    const { root, from } = await withPackage(described);
    const packageFolder = join(root, 'node_modules', 'electron');
    expect(electronRuntime(from, 'linux', display)).toEqual({ kind: 'not-downloaded', packageFolder });
  });

  it('is not downloaded for a machine without a display', async () => {
    const { from } = await withPackage(described);
    expect(electronRuntime(from, 'linux', {})).toEqual({ kind: 'missing', reason: startTexts.noDisplay });
  });

  it('cannot open a window without a display', async () => {
    const { from } = await withPackage({ ...described, 'path.txt': 'electron', 'dist/electron': '' });
    expect(electronRuntime(from, 'linux', {})).toEqual({ kind: 'missing', reason: startTexts.noDisplay });
  });

  it('is there with the program that its package names', async () => {
    const { root, from } = await withPackage({ ...described, 'path.txt': 'electron.exe', 'dist/electron.exe': '' });
    const program = join(root, 'node_modules', 'electron', 'dist', 'electron.exe');
    expect(electronRuntime(from, 'win32', {})).toEqual({ kind: 'there', program });
  });
});

describe('what was built', () => {
  async function builtAt(seconds: number | undefined) {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'source', 'deep'), { recursive: true });
    const [source, built] = [join(folder, 'source', 'deep', 'file.ts'), join(folder, 'built.js')];
    await writeFile(source, '');
    for (const path of [source, join(source, '..'), join(folder, 'source')]) await utimes(path, 1_000, 1_000);
    if (seconds !== undefined) {
      await writeFile(built, '');
      await utimes(built, seconds, seconds);
    }
    return isStale([built], [join(folder, 'source'), join(folder, 'no-such-source')]);
  }

  it.each([
    ['missing', undefined, true],
    ['older than its sources', 999, true],
    ['younger than its sources', 1_001, false],
  ])('is stale when it is %s: %s', async (_, seconds, stale) => {
    expect(await builtAt(seconds)).toBe(stale);
  });
});
