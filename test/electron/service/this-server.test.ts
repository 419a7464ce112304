import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/assessment/assessment.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';
import { codeOf, serviceIn, valueOf, withEngagement, withRun, type TestService } from './service-builder.ts';

const elevation: Finding = {
  id: 'this-server.elevation',
  title: 'Runs as administrator',
  outcome: 'failed',
  detail: 'No.',
  remedy: 'Restart.',
};

const host = { kind: 'electron', printToPdf: null, showFolder: null } as const;

async function onServer(restartAsAdministrator: (() => Promise<void>) | null): Promise<TestService> {
  const test = serviceIn(await emptyFolder(), {
    host: { ...host, restartAsAdministrator },
    openTarget: async (text) => ({
      ok: false,
      problem: { kind: 'unreachable', problems: [text], remedy: 'Restart.', checks: [elevation] },
    }),
  });
  await withEngagement(test);
  return test;
}

describe('this server', () => {
  it('is opened as live; where that fails, what was looked at is part of the state', async () => {
    const test = await onServer(null);
    expect(codeOf(await test.call('openTarget', { kind: 'live' }))).toBe('unreachable');
    expect((await test.state()).target).toMatchObject({ kind: 'failed', checks: [elevation] });
  });
});

describe('restarting as administrator', () => {
  it('is left to the host', async () => {
    let restarts = 0;
    const test = await onServer(async () => void (restarts += 1));
    expect((await test.state()).about.canRestartAsAdministrator).toBe(true);
    valueOf(await test.call('restartAsAdministrator', {}));
    expect(restarts).toBe(1);
  });

  it('says so where the host cannot', async () => {
    const test = await onServer(null);
    expect((await test.state()).about.canRestartAsAdministrator).toBe(false);
    expect(codeOf(await test.call('restartAsAdministrator', {}))).toBe('not-available');
  });

  it('that is refused leaves the program as it is, and says why', async () => {
    const test = await onServer(() => Promise.reject(new Error('The operation was canceled by the user.')));
    const answer = await test.call('restartAsAdministrator', {});
    expect(answer).toMatchObject({
      problem: { code: 'not-restarted', details: expect.stringContaining('canceled') as unknown },
    });
  });

  it('is refused while a run is open', async () => {
    const test = serviceIn(await emptyFolder(), {
      host: { ...host, restartAsAdministrator: () => Promise.reject(new Error('not asked for')) },
    });
    await withRun(test);
    expect(codeOf(await test.call('restartAsAdministrator', {}))).toBe('run-open');
  });
});
