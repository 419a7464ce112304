import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog, lineOf } from '../../../electron/main/log.ts';

/** What must never be in a log: planted wherever an error carries text. */
const secret = 'P@ssw0rd-of-anna@fabrikam.example';

class FolderError extends Error {
  readonly code = 'ENOENT';
}

describe('the line of an error', () => {
  it('names its class, its code and where it arose', () => {
    expect(lineOf({ kind: 'unexpected', error: new FolderError('gone') })).toMatch(
      /^unexpected FolderError ENOENT log\.test\.ts:\d+:\d+( < |$)/,
    );
  });

  it('holds nothing of its message, not even where that looks like a line of a stack', () => {
    const error = new Error(`no access for ${secret}\n    at look (/customers/${secret}/run.ts:1:1)`);
    expect(lineOf({ kind: 'close-failed', error })).not.toContain('P@ssw0rd');
  });

  it('holds nothing of a code that is a text', () => {
    const error = Object.assign(new Error('x'), { code: secret });
    expect(lineOf({ kind: 'unexpected', error })).not.toContain('P@ssw0rd');
  });

  it.each([secret, { secret }, null, undefined])('holds nothing of a value that was thrown (%#)', (error) => {
    expect(lineOf({ kind: 'unexpected', error })).toBe(`unexpected ${typeof error}`);
  });

  it.each([
    ['C:\\Users\\anna.fabrikam\\program\\main.js', 'main.js'],
    ['/home/anna.fabrikam/program/main.js', 'main.js'],
    ['file:///C:/Users/anna.fabrikam/program/main.js', 'main.js'],
  ])('holds no folder of %s', (path, name) => {
    const error = new Error('x');
    error.stack = `Error: x\n    at open (${path}:10:2)\n    at ${path}:20:4`;
    expect(lineOf({ kind: 'unexpected', error })).toBe(`unexpected Error ${name}:10:2 < ${name}:20:4`);
  });
});

describe('the log', () => {
  it('is a file in its folder, on disk when the call returns', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const log = createLog(folder);
    log.write({ kind: 'started', version: '1.2.3', electron: '45.4.1', platform: 'win32-x64' });
    log.write({ kind: 'window-gone', reason: 'crashed', exitCode: 5 });
    log.write({ kind: 'unexpected', error: new Error(secret) });
    log.write({ kind: 'ended' });
    const lines = (await readFile(join(folder, 'main.log'), 'utf8')).trim().split(/\r?\n/);
    expect(lines).toEqual([
      expect.stringMatching(/^\S+Z info started version=1\.2\.3 electron=45\.4\.1 platform=win32-x64$/),
      expect.stringMatching(/ info window-gone reason=crashed exitCode=5$/),
      expect.stringMatching(/ error unexpected Error /),
      expect.stringMatching(/ info ended$/),
    ]);
    expect(lines.join()).not.toContain('P@ssw0rd');
  });
});
