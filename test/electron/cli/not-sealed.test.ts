import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { decidedWords } from '../../remote-mailboxes.ts';
import { command, documentOf } from './child.ts';
import { verifyDocument } from './documents.ts';

describe('a run whose process ended after it was closed and before it was sealed', { timeout: 180_000 }, () => {
  it('is said to be so, with the exit code of what can be resumed, and resume seals it', async () => {
    const folder = await emptyFolder();
    const [lab, run] = [join(folder, 'lab'), join(folder, 'run')];
    const until = ['--yes', '--until', 'pause-scheduler'];
    await command('lab', 'create', 'clean', '--at', lab, '--users', '20');
    await command('run', 'null-clone', ...decidedWords, '--on', `lab:${lab}`, '--run', run, ...until);
    await rm(join(run, 'seal.json'));

    const verified = await command('report', 'verify', run, '--json');
    expect(verified.code).toBe(4);
    expect(verifyDocument.parse(documentOf(verified)).verdict).toBe('not-sealed');
    const status = await command('status', '--run', run);
    expect(status.code).toBe(4);
    expect(status.stdout).toContain(`Seal it with: npm run -s cli -- resume --run "${run}"`);

    await command('resume', '--run', run, ...until);
    const sealed = await command('report', 'verify', run);
    expect(sealed.code).toBe(0);
    expect(sealed.stdout).toContain('the report, which was built again from the journal and is identical');
  });
});
