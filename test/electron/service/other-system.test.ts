import { readdir, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { codeOf, commandLine, goOn, serviceIn, valueOf, withRun } from './service-builder.ts';

describe('a run that is continued in the window', { timeout: 120_000 }, () => {
  it('is refused on another system than it was made on, and stays sealed', async () => {
    const test = serviceIn(await emptyFolder());
    await withRun(test);
    await goOn(test, 'pause-scheduler');
    const { target, run } = await test.state();
    valueOf(await test.call('finishRun', {}));
    if (target.kind !== 'open' || run === null) throw new Error('nothing was open');
    const lab = target.text.slice('lab:'.length);
    await rm(lab, { recursive: true });
    commandLine(['lab', 'create', 'clean', '--at', lab, '--users', '30']);

    const answer = await test.call('continueRun', { folder: run.folder, breakLock: false });
    expect(codeOf(answer)).toBe('other-system');
    expect((await test.state()).target.kind).toBe('none');
    expect(await readdir(run.folder)).toContain('seal.json');
    expect(await readdir(lab)).not.toContain('lab.lock');
  });
});
