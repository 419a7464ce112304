import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allCommands } from './commands.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
/** Texts of `npm start`, which takes options of its own. */
const ofTheStart = ['cli/rehearsal-texts.ts', 'browser-host-texts.ts'];

function sourcesIn(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !ofTheStart.some((other) => name.endsWith(other)))
    .map((name) => [join(folder, name), readFileSync(join(root, folder, name), 'utf8')]);
}

/** What the rooms say to people. */
const texts = ['shared', 'electron', 'renderer']
  .flatMap(sourcesIn)
  .filter(([file]) => /texts\.ts$|\bwords\b/.test(file));

/** Every `commandLine('lab', 'show', '--at', …)` and `anyInvocation('undo --run <folder>')` of the product, as words. */
const calls = [...sourcesIn('shared'), ...sourcesIn('electron')].flatMap(([file, text]) => [
  ...[...text.matchAll(/\bcommandLine\(([^)]*)\)/g)].map(
    ([, words = '']) => [file, [...words.matchAll(/'([^']+)'/g)].map(([, word = '']) => word)] as const,
  ),
  ...[...text.matchAll(/\banyInvocation\(\s*[`']([^`']+)[`']/g)].map(
    ([, words = '']) => [file, words.replaceAll(/<[^>]*>|\$\{[^}]*\}/g, '').split(/\s+/)] as const,
  ),
]);

/** `lab show --at <folder>` and its like in a text that no function of the product has composed. */
const literal = new RegExp(`[“"\`](?:${[...allCommands.keys()].join('|')})(?: --[a-z-]+)*[”"\`]`, 'g');

describe('a command that a text names', () => {
  it('is composed in many places', () => {
    expect(calls.length).toBeGreaterThan(15);
  });

  it.each(calls.filter(([, words]) => words.length > 0))('exists: %s, %j', (_file, words) => {
    const named = words.filter((word) => word !== '' && !word.startsWith('--'));
    const options = words.filter((word) => word.startsWith('--'));
    const known = [named.slice(0, 2).join(' '), named[0] ?? ''].map((name) => allCommands.get(name)).find(Boolean);
    const allowed = named.length === 0 ? new Set(['--help', '--version']) : known;
    for (const option of options) expect([...(allowed ?? [])]).toContain(option);
    expect(named.length === 0 || known !== undefined).toBe(true);
  });

  it.each(texts)('is named as it is called: %s', (_file, text) => {
    expect(text.replaceAll(/^\s*(?:\/\*\*|\*|\/\/).*$/gm, '').match(literal) ?? []).toEqual([]);
  });

  it.each(texts)('has the options that %s names', (_file, text) => {
    const every = new Set([...allCommands.values()].flatMap((options) => [...options]));
    for (const [option] of text.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)) expect([...every]).toContain(option);
  });
});
