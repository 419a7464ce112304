import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { command, documentOf } from './child.ts';
import { wordsUntil } from '../../run-words.ts';
import { verifyDocument } from './documents.ts';

/** Runs a command whose output goes to a device that is always full. */
async function onFullDisk(...words: readonly string[]): Promise<unknown> {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, ['electron/cli.mjs', ...words], { stdio: ['ignore', full, full] });
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

describe.skipIf(process.platform !== 'linux')('a command whose output finds no room', { timeout: 180_000 }, () => {
  it('is carried out to its end, closed and sealed, and does not say that all was well', async () => {
    const folder = await emptyFolder();
    const [lab, run] = [join(folder, 'lab'), join(folder, 'run')];
    await command('lab', 'create', 'clean', '--at', lab, '--users', '20');
    expect(await onFullDisk(...wordsUntil('pause-scheduler', 'null-override', { lab, run }))).toBe(3);
    const verified = await command('report', 'verify', run, '--json');
    expect(verifyDocument.parse(documentOf(verified)).verdict).toBe('intact');
  });
});
