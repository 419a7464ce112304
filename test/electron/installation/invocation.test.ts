import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { commandLine, invocation, quotedWord } from '../../../electron/installation/invocation.ts';

describe('a command to be typed again', () => {
  it('is a script of npm in a checkout, and the program itself where it was installed', () => {
    expect(invocation(true)).toBe('npm run -s cli --');
    expect(invocation(false)).toBe('hybrid-preflight');
    expect(commandLine('undo', '--run', '/tmp/a run')).toBe('npm run -s cli -- undo --run "/tmp/a run"');
  });

  it.each(['/tmp/$(touch x)', '/tmp/`id`', '/tmp/"a"', "/tmp/it's", '/tmp/!a', '/tmp/a\\b', '/tmp/für uns', '-', ''])(
    'holds %s as one word that no shell runs anything of',
    (word) => {
      expect(execFileSync('sh', ['-c', `printf %s ${quotedWord(word, 'linux')}`], { encoding: 'utf8' })).toBe(word);
    },
  );

  it.each([
    [String.raw`C:\runs\a b`, String.raw`"C:\runs\a b"`],
    [String.raw`C:\runs\$env`, String.raw`'C:\runs\$env'`],
    [String.raw`C:\it's`, String.raw`'C:\it''s'`],
    ['C:\\', String.raw`'C:\'`],
  ])('holds %s as PowerShell reads it', (word, quoted) => {
    expect(quotedWord(word, 'win32')).toBe(quoted);
  });
});
